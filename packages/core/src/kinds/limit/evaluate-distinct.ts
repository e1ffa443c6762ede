import { ITEM_DISCHARGE, ROLE_DRAFT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, lacks, parameter, takesPart, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import { addUses, clearUses, sortUses, uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceText, isLongWindow, isPartition, windowAt } from '../../judge/windows.ts';
import { SCALE } from '../../model/decimal.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { keyUses } from './collect-sum.ts';
import { itemsOf, itemsWithout } from './items-of.ts';
import { createDistinct } from './run-measure.ts';
import { looseUses, runsOf } from './runs.ts';

/** Different items of the knowledge point in one window instance. */
export function evaluateDistinct(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const max = parameter(judge, 2);
  if (max === PARAMETER_ABSENT) return lacks(judge, 'rule.max');
  const window = windowAt(judge, 0);
  const missing = collect(judge, window);
  const order = sortUses(judge.facts);
  const runs = runsOf(judge, window, order, max, () => createDistinct(judge));
  const loose = looseUses(order);
  const looseCodes = codesOf(judge, loose);
  let isHit = false;
  let couldBe = looseCodes.size;
  for (const run of runs) {
    const codes = codesOf(judge, run);
    if (codes.size > max) {
      report(judge, window, run, max);
      isHit = true;
    }
    const others = [...codes].filter((code) => !looseCodes.has(code));
    couldBe = Math.max(couldBe, looseCodes.size + others.length);
  }
  if (isHit) return;
  if (uses.isFull) return undetermined(judge, itemsOf(order), ['items.executions']);
  if (couldBe > max) undetermined(judge, itemsOf(order), missing);
  else clear(judge, isLongWindow(window.kind));
}

/** Adds the uses of all items of the row; returns the facts that some lack. */
function collect(judge: Judge, window: WindowOf): string[] {
  const { facts } = judge;
  const missing = new Set<string>();
  clearUses();
  for (const code of memberCodes(judge, 0)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!takesPart(judge, i) || (facts.flags[i]! & ITEM_DISCHARGE) !== 0) continue;
      const first = uses.count;
      addUses(judge, i, 'executions');
      keyUses(judge, i, first, window, 0, missing);
    }
  }
  return [...missing].sort();
}

function codesOf(judge: Judge, run: Int32Array): ReadonlySet<number> {
  const codes = new Set<number>();
  for (const use of run) codes.add(judge.facts.code[uses.item[use]!]!);
  return codes;
}

/** The items that bring a code beyond the bound offend, latest first in time, drafts before others. */
function report(judge: Judge, window: WindowOf, run: Int32Array, max: number): void {
  const { role, code } = judge.facts;
  const seen = new Set<number>();
  const beyond: number[] = [];
  for (const use of run) {
    const i = uses.item[use]!;
    if (seen.add(code[i]!).size > max) beyond.push(i);
  }
  const isDraft = (i: number): boolean => role[i] === ROLE_DRAFT;
  const items = itemsOf(run);
  const choices = [beyond.filter(isDraft), items.filter(isDraft), beyond];
  const offending = ascending(choices.find((choice) => choice.length > 0) ?? []);
  const first = run[0]!;
  hit(judge, {
    offending,
    involved: itemsWithout(run, offending),
    window: `${window.kind}:${instanceText(judge, window, uses.item[first]!, uses.key[first]!)}:${isPartition(window.kind) ? '' : uses.day[first]!}`,
    excess: { quantity: (seen.size - max) * SCALE },
    evidence: [{ fact: 'items.distinctCodes', value: String(seen.size), bound: String(max) }],
    words: { value: String(seen.size), bound: String(max), excess: String(seen.size - max) },
  });
}

function ascending(items: readonly number[]): number[] {
  return [...new Set(items)].sort((a, b) => a - b);
}
