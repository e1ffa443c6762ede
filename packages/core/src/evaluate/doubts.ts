import type { Finding, Judge } from '../judge/judge.ts';
import { undetermined } from '../judge/judge.ts';
import type { Encounter, OrderItem } from '../model/encounter.ts';
import type { InputDiagnostic } from '../model/evaluation.ts';

/**
 * Malformed fields that say whether, and for whom, an item is judged: left out they would be read as a plain draft that
 * the fund pays, which nobody said. Names of fields by position of their item.
 */
export type Doubts = ReadonlyMap<number, readonly string[]>;

/** The doubts among the complaints of an encounter. */
export function doubtsOf(diagnostics: readonly InputDiagnostic[]): Doubts {
  const doubts = new Map<number, string[]>();
  for (const { path } of diagnostics) {
    const match = DOUBT.exec(path);
    if (match === null) continue;
    const position = Number(match[1]);
    doubts.set(position, [...(doubts.get(position) ?? []), match[2]!]);
  }
  return doubts;
}

/** Whether a complaint is about such a field. */
export function isDoubt(path: string): boolean {
  return DOUBT.test(path);
}

/** The same by index: an item that cannot be read, or has no id, is none. */
export function fieldsByIndex(doubts: Doubts, diagnostics: readonly InputDiagnostic[]): Doubts {
  const unread = new Set<number>();
  for (const { path } of diagnostics) {
    const match = UNREAD.exec(path);
    if (match !== null) unread.add(Number(match[1]));
  }
  const before = [...unread].sort((a, b) => a - b);
  const byIndex = new Map<number, readonly string[]>();
  for (const [position, fields] of doubts) {
    if (!unread.has(position)) byIndex.set(position - before.filter((other) => other < position).length, fields);
  }
  return byIndex;
}

/** The encounter as it would be if every doubt were settled the other way: paid by the person, not counted at all. */
export function settleOtherwise(encounter: Encounter, doubts: Doubts): Encounter {
  const items = encounter.items.map((item, position) => {
    const fields = doubts.get(position);
    return fields === undefined ? item : settleItem(item, fields);
  });
  return { ...encounter, items };
}

function settleItem(item: OrderItem, fields: readonly string[]): OrderItem {
  const settled: Record<string, unknown> = { ...item };
  for (const field of fields) {
    delete settled[field];
    if (field === 'payment') settled['payment'] = 'self';
    else if (field === 'isStanding' || field === 'isDischargeMedication') settled[field] = true;
  }
  if (fields.some((field) => !SETTLED_APART.includes(field))) settled['status'] = 'cancelled';
  return settled as unknown as OrderItem;
}

/**
 * Leaves in `judge` what it has found and `other`, which settled the doubts the other way, has found too. What only one
 * of them found hangs on a doubt: it is undetermined for want of the malformed fields.
 *
 * @param fieldsOf - Malformed fields by index of their item.
 */
export function keepUndoubted(judge: Judge, other: Judge, fieldsOf: Doubts): void {
  const found = [...judge.findings];
  const own = byQuestion(found);
  const others = byQuestion(other.findings);
  judge.findings.length = 0;
  for (const finding of found) {
    if (isAmong(others, finding)) judge.findings.push(finding);
    else doubt(judge, finding, fieldsOf);
  }
  for (const finding of other.findings) {
    if (!isAmong(own, finding)) doubt(judge, finding, fieldsOf);
  }
  judge.undecided.push(...other.undecided);
  judge.partials.push(...other.partials);
}

/** Offending items of the findings of one knowledge point and window. */
function byQuestion(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<number>> {
  const offending = new Map<string, Set<number>>();
  for (const finding of findings) {
    const key = questionOf(finding);
    const items = offending.get(key) ?? new Set();
    offending.set(key, items);
    for (const i of finding.offending) items.add(i);
  }
  return offending;
}

function isAmong(offending: ReadonlyMap<string, ReadonlySet<number>>, finding: Finding): boolean {
  const items = offending.get(questionOf(finding));
  return items !== undefined && finding.offending.some((i) => items.has(i));
}

function questionOf({ version, knowledgePoint, window }: Finding): string {
  return `${version.definition.id}\n${knowledgePoint}\n${window}`;
}

function doubt(judge: Judge, finding: Finding, fieldsOf: Doubts): void {
  const { segment, row, version, offending, involved } = finding;
  const doubtful = [...offending, ...involved].filter((i) => fieldsOf.has(i)).sort((a, b) => a - b);
  const fields = doubtful.length > 0 ? doubtful.map((i) => fieldsOf.get(i)!) : [...fieldsOf.values()];
  const missing = [...new Set(fields.flat().map((field) => `items.${field}`))].sort();
  judge.segment = segment;
  judge.row = row;
  judge.version = version;
  undetermined(judge, doubtful.length > 0 ? doubtful : offending, missing);
}

const DOUBT = /^items\[(\d+)\]\.(status|role|payment|reverses|isStanding|isDischargeMedication)$/;
const UNREAD = /^items\[(\d+)\](?:\.id)?$/;
/** What leaves the item counted; the others leave it out. */
const SETTLED_APART = ['payment', 'isStanding', 'isDischargeMedication'];
