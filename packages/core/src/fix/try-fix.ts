import { judgeAgain } from '../evaluate/candidates.ts';
import { judgeFacts } from '../evaluate/judge-facts.ts';
import { readItem } from '../evaluate/read-item.ts';
import { returnFacts, takeFacts } from '../evaluate/scratch.ts';
import { alertsAmong } from '../evaluate/sort-findings.ts';
import type { Facts } from '../judge/facts.ts';
import { ITEM_COUNTS, ITEM_MAPPED, ITEM_REVERSAL } from '../judge/facts.ts';
import type { Finding, Judge } from '../judge/judge.ts';
import { rowKey } from '../judge/judge.ts';
import { createJudgedRows } from '../judge/judged-rows.ts';
import { idOf } from '../judge/look-up.ts';
import { prefixesOf } from '../judge/prefixes.ts';
import type { OrderItem } from '../model/encounter.ts';
import type { Fix } from '../model/evaluation.ts';
import type { KindMode } from '../segment/kind-numbers.ts';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import { somePosting } from '../segment/postings.ts';
import { applyFix, changeItem, itemsOfFix } from './apply-fix.ts';

/** Looks at the findings that would be alerts after a fix, in no order. Item indexes are those of the trial's facts. */
export type Verdict = (trial: Judge, alerts: readonly Finding[]) => boolean;

/**
 * What the verdict says of the encounter as it would be after the fix.
 *
 * Nothing is worded, and only rows whose outcome the changed items can touch are judged again; findings of the others
 * stand. With 9 alerts and 300 items of history, 25 evaluations of the changed encounter cost 20 times the first.
 *
 * | what a row's outcome depends on, besides person, visit and institution | kinds |
 * |---|---|
 * | the judged item | `restrict`, `indication.evidence`, `coverage.never`, `limit.supply`, `price.ceiling` |
 * | items of the row's own codes | all other `limit`, all `conflict`, `companion.required` |
 * | items that its parameters or its rule's other rows name | `LOOKS_BEYOND` |
 *
 * A change of an item therefore touches the rows that its code is posted to, and every row of the last line.
 */
export function tryFix(judge: Judge, fix: Fix, verdict: Verdict): boolean {
  const changed = indexesOf(judge.facts, fix);
  if (fix.kind === 'add-companion' || isEntangled(judge.facts, changed)) return tryWhole(judge, fix, verdict);
  const { facts } = judge;
  const originals = changed.map((i) => facts.raw[i]!);
  const { diagnostics } = facts;
  // Reading the items again finds nothing new to complain of.
  facts.diagnostics = [];
  const rows = rowsOf(judge, changed);
  const trial: Judge = {
    ...judge,
    findings: judge.findings.filter((finding) => !isTouched(judge, rows, finding)),
    undecided: [],
    partials: [],
    judged: createJudgedRows(),
    priorUse: undefined,
    isWanted: (key, kindMode) => LOOKS_BEYOND[kindMode] === 1 || rows.has(key),
  };
  for (const i of changed) change(facts, i, changeItem(facts.raw[i]!, fix));
  judgeAgain(trial);
  const isKept = verdict(trial, alertsAmong(trial, trial.findings));
  changed.forEach((i, k) => {
    change(facts, i, originals[k]);
  });
  facts.diagnostics = diagnostics;
  return isKept;
}

/** Judges the changed encounter from the beginning. */
function tryWhole(judge: Judge, fix: Fix, verdict: Verdict): boolean {
  const encounter = applyFix(judge.facts.encounter, fix);
  const facts = takeFacts(encounter.items.length);
  try {
    const trial = judgeFacts(judge.ruleset, facts, encounter, undefined, judge.facts.lost);
    return trial !== undefined && verdict(trial, alertsAmong(trial, trial.findings));
  } finally {
    returnFacts(facts);
  }
}

function indexesOf(facts: Facts, fix: Fix): number[] {
  const ids = new Set<string>(itemsOfFix(fix));
  const indexes: number[] = [];
  for (let i = 0; i < facts.count; i += 1) {
    if (ids.has(facts.raw[i]!.id)) indexes.push(i);
  }
  return indexes;
}

/** Whether a reversal was, or after the change would be, taken off one of the items: it names it, or has its code. */
function isEntangled(facts: Facts, changed: readonly number[]): boolean {
  const ids = new Set<string | undefined>(changed.map((i) => facts.raw[i]!.id));
  const codes = new Set(changed.map((i) => facts.code[i]!));
  for (let r = 0; r < facts.count; r += 1) {
    if ((facts.flags[r]! & ITEM_REVERSAL) === 0) continue;
    const { reverses } = facts.raw[r]!;
    if (codes.has(facts.code[r]!) || ids.has(reverses)) return true;
  }
  return false;
}

/** Keys of all rows that the items' codes are posted to. */
function rowsOf(judge: Judge, changed: readonly number[]): ReadonlySet<number> {
  const { facts, ruleset } = judge;
  const rows = new Set<number>();
  for (const i of changed) {
    const code = facts.code[i]!;
    if (code < 0) continue;
    for (let s = 0; s < ruleset.segments.length; s += 1) {
      const { view } = ruleset.segments[s]!;
      const id = idOf(judge, s, code);
      const add = (posting: number): boolean => {
        rows.add(rowKey(posting >>> 1, s));
        return false;
      };
      if (id >= 0) somePosting(view, 'code', id, add);
      for (const prefix of prefixesOf(judge, s, code)) somePosting(view, 'prefix', prefix, add);
    }
  }
  return rows;
}

function isTouched(judge: Judge, rows: ReadonlySet<number>, { segment, row, version }: Finding): boolean {
  return LOOKS_BEYOND[version.kindMode] === 1 || rows.has(rowKey(row, judge.ruleset.segments.indexOf(segment)));
}

/** Item `i` as it now is; `undefined` takes it away. What is not read from the item itself stays. */
function change(facts: Facts, i: number, item: OrderItem | undefined): void {
  if (item === undefined) facts.flags[i] = facts.flags[i]! & ~ITEM_COUNTS;
  else {
    const mapped = facts.flags[i]! & ITEM_MAPPED;
    readItem(facts, item, i, i);
    facts.flags[i] = facts.flags[i]! | mapped;
  }
}

/** 1 for kinds and modes whose rows depend on items that are not posted to them. */
const LOOKS_BEYOND: Uint8Array = markKinds([
  // Earlier use, of items that the conditions name.
  'indication.allow',
  'indication.deny',
  'companion.step',
  // All operations of the group, of any row of the rule.
  'price.discount',
  // All pieces of the prescription, and whether any row of the rule lists them.
  'coverage.composition',
]);

function markKinds(kindModes: readonly KindMode[]): Uint8Array {
  const marks = new Uint8Array(Math.max(...Object.values(KIND_MODE_NUMBERS)) + 1);
  for (const kindMode of kindModes) marks[KIND_MODE_NUMBERS[kindMode]] = 1;
  return marks;
}
