import { DAY_ABSENT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, lacks, parameter, parameterOr, parameterView } from '../../judge/judge.ts';
import { mayHaveLost } from '../../judge/lost-entries.ts';
import { countDaysUsed } from '../../judge/prior-use.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';

/** A second-line item before any first-line one was used long enough. */
export function evaluateStep(judge: Judge): void {
  const { facts, item } = judge;
  const list = parameter(judge, 0);
  if (list === PARAMETER_ABSENT) return lacks(judge, 'rule.firstLine');
  if (facts.day[item] === DAY_ABSENT) return lacks(judge, 'items.occurredAt');
  const withinDays = parameterOr(judge, 1, STEP_DAYS);
  const daysMin = parameterOr(judge, 2, 1);
  const { days: used, isUndated } = countDaysUsed(judge, parameterView(judge, 0), list, 0, withinDays);
  if (used >= daysMin) return clear(judge);
  if (!facts.isHistoryComplete) return lacks(judge, 'history');
  if (mayHaveLost(facts, 'items')) return lacks(judge, 'items');
  if (isUndated) return lacks(judge, 'items.occurredAt');
  hit(judge, {
    offending: [item],
    involved: [],
    window: 'line',
    evidence: [{ fact: 'items.priorUseDays', value: String(used), bound: String(daysMin) }],
    words: { value: String(used), bound: String(daysMin) },
  });
}

/** How far back first-line use counts when the rule does not say: one year. */
const STEP_DAYS = 365;
