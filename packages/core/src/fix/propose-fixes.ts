import { formatScaled, parseDecimal } from '../model/decimal.ts';
import type { OrderItem } from '../model/encounter.ts';
import type { Alert, Fix } from '../model/evaluation.ts';

/**
 * Changes that might answer an alert, gentlest first: make it fit, let the person pay with consent, take it away. Only
 * drafts are ever changed. Whether a change keeps its promise is for `offerFixes` to find out.
 */
export function proposeFixes(allDrafts: readonly OrderItem[], alert: Alert): Fix[] {
  const drafts = allDrafts.filter((item) => alert.offending.includes(item.id));
  if (drafts.length !== alert.offending.length) return [];
  const fixes: Fix[] = [];
  const [only] = drafts;
  if (drafts.length === 1 && only !== undefined) fixes.push(...makeItFit(only, alert));
  if (alert.dispositions.includes('self-pay-with-consent')) {
    fixes.push({ kind: 'self-pay-with-consent', items: drafts.map((item) => item.id) });
  }
  if (drafts.length === 1 && only !== undefined) fixes.push({ kind: 'remove-item', item: only.id });
  return fixes;
}

function makeItFit(item: OrderItem, alert: Alert): Fix[] {
  const fixes: Fix[] = [];
  const { excess } = alert;
  if (excess?.quantity !== undefined && item.quantity !== undefined) {
    const to = parseDecimal(item.quantity) - parseDecimal(excess.quantity);
    if (to > 0) {
      fixes.push({
        kind: 'reduce-quantity',
        item: item.id,
        to: formatScaled(to),
        ...(item.unit === undefined ? {} : { unit: item.unit }),
      });
    }
  }
  if (excess?.days !== undefined && item.days !== undefined) {
    const to = parseDecimal(item.days) - parseDecimal(excess.days);
    if (to > 0) fixes.push({ kind: 'shorten-days', item: item.id, to: formatScaled(to) });
  }
  for (const evidence of alert.evidence) {
    if (evidence.fact === 'items.unitPriceFen' && evidence.bound !== undefined) {
      fixes.push({ kind: 'set-price', item: item.id, toFen: evidence.bound });
    }
  }
  return fixes;
}
