import { itemAmountFen } from '../../judge/amounts.ts';
import { ROLE_DRAFT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import {
  clear,
  decimalParameterAt,
  hit,
  isFirstLook,
  lacks,
  textParameterAt,
  undetermined,
} from '../../judge/judge.ts';
import { baseUnitOf } from '../../judge/units.ts';
import { sortUses, uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { isLongWindow, isPartition, windowAt } from '../../judge/windows.ts';
import { formatScaled, SCALE } from '../../model/decimal.ts';
import type { Measure } from './collect-sum.ts';
import { collectSum, keyText } from './collect-sum.ts';
import { itemsOf, itemsWithout } from './items-of.ts';
import { isPlainlyWithin } from './plainly-within.ts';
import { knownSum, looseUses, runsOf } from './runs.ts';

export function evaluateQuantity(judge: Judge): void {
  evaluateSum(judge, 'quantity');
}

export function evaluateTimes(judge: Judge): void {
  evaluateSum(judge, 'times');
}

export function evaluateAmount(judge: Judge): void {
  evaluateSum(judge, 'amount');
}

/** A bound, with what is needed to measure against it. */
interface Bound {
  readonly measure: Measure;
  readonly window: WindowOf;
  readonly unit: string;
  /** Scaled, in parts. */
  readonly max: number;
  readonly parts: number;
  readonly missing: readonly string[];
}

/**
 * Sum of a measure over each window instance, against a bound that is itself allowed.
 *
 * Judges all instances at the first item; later items of the same row find it done.
 */
function evaluateSum(judge: Judge, measure: Measure): void {
  if (!isFirstLook(judge)) return;
  const max = decimalParameterAt(judge, 2);
  if (max !== max) return lacks(judge, 'rule.max');
  const window = windowAt(judge, 0);
  const unit = measure === 'quantity' ? textParameterAt(judge, 4) : '';
  if (isPlainlyWithin(judge, measure, unit, max)) return clear(judge, isLongWindow(window.kind));
  const { missing, parts } = collectSum(judge, measure, window, unit);
  const bound = { measure, window, unit, max: max * parts, parts, missing };
  const order = sortUses(judge.facts);
  const runs = runsOf(judge, window, order, bound.max);
  let isHit = false;
  let fullest = order.subarray(0, 0);
  let most = 0;
  const open: number[] = [];
  const quantityOf = wholeQuantities();
  for (const run of runs) {
    const sum = knownSum(run);
    if (sum > bound.max) {
      report(judge, bound, run, sum, quantityOf);
      isHit = true;
      continue;
    }
    if (hasUnknown(run)) {
      // Windows that slide share their uses: the last stands for all of them.
      if (!isPartition(window.kind)) open.length = 0;
      for (const use of run) open.push(use);
    }
    if (sum > most) {
      fullest = run;
      most = sum;
    }
  }
  if (isHit) return;
  if (uses.isFull) return undetermined(judge, itemsOf(order), ['items.executions']);
  const loose = looseUses(order);
  const mayBeTooMuch = hasUnknown(loose) || (loose.length > 0 && most + knownSum(loose) > bound.max);
  if (mayBeTooMuch || open.length > 0) {
    for (const use of mayBeTooMuch ? [...loose, ...fullest] : []) open.push(use);
    return undetermined(judge, itemsOf(Int32Array.from(open)), missing);
  }
  clear(judge, isLongWindow(window.kind));
}

function hasUnknown(run: Int32Array): boolean {
  return run.some((use) => uses.quantity[use] !== uses.quantity[use]);
}

function report(
  judge: Judge,
  bound: Bound,
  run: Int32Array,
  sum: number,
  quantityOf: ReadonlyMap<number, number>,
): void {
  const { offending, amountFen } = chooseOffending(judge, run, sum - bound.max, quantityOf);
  const isAmount = bound.measure === 'amount';
  const last = run[run.length - 1]!;
  const isSliding = !isPartition(bound.window.kind);
  const unit = isAmount || bound.measure === 'times' ? '' : unitOf(judge, bound, uses.item[last]!);
  // Parts of a unit are only for adding up; what is shown is rounded like every other decimal.
  const shown = (value: number): number => Math.round(value / bound.parts);
  const fen = (value: number): number => Math.round(value / SCALE);
  const text = (value: number): string => (isAmount ? yuan(fen(value)) : formatScaled(shown(value)));
  hit(judge, {
    offending,
    involved: itemsWithout(run, offending),
    window: `${bound.window.kind}:${keyText(judge, bound.window, run[0]!)}:${isSliding ? uses.day[last]! : ''}`,
    excess: isAmount
      ? { amountFen: fen(sum - bound.max) }
      : {
          quantity: shown(sum - bound.max),
          ...(unit === '' ? {} : { unit }),
          ...(amountFen === undefined ? {} : { amountFen }),
        },
    evidence: [
      {
        fact: FACTS[bound.measure],
        value: isAmount ? String(fen(sum)) : formatScaled(shown(sum)),
        bound: isAmount ? String(fen(bound.max)) : formatScaled(shown(bound.max)),
      },
    ],
    words: { value: text(sum), bound: text(bound.max), excess: text(sum - bound.max), unit },
  });
}

/** The bound's unit, else the one that quantities were converted to. */
function unitOf(judge: Judge, bound: Bound, i: number): string {
  if (bound.unit !== '') return bound.unit;
  return baseUnitOf(judge, i) || (judge.facts.raw[i]!.unit ?? '');
}

/** Drafts, latest first, until they cover the excess; without drafts, the latest of the others. */
function chooseOffending(
  judge: Judge,
  run: Int32Array,
  excess: number,
  quantityOf: ReadonlyMap<number, number>,
): { offending: number[]; amountFen?: number } {
  const { role } = judge.facts;
  const hasDraft = run.some((use) => role[uses.item[use]!] === ROLE_DRAFT);
  const offending = new Set<number>();
  let left = excess;
  let amount = 0;
  for (let k = run.length - 1; k >= 0 && left > 0; k -= 1) {
    const use = run[k]!;
    const i = uses.item[use]!;
    const quantity = uses.quantity[use]!;
    if ((hasDraft && role[i] !== ROLE_DRAFT) || !(quantity > 0)) continue;
    const part = Math.min(left, quantity);
    left -= part;
    amount += priceOfPart(judge, i, part, quantityOf);
    offending.add(i);
  }
  const items = [...offending].sort((a, b) => a - b);
  return amount === amount ? { offending: items, amountFen: amount } : { offending: items };
}

/** Fen for a part of an item's uses: its share of the item's amount. Executions are priced one by one elsewhere. */
function priceOfPart(judge: Judge, i: number, part: number, quantityOf: ReadonlyMap<number, number>): number {
  const { facts } = judge;
  if (facts.raw[i]!.executions !== undefined) return NaN;
  return Math.round((itemAmountFen(facts, i) * part) / quantityOf.get(i)!);
}

/** What the uses of each item add up to. */
function wholeQuantities(): Map<number, number> {
  const quantityOf = new Map<number, number>();
  for (let use = 0; use < uses.count; use += 1) {
    const i = uses.item[use]!;
    quantityOf.set(i, (quantityOf.get(i) ?? 0) + uses.quantity[use]!);
  }
  return quantityOf;
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

const FACTS: Readonly<Record<Measure, string>> = {
  quantity: 'items.quantity',
  times: 'items.times',
  amount: 'items.amountFen',
};
