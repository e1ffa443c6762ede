import type { Judge } from '../../judge/judge.ts';
import { clear, decimalParameterAt, hit, lacks } from '../../judge/judge.ts';
import { formatScaled, SCALE } from '../../model/decimal.ts';

/** Days of supply of one prescription item. */
export function evaluateSupply(judge: Judge): void {
  const max = decimalParameterAt(judge, 0);
  if (max !== max) return lacks(judge, 'rule.daysMax');
  const days = judge.facts.supplyDays[judge.item]!;
  if (days !== days) return lacks(judge, 'items.days');
  if (days <= max) return clear(judge);
  hit(judge, {
    offending: [judge.item],
    involved: [],
    window: 'line',
    excess: { days: (days - max) / SCALE },
    evidence: [{ fact: 'items.days', value: formatScaled(days), bound: formatScaled(max) }],
    words: { value: formatScaled(days), bound: formatScaled(max), excess: formatScaled(days - max) },
  });
}
