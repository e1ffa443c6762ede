import { totalAmountFen } from '../../judge/amounts.ts';
import { DAY_ABSENT, ROLE_DRAFT } from '../../judge/facts.ts';
import { compareAtOneTime } from '../../judge/item-order.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, parameterOr, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import { allowSteps, spend } from '../../judge/steps.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, instanceText, isLongWindow, missingFor, windowAt, windowText } from '../../judge/windows.ts';
import { formatCstDate } from '../../model/calendar.ts';
import type { UseTime } from './meeting.ts';
import { areOnDifferentSites, isAsked, isTooMuch, meet, usesOf } from './meeting.ts';
import { endsInInstances, nearbyOf } from './nearby.ts';

/** A contains B: B charged in the window of an A is charged twice. B offends, A is involved. */
export function evaluateIncludes(judge: Judge): void {
  judgePairs(judge, (_containing, contained) => contained.item);
}

/** A and B must not meet. The draft of the two offends; of two drafts, both; of none, the later. */
export function evaluateExcludes(judge: Judge): void {
  const { facts } = judge;
  const { role } = facts;
  judgePairs(judge, (a, b) => {
    if (role[a.item] === ROLE_DRAFT && role[b.item] === ROLE_DRAFT) return BOTH;
    if (role[a.item] === ROLE_DRAFT) return a.item;
    if (role[b.item] === ROLE_DRAFT) return b.item;
    if (a.startMs !== b.startMs) return a.startMs > b.startMs ? a.item : b.item;
    return compareAtOneTime(facts, a.item, b.item) > 0 ? a.item : b.item;
  });
}

interface Pairs {
  readonly offending: Set<number>;
  readonly involved: Set<number>;
  /** Drafts on both sides, of which the one side has to go or the other. */
  readonly either: readonly [Set<number>, Set<number>];
}

/** Finds every meeting of a use of one side with one of the other and reports them together, window by window. */
function judgePairs(judge: Judge, blame: (a: UseTime, b: UseTime) => number): void {
  if (!isFirstLook(judge)) return;
  const window = windowAt(judge, 0);
  // Most pairs are asked about when only one of the two is there.
  const codesOfA = memberCodes(judge, 0);
  const codesOfB = memberCodes(judge, 1);
  if (codesOfA.length === 0 || codesOfB.length === 0) return clear(judge, isLongWindow(window.kind));
  const sameSite = parameterOr(judge, 2, 0) === 1;
  const { facts } = judge;
  const pairsByInstance = new Map<number, Pairs>();
  const untold = new Set<number>();
  allowSteps();
  const as = usesOf(judge, window, codesOfA);
  const bs = usesOf(judge, window, codesOfB);
  if (as === undefined || bs === undefined) return isTooMuch(judge, [...codesOfA, ...codesOfB]);
  const nearby = nearbyOf(judge, window, endsInInstances(judge, window, bs));
  for (const a of endsInInstances(judge, window, as)) {
    const near = nearby(a);
    if (!spend(near.length)) return isTooMuch(judge, [...codesOfA, ...codesOfB]);
    for (const b of near) {
      // A code that stands on both sides does not contain itself.
      if (facts.code[a.item] === facts.code[b.item] || !(isAsked(judge, a) || isAsked(judge, b))) continue;
      if (sameSite && areOnDifferentSites(judge, a.item, b.item)) continue;
      const meeting = meet(judge, window, a, b);
      if (meeting === 'unknown') untold.add(a.item).add(b.item);
      else if (meeting === 'together') addPair(pairsByInstance, keyOf(judge, window, a, b), a, b, blame(a, b));
    }
  }
  for (const [key, pairs] of pairsByInstance) report(judge, window, key, pairs);
  if (pairsByInstance.size > 0) return;
  if (untold.size > 0) undetermined(judge, ascending(untold), [missingFor(window)]);
  else clear(judge, isLongWindow(window.kind));
}

/** Window instance, with pairs that involve a draft apart from old ones: the latter are reported apart. */
function keyOf(judge: Judge, window: WindowOf, a: UseTime, b: UseTime): number {
  const { role } = judge.facts;
  const isOld = role[a.item] !== ROLE_DRAFT && role[b.item] !== ROLE_DRAFT;
  const instance = instanceOf(judge, window, b.item, b.day, b.startMs);
  return instance * 2 + (isOld ? 1 : 0);
}

function addPair(pairsByInstance: Map<number, Pairs>, key: number, a: UseTime, b: UseTime, offender: number): void {
  const pairs = pairsByInstance.get(key) ?? {
    offending: new Set(),
    involved: new Set(),
    either: [new Set(), new Set()],
  };
  pairsByInstance.set(key, pairs);
  if (offender === BOTH) {
    pairs.either[0].add(a.item);
    pairs.either[1].add(b.item);
  } else {
    pairs.offending.add(offender);
    pairs.involved.add(offender === a.item ? b.item : a.item);
  }
}

function report(judge: Judge, window: WindowOf, key: number, { offending, involved, either }: Pairs): void {
  const blamed = ascending(new Set([...offending, ...either[0], ...either[1]]));
  const isBlamed = new Set(blamed);
  const others = ascending(involved).filter((i) => !isBlamed.has(i));
  // Where one side has to go, what is too much is the cheaper one.
  const [a, b] = either.map((side) => totalAmountFen(judge.facts, [...new Set([...offending, ...side])]));
  const amountFen = a === undefined || b === undefined ? undefined : Math.min(a, b);
  const other = others[0] ?? blamed[1];
  // Of the earliest: which was sent first is no fact about them.
  const day = blamed.reduce((first, i) => Math.min(first, judge.facts.day[i]!), Infinity);
  hit(judge, {
    offending: blamed,
    involved: others,
    window: `${window.kind}:${instanceText(judge, window, blamed[0]!, key)}:${key % 2}`,
    ...(amountFen === undefined ? {} : { excess: { amountFen } }),
    evidence: [
      { fact: 'items.occurredAt', value: day === DAY_ABSENT ? '' : formatCstDate(day), bound: windowText(window) },
    ],
    words: { bound: windowText(window), ...(other === undefined ? {} : { other }) },
  });
}

function ascending(items: Iterable<number>): number[] {
  return [...items].sort((a, b) => a - b);
}

const BOTH = -1;
