import { itemAmountFen } from '../../judge/amounts.ts';
import { DAY_ABSENT, ITEM_DISCHARGE } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { parameterOr, takesPart } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import type { Factor } from '../../judge/units.ts';
import { spreadOf, unitFactor } from '../../judge/units.ts';
import { addUses, clearUses, uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, instanceText, isHourKnown, isPartition, missingFor, siteOf } from '../../judge/windows.ts';
import { SCALE } from '../../model/decimal.ts';
import { COUNT_EACH } from '../../segment/numbering.ts';

/** What is summed. */
export type Measure = 'quantity' | 'times' | 'amount';

/** What collecting found besides the uses. */
export interface Collected {
  /** Facts that some use lacks, sorted. */
  readonly missing: readonly string[];
  /**
   * Uses are counted in so many parts of a unit, so that thirds and sevenths add up exactly; the bound is to be
   * multiplied by it.
   */
  readonly parts: number;
}

/**
 * Adds the uses of all items of the row, measured, and keyed by window instance, site and code. Uses from before the
 * row came into force count too: a revision does not begin the count anew. A use whose instance is unknown has a
 * negative key: it might belong to any.
 */
export function collectSum(judge: Judge, measure: Measure, window: WindowOf, unit: string): Collected {
  const { facts } = judge;
  const perSite = parameterOr(judge, 6, 0) === 1 && measure !== 'amount';
  const each = parameterOr(judge, 5, 0) === COUNT_EACH && measure !== 'amount';
  const missing = new Set<string>();
  const codes = memberCodes(judge, 0);
  const parts = measure === 'quantity' ? commonParts(judge, codes, unit) : 1;
  clearUses();
  for (const code of codes) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!takesPart(judge, i) || (facts.flags[i]! & ITEM_DISCHARGE) !== 0) continue;
      const first = uses.count;
      addUses(judge, i, measure === 'quantity' ? spreadOf(unit || (facts.raw[i]!.unit ?? '')) : 'executions');
      measureUses(judge, i, first, measure, unit, parts, missing);
      const apart = (perSite ? siteOf(judge, i) : 0) * CODES_SPAN + (each ? code : 0);
      keyUses(judge, i, first, window, apart, missing);
    }
  }
  return { missing: [...missing].sort(), parts };
}

/** What the key of a use stands for, in words that do not depend on the order of items. */
export function keyText(judge: Judge, window: WindowOf, use: number): string {
  const { facts } = judge;
  const i = uses.item[use]!;
  const site = parameterOr(judge, 6, 0) === 1 ? (facts.raw[i]!.bodySite ?? '') : '';
  const code = parameterOr(judge, 5, 0) === COUNT_EACH ? facts.codeText[facts.code[i]!]! : '';
  return `${instanceText(judge, window, i, Math.floor(uses.key[use]! / INSTANCE_SPAN))}:${site}:${code}`;
}

/** Keys the uses added since `first` by window instance, and by what else keeps them apart. */
export function keyUses(
  judge: Judge,
  i: number,
  first: number,
  window: WindowOf,
  apart: number,
  missing: Set<string>,
): void {
  for (let use = first; use < uses.count; use += 1) {
    const day = uses.day[use]!;
    const instance = isPartition(window.kind)
      ? instanceOf(judge, window, i, day, uses.ms[use]!)
      : day === DAY_ABSENT || (window.kind === 'hours' && !isHourKnown(judge, i, uses.ms[use]!))
        ? NaN
        : 0;
    if (instance === instance) uses.key[use] = instance * INSTANCE_SPAN + apart;
    else {
      uses.key[use] = LOOSE;
      missing.add(missingFor(window));
    }
  }
}

function measureUses(
  judge: Judge,
  i: number,
  first: number,
  measure: Measure,
  unit: string,
  parts: number,
  missing: Set<string>,
): void {
  if (measure === 'amount') {
    const amount = itemAmountFen(judge.facts, i);
    if (amount !== amount) missing.add('items.amountFen');
    // The amount belongs to the item as a whole: it is counted where the item begins. Executions come latest first.
    let begins = first;
    for (let use = first; use < uses.count; use += 1) {
      uses.quantity[use] = 0;
      if (uses.ms[use]! < uses.ms[begins]!) begins = use;
    }
    uses.quantity[begins] = amount * SCALE;
    return;
  }
  const factor = measure === 'times' ? undefined : unitFactor(judge, i, unit);
  for (let use = first; use < uses.count; use += 1) {
    const quantity = uses.quantity[use]!;
    if (measure === 'times') uses.quantity[use] = SCALE;
    else if (quantity !== quantity) missing.add('items.quantity');
    else if (factor !== undefined) uses.quantity[use] = quantity * factor.numerator * (parts / factor.denominator);
    else {
      uses.quantity[use] = NaN;
      missing.add('items.unit');
    }
  }
}

/** Least common multiple of the denominators with which the items' units convert. */
function commonParts(judge: Judge, codes: readonly number[], unit: string): number {
  const { facts } = judge;
  let parts = 1;
  for (const code of codes) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      const factor: Factor | undefined = takesPart(judge, i) ? unitFactor(judge, i, unit) : undefined;
      if (factor === undefined || parts % factor.denominator === 0) continue;
      const next = (parts / greatestCommonDivisor(parts, factor.denominator)) * factor.denominator;
      if (next <= PARTS_MAX) parts = next;
    }
  }
  return parts;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Key of a use whose window instance is unknown. */
export const LOOSE = -1;
/** Keys are instance × INSTANCE_SPAN + site × CODES_SPAN + code: below 2⁵³ for every instance number in use. */
const CODES_SPAN = 32_768;
const INSTANCE_SPAN = CODES_SPAN * 4096;
/** Beyond this, sums would leave the safe integers and thirds are rounded instead. */
const PARTS_MAX = 10_000;
