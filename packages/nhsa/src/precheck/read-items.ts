import type { ItemId, OrderItem } from '@forecheck/core';
import { readNodes } from '../envelope/find-nodes.ts';
import { withoutIdentityNumber } from '../envelope/identity-number.ts';
import { type Place, pathOf } from '../envelope/place.ts';
import { readFlag, readInstant, readText } from '../envelope/read-field.ts';
import type { ChosenEncounter } from './choose-encounter.ts';
import { dropRepeated } from './drop-repeated.ts';
import { ENCOUNTER, NODES, ORDER } from './fields.ts';
import { ID_LENGTH_MAX, type ReadContext } from './read-context.ts';
import { type OrderPlacement, readOrder } from './read-order.ts';
import type { QuestionTime } from './read-standing.ts';
import { uniqueId } from './unique-id.ts';

/** What an answer has to repeat about one line. */
export interface EchoLine {
  /** As sent; absent when the line had none. */
  readonly rxId?: string;
  /** As sent. */
  readonly mdtrtId?: string;
  /** Where the line's code stands in the message; field names and positions. */
  readonly codePath: string;
}

/** Items of the encounter and, by item, what their lines are called in the message. */
export interface ReadItems {
  readonly items: readonly OrderItem[];
  readonly lines: ReadonlyMap<ItemId, EchoLine>;
}

/** The current visit's lines as drafts and context, then those of earlier visits as history. */
export function readItems(context: ReadContext, chosen: ChosenEncounter, question: QuestionTime): ReadItems {
  const items: OrderItem[] = [];
  const lines = new Map<ItemId, EchoLine>();
  const append = (line: Place, mdtrtId: string | undefined, placement: Placement): void => {
    const rxId = readText(line, ORDER.id, context.notes, ID_LENGTH_MAX);
    const id = itemId(context, line, rxId, lines);
    lines.set(id, echoLine(line, rxId, mdtrtId));
    items.push(readOrder(context, line, { ...placement, question, id }));
  };
  const roles = readRoles(context, chosen.orders);
  for (const [index, line] of chosen.orders.entries()) append(line, chosen.mdtrtId, { role: roles[index]! });
  for (const { place, mdtrtId } of chosen.history) {
    const placement = historyPlacement(context, place, mdtrtId);
    const earlier = dropRepeated(readNodes(place, NODES.orders, context.notes), context.notes);
    for (const line of earlier) append(line, mdtrtId, placement);
  }
  return { items, lines };
}

/** What a line's visit tells of it. */
type Placement = Omit<OrderPlacement, 'id' | 'question'>;

function echoLine(line: Place, rxId: string | undefined, mdtrtId: string | undefined): EchoLine {
  const codePath = pathOf(line, ORDER.code);
  if (mdtrtId === undefined) return rxId === undefined ? { codePath } : { rxId, codePath };
  return rxId === undefined ? { mdtrtId, codePath } : { rxId, mdtrtId, codePath };
}

/**
 * curr_drord_flag tells the lines being judged (1) from those already there (0). Where no line is flagged 1 the flag
 * says nothing — a question about nothing is not asked — and every line is judged.
 */
function readRoles(context: ReadContext, orders: readonly Place[]): readonly ('draft' | 'context')[] {
  const flags = orders.map((line) => readFlag(line, ORDER.isCurrent, context.notes));
  const isUsed = flags.includes(true);
  return flags.map((flag, i) => {
    if (flag !== true && !(isUsed && flag === false)) context.notes.add('role-derived', orders[i]!, ORDER.isCurrent);
    return isUsed && flag === false ? 'context' : 'draft';
  });
}

/** A visit of one day dates its lines; a stay does not. */
function historyPlacement(context: ReadContext, encounter: Place, mdtrtId: string | undefined): Placement {
  const from = readInstant(encounter, ENCOUNTER.admittedAt, context.notes);
  const to = readInstant(encounter, ENCOUNTER.dischargedAt, context.notes);
  const isOneDay = from !== undefined && to !== undefined && from.slice(0, 10) === to.slice(0, 10);
  return {
    role: 'history',
    ...(mdtrtId === undefined ? {} : { visitId: withoutIdentityNumber(mdtrtId) }),
    ...(isOneDay ? { visitDay: from.slice(0, 10) } : {}),
  };
}

/** rx_id where it can be one, else a stand-in; unique either way. */
function itemId(
  context: ReadContext,
  line: Place,
  rxId: string | undefined,
  taken: ReadonlyMap<ItemId, unknown>,
): ItemId {
  const wanted = rxId === undefined ? `#${taken.size + 1}` : withoutIdentityNumber(rxId);
  const id = uniqueId(wanted, taken);
  if (id !== rxId) context.notes.add('id-replaced', line, ORDER.id);
  return id;
}
