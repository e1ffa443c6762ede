import type { Scene } from '@forecheck/core';
import { asNode, parseJsonText } from '../envelope/find-nodes.ts';
import { type Place, pathOf } from '../envelope/place.ts';
import { rawValue } from '../envelope/read-field.ts';
import { NhsaError } from '../error.ts';
import { isPlaceholder } from '../tables/placeholder.ts';
import type { ChosenEncounter } from './choose-encounter.ts';
import { NODES } from './fields.ts';
import type { PersonPlaces } from './locate.ts';

/**
 * Refuses a question whose order list cannot be read or, where orders are what the scene is about, is not there: the
 * answer would be an empty result, which says that nothing was found. An explicit empty list is an answerable question.
 *
 * @throws {@link NhsaError} `message-malformed` when a list is unreadable, `node-missing` when there is none.
 */
export function requireOrders(person: PersonPlaces, chosen: ChosenEncounter, scene: Scene | undefined): void {
  const outer = person.outer.filter((place) => !chosen.current.includes(place));
  const states = [...chosen.current, ...outer].map((place) => ({ place, state: listState(place) }));
  const unreadable = states.find((one) => one.state === 'unreadable');
  if (unreadable !== undefined) {
    const path = pathOf(unreadable.place, NODES.orders);
    throw new NhsaError('message-malformed', path, `\`${path}\` is not a list of objects`);
  }
  if (scene === undefined || SCENES_WITHOUT_ORDERS.has(scene)) return;
  if (states.some((one) => one.state === 'list')) return;
  const path = pathOf(chosen.current[0]!, NODES.orders);
  throw new NhsaError('node-missing', path, `\`${path}\` is missing`);
}

function listState(place: Place): 'absent' | 'list' | 'unreadable' {
  const raw = rawValue(place.node, NODES.orders);
  if (raw === undefined || (typeof raw === 'string' && isPlaceholder(raw.trim()))) return 'absent';
  const value = typeof raw === 'string' ? parseJsonText(raw) : raw;
  if (!Array.isArray(value)) return asNode(value) === undefined ? 'unreadable' : 'list';
  // Stray entries beside lines are dropped with a note; a list of nothing else holds lines that nobody read.
  return value.length === 0 || value.some((entry) => asNode(entry) !== undefined) ? 'list' : 'unreadable';
}

/** Asked before anything is ordered. */
const SCENES_WITHOUT_ORDERS: ReadonlySet<Scene> = new Set(['outpatient-registration', 'admission']);
