import type { Judge } from '../../judge/judge.ts';
import { mayHaveLost } from '../../judge/lost-entries.ts';
import { isStandIn } from '../../judge/stand-in.ts';
import { isDate, isHourKnown } from '../../judge/windows.ts';
import { DAY_MS, dayOf, HOUR_MS, parseInstant } from '../../model/calendar.ts';
import { formatScaled, parseDecimal } from '../../model/decimal.ts';
import { joinDecimal, PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { LAB_OPERATORS } from '../../segment/numbering.ts';
import type { SegmentView } from '../../segment/view.ts';
import type { Findings } from './conditions.ts';
import { FALSE, TRUE, unknown } from './conditions.ts';
import { unitsAgree } from './lab-units.ts';

/**
 * The latest value of the test before the item, if it is recent enough and in units that can be compared. Of values of
 * one time none is the later: where they disagree about the bound, nothing is known.
 */
export function holdsLab(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const code = view.text(view.lists[at + 2]!);
  const unit = view.text(view.lists[at + 6]!);
  const values = latestLabs(judge, code, unit, view.lists[at + 7]!);
  const fact = `clinicalFacts.labs.${code}`;
  const operator = LAB_OPERATORS[view.lists[at + 3]! - 1];
  const bound = joinDecimal(view.lists[at + 4]!, view.lists[at + 5]!);
  const isWithin = values.length > 0 && compare(values[0]!, operator, bound);
  const isDoubtful = values.some((value) => value !== value || compare(value, operator, bound) !== isWithin);
  // A value that could not be read may be the later one.
  if (values.length === 0 || isDoubtful || mayHaveLost(judge.facts, 'clinicalFacts.labs', 'code', code)) {
    return unknown(findings, fact);
  }
  findings?.evidence.push({
    fact,
    // Several agree: the same whatever their order.
    value: formatScaled(Math.min(...values)),
    bound: `${operator ?? ''} ${formatScaled(bound)} ${unit}`,
  });
  return isWithin ? TRUE : FALSE;
}

/** `NaN` for one whose unit cannot be compared. */
function latestLabs(judge: Judge, code: string, unit: string, withinDays: number): number[] {
  const { facts, item } = judge;
  let latestMs = -Infinity;
  let values: number[] = [];
  for (const lab of facts.encounter.clinicalFacts?.labs ?? []) {
    if (lab.code !== code) continue;
    // A value of unknown age is no use where age matters; elsewhere it counts as taken just before.
    const unstated = withinDays === PARAMETER_ABSENT ? facts.startMs[item]! : Number.NaN;
    const ms = lab.at === undefined ? unstated : parseInstant(lab.at);
    if (!(ms <= facts.startMs[item]!) || ms < latestMs) continue;
    if (withinDays !== PARAMETER_ABSENT && facts.day[item]! - dayOf(ms) > withinDays) continue;
    if (ms > latestMs) values = [];
    latestMs = ms;
    values.push(unitsAgree(parseDecimal(lab.value), lab.unit ?? '', unit));
  }
  return values;
}

function compare(value: number, operator: (typeof LAB_OPERATORS)[number] | undefined, bound: number): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>=':
      return value >= bound;
    case '>':
      return value > bound;
    default:
      return false;
  }
}

/** Any of the wanted results among those of the marker. */
export function holdsMarker(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const code = view.text(view.lists[at + 2]!);
  const found: string[] = [];
  for (const marker of judge.facts.encounter.clinicalFacts?.markers ?? []) {
    if (marker.code === code && !isStandIn(marker.result)) found.push(marker.result);
  }
  const fact = `clinicalFacts.markers.${code}`;
  if (found.length === 0) return unknown(findings, fact);
  const results: string[] = [];
  for (let k = at + 3; k <= at + view.lists[at]!; k += 1) results.push(view.text(view.lists[k]!));
  const isFound = found.some((result) => results.includes(result));
  if (!isFound && mayHaveLost(judge.facts, 'clinicalFacts.markers', 'code', code)) return unknown(findings, fact);
  findings?.evidence.push({ fact, value: found.join(' '), bound: results.join(' ') });
  return isFound ? TRUE : FALSE;
}

/** A document of the type on file, recent enough on the item's day. */
export function holdsDocument(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const type = view.text(view.lists[at + 2]!);
  const withinDays = view.lists[at + 3]!;
  const fact = `clinicalFacts.documents.${type}`;
  const documents = judge.facts.encounter.clinicalFacts?.documents;
  if (documents === undefined) return unknown(findings, fact);
  const today = judge.facts.day[judge.item]!;
  let isUndated = false;
  let isOnFile = false;
  for (const document of documents) {
    if (document.type !== type) continue;
    const filed = document.at === undefined ? Number.NaN : dayOf(parseInstant(document.at));
    if (withinDays === PARAMETER_ABSENT) isOnFile = true;
    else if (filed !== filed) isUndated = true;
    else if (filed <= today && today - filed <= withinDays) isOnFile = true;
  }
  const isLost = mayHaveLost(judge.facts, 'clinicalFacts.documents', 'type', type);
  if ((isUndated || isLost) && !isOnFile) return unknown(findings, fact);
  findings?.evidence.push({ fact, value: isOnFile ? 'on file' : 'none', bound: type });
  return isOnFile ? TRUE : FALSE;
}

/** The item no later than so many hours after the illness began. */
export function holdsOnset(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const withinHours = view.lists[at + 2]!;
  const { onsetAt } = judge.facts.encounter.clinicalFacts ?? {};
  const onset = onsetAt === undefined ? Number.NaN : parseInstant(onsetAt);
  const startMs = judge.facts.startMs[judge.item]!;
  const passed = startMs - onset;
  if (!(passed >= 0)) return unknown(findings, 'clinicalFacts.onsetAt');
  // A date without a time may be the end of its day.
  const least = isDate(onsetAt) ? passed - DAY_MS + 1 : passed;
  const most = isHourKnown(judge, judge.item, startMs) ? passed : passed + DAY_MS - 1;
  const bound = withinHours * HOUR_MS;
  if (least <= bound && most > bound) {
    return unknown(findings, isDate(onsetAt) ? 'clinicalFacts.onsetAt' : 'items.occurredAt');
  }
  findings?.evidence.push({
    fact: 'clinicalFacts.onsetAt',
    value: `${Math.floor(passed / HOUR_MS)} h`,
    bound: `${withinHours} h`,
  });
  return passed <= bound ? TRUE : FALSE;
}
