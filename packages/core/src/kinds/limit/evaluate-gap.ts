import { DAY_ABSENT, ITEM_DISCHARGE, ROLE_DRAFT, ROLE_HISTORY } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isDayInForce, isFirstLook, lacks, parameter, takesPart, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import { addUses, clearUses, sortUses, uses } from '../../judge/uses.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { itemsOf } from './items-of.ts';

/** Two uses must be at least so many days apart: day d and day d + N are allowed, d + N − 1 is not. */
export function evaluateMinGap(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const gapMin = parameter(judge, 0);
  if (gapMin === PARAMETER_ABSENT) return lacks(judge, 'rule.days');
  const undated = collect(judge);
  const drafted = createMeeting(gapMin);
  const old = createMeeting(gapMin);
  const order = sortUses(judge.facts);
  for (let k = 1; k < order.length; k += 1) {
    const earlier = uses.item[order[k - 1]!]!;
    const later = uses.item[order[k]!]!;
    const gap = uses.day[order[k]!]! - uses.day[order[k - 1]!]!;
    const { role } = judge.facts;
    const isAsked = isDayInForce(judge, uses.day[order[k]!]!) || isDayInForce(judge, uses.day[order[k - 1]!]!);
    const isHistory = role[earlier] === ROLE_HISTORY && role[later] === ROLE_HISTORY;
    if (gap >= gapMin || !isAsked || isHistory) continue;
    const isOld = role[earlier] !== ROLE_DRAFT && role[later] !== ROLE_DRAFT;
    // The later use offends; a draft squeezed in before a use that is already there offends instead of it.
    const isSqueezed = role[earlier] === ROLE_DRAFT && role[later] !== ROLE_DRAFT;
    const meeting = isOld ? old : drafted;
    meeting.offending.add(isSqueezed ? earlier : later);
    meeting.involved.add(isSqueezed ? later : earlier);
    meeting.closest = Math.min(meeting.closest, gap);
  }
  report(judge, drafted, gapMin, 'drafts');
  report(judge, old, gapMin, 'old');
  if (drafted.offending.size + old.offending.size > 0) return;
  if (uses.isFull) return undetermined(judge, itemsOf(order), ['items.executions']);
  if (undated.length > 0) undetermined(judge, undated, ['items.occurredAt']);
  else clear(judge, true);
}

interface Meeting {
  readonly offending: Set<number>;
  readonly involved: Set<number>;
  closest: number;
}

function createMeeting(closest: number): Meeting {
  return { offending: new Set(), involved: new Set(), closest };
}

function report(judge: Judge, meeting: Meeting, gapMin: number, window: string): void {
  if (meeting.offending.size === 0) return;
  const { closest, offending, involved } = meeting;
  hit(judge, {
    offending: [...offending].sort((a, b) => a - b),
    involved: [...involved].filter((i) => !offending.has(i)).sort((a, b) => a - b),
    window,
    excess: { days: gapMin - closest },
    evidence: [{ fact: 'items.gapDays', value: String(closest), bound: String(gapMin) }],
    words: { value: String(closest), bound: String(gapMin), excess: String(gapMin - closest) },
  });
}

/** Adds the uses of all items of the row; returns those of unknown day. */
function collect(judge: Judge): number[] {
  const { facts } = judge;
  const undated: number[] = [];
  clearUses();
  for (const code of memberCodes(judge, 0)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!takesPart(judge, i) || (facts.flags[i]! & ITEM_DISCHARGE) !== 0) continue;
      if (facts.day[i] === DAY_ABSENT) {
        undated.push(i);
        continue;
      }
      const first = uses.count;
      addUses(judge, i, 'executions');
      for (let use = first; use < uses.count; use += 1) uses.key[use] = 0;
    }
  }
  return undated.sort((a, b) => a - b);
}
