import { ROLE_HISTORY } from '../../judge/facts.ts';
import { compareAtOneTime } from '../../judge/item-order.ts';
import type { Judge } from '../../judge/judge.ts';
import {
  clear,
  decimalParameterAt,
  hit,
  isFirstLook,
  isInForce,
  lacks,
  parameter,
  parameterOr,
  parameterView,
  textParameterAt,
  undetermined,
} from '../../judge/judge.ts';
import { visitOf } from '../../judge/windows.ts';
import { formatScaled, multiplyScaled, roundToFen, SCALE } from '../../model/decimal.ts';
import { joinDecimal, PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { INCISION_SAME_DAY } from '../../segment/numbering.ts';
import { groupsByItem, keptBy } from './group.ts';

/** Unit price against the ceiling of the institution's level. */
export function evaluateCeiling(judge: Judge): void {
  const { facts, item } = judge;
  const missing: string[] = [];
  const cap = ceilingOf(judge, missing);
  const price = facts.unitPrice[item]!;
  if (price !== price) missing.push('items.unitPriceFen');
  if (missing.length > 0) return undetermined(judge, [item], missing.sort());
  if (price <= cap) return clear(judge);
  const over = price - cap;
  const quantity = facts.net[item]!;
  hit(judge, {
    offending: [item],
    involved: [],
    window: 'line',
    ...(quantity === quantity ? { excess: { amountFen: roundToFen(multiplyScaled(over, quantity)) } } : {}),
    evidence: [{ fact: 'items.unitPriceFen', value: formatScaled(price), bound: formatScaled(cap) }],
    words: { value: yuan(price), bound: yuan(cap), excess: yuan(over) },
  });
}

/** Ceiling of the level, else the general one; `NaN` with the reason when neither can be told. */
function ceilingOf(judge: Judge, missing: string[]): number {
  const list = parameter(judge, 2);
  const general = decimalParameterAt(judge, 0);
  const level = judge.facts.institutionLevel;
  if (list === PARAMETER_ABSENT) {
    if (general !== general) missing.push('rule.maxFen');
    return general;
  }
  if (level === 0) {
    missing.push('institution.level');
    return NaN;
  }
  const { lists } = parameterView(judge, 2);
  const high = lists[list + 1 + (level - 1) * 2]!;
  if (high !== PARAMETER_ABSENT) return joinDecimal(high, lists[list + 2 + (level - 1) * 2]!);
  if (general !== general) missing.push('rule.maxFen');
  return general;
}

/** Operations of one group through one incision: the dearest in full, each further one at no more than its share. */
export function evaluateDiscount(judge: Judge): void {
  const group = textParameterAt(judge, 2);
  const ratio = decimalParameterAt(judge, 0);
  if (group === '' || ratio !== ratio) return lacks(judge, 'rule.ratio');
  if (!isFirstLook(judge)) return;
  const groups = groupsByItem(judge);
  const presumes = parameterOr(judge, 3, 0) === INCISION_SAME_DAY;
  const members: number[] = [];
  const sessions = new Map<string, number[]>();
  for (const [i, own] of groups) {
    if (!isInForce(judge, i)) continue;
    if (own.includes(group)) members.push(i);
    const { incisionId } = judge.facts.raw[i]!;
    // Two visits may number their incisions alike.
    const key = incisionId === undefined ? `day ${judge.facts.day[i]!}` : `incision ${visitOf(judge, i)} ${incisionId}`;
    sessions.set(key, [...(sessions.get(key) ?? []), i]);
  }
  let isDecided = false;
  for (const [key, all] of sessions) {
    const items = keptBy(group, all, groups);
    const isStated = key.startsWith('incision ');
    if (items.every((i) => judge.facts.role[i] === ROLE_HISTORY)) continue;
    if (areDifferent(judge, items) && (isStated || presumes)) judgeSession(judge, `${group}:${key}`, items, ratio);
    else if (isStated || presumes) continue;
    else if (!judgeUnstated(judge, items[0]!, members)) continue;
    isDecided = true;
  }
  if (!isDecided) clear(judge);
}

/** An operation that may share its incision with any other of its day. Returns whether there is another. */
function judgeUnstated(judge: Judge, i: number, members: readonly number[]): boolean {
  const { day } = judge.facts;
  const sameDay = members.filter((other) => day[other] === day[i]);
  if (sameDay.length < 2) return false;
  undetermined(judge, sameDay, ['items.incisionId']);
  return true;
}

function judgeSession(judge: Judge, window: string, items: readonly number[], ratio: number): void {
  const { unitPrice, listPrice, net } = judge.facts;
  const missing = new Set<string>();
  for (const i of items) {
    if (listPrice[i] !== listPrice[i]) missing.add('items.listPriceFen');
    if (unitPrice[i] !== unitPrice[i]) missing.add('items.unitPriceFen');
  }
  if (missing.size > 0) return undetermined(judge, items, [...missing].sort());
  const dearest = items.reduce((most, i) => (isDearer(judge, i, most) ? i : most));
  const permitted = (i: number): number => (i === dearest ? listPrice[i]! : shareOf(listPrice[i]!, ratio));
  const offending = items.filter((i) => i !== dearest && unitPrice[i]! > permitted(i));
  const [first] = offending;
  let amountFen = 0;
  for (const i of items) {
    const beyond = unitPrice[i]! - permitted(i);
    // What the dearest costs beyond its own list price is no matter of the discount.
    const counted = i === dearest ? Math.min(0, beyond) : beyond;
    amountFen += roundToFen(multiplyScaled(counted, net[i] === net[i] ? net[i]! : SCALE));
  }
  // Where the discount was given on another one instead, nobody paid more than all of them may cost together.
  if (first === undefined || amountFen <= 0) return clear(judge);
  const isKnown = items.every((i) => net[i] === net[i]);
  hit(judge, {
    offending,
    involved: items.filter((i) => !offending.includes(i)),
    window,
    ...(isKnown ? { excess: { amountFen } } : {}),
    evidence: offending.map((i) => ({
      fact: 'items.unitPriceFen',
      value: formatScaled(unitPrice[i]!),
      bound: formatScaled(permitted(i)),
    })),
    words: { other: dearest, value: yuan(unitPrice[first]!), bound: yuan(permitted(first)) },
  });
}

/** Of operations of one list price, the one that was charged the most is the one charged in full. */
function isDearer({ facts }: Judge, i: number, than: number): boolean {
  const { listPrice, unitPrice } = facts;
  if (listPrice[i] !== listPrice[than]) return listPrice[i]! > listPrice[than]!;
  if (unitPrice[i] !== unitPrice[than]) return unitPrice[i]! > unitPrice[than]!;
  return compareAtOneTime(facts, i, than) < 0;
}

/** One operation done twice is not two operations. */
function areDifferent(judge: Judge, items: readonly number[]): boolean {
  const { code } = judge.facts;
  return items.some((i) => code[i] !== code[items[0]!]);
}

/** Share of a list price; a fraction of a fen is rounded as a bill would round it. */
function shareOf(listPrice: number, ratio: number): number {
  const share = multiplyScaled(listPrice, ratio);
  return Math.max(share, roundToFen(share) * SCALE);
}

/** Fen as yuan, for people. */
function yuan(scaledFen: number): string {
  return (scaledFen / 1_000_000).toFixed(2);
}
