import { formatScaled, parseDecimal } from '../model/decimal.ts';
import type { OrderItem } from '../model/encounter.ts';
import type { Alert, Fix } from '../model/evaluation.ts';
import type { ItemCode } from '../model/ids.ts';

/** Drafts by id, each with its place in the list: thousands of alerts look for their own. */
export type DraftsById = ReadonlyMap<string, readonly Draft[]>;

interface Draft {
  readonly item: OrderItem;
  readonly place: number;
}

export function draftsById(items: readonly OrderItem[]): DraftsById {
  const drafts = new Map<string, Draft[]>();
  items.forEach((item, place) => {
    if ((item.role ?? 'draft') !== 'draft') return;
    const same = drafts.get(item.id);
    if (same === undefined) drafts.set(item.id, [{ item, place }]);
    else same.push({ item, place });
  });
  return drafts;
}

/** Those of the ids, in the order of the list. */
function draftsOf(drafts: DraftsById, ids: readonly string[]): OrderItem[] {
  const found = [...new Set(ids)].flatMap((id) => drafts.get(id) ?? []);
  return found.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/**
 * Changes that might answer an alert, gentlest first: make it fit, add what is missing, let the person pay with consent,
 * take lines away. Only drafts are ever changed. Whether a change keeps its promise is for `offerFixes` to find out.
 *
 * @param companions - Items of which one is missing beside the offending item.
 */
export function proposeFixes(allDrafts: DraftsById, alert: Alert, companions: readonly ItemCode[] = []): Fix[] {
  const drafts = draftsOf(allDrafts, alert.offending);
  // What was ordered before stays: only a draft that it meets can still give way.
  if (drafts.length !== alert.offending.length) {
    return removals(draftsOf(allDrafts, [...alert.offending, ...alert.involved]));
  }
  const fixes: Fix[] = [];
  const [only] = drafts;
  if (drafts.length === 1 && only !== undefined) {
    fixes.push(...makeItFit(only, alert));
    for (const code of companions) fixes.push({ kind: 'add-companion', item: only.id, code });
  }
  if (alert.dispositions.includes('self-pay-with-consent')) {
    fixes.push({ kind: 'self-pay-with-consent', items: drafts.map((item) => item.id) });
  }
  return [...fixes, ...removals(drafts)];
}

/**
 * One line alone, all lines but one, all: whichever of things that must not stand together is to stay. Fewest first; a
 * set that holds one which will do is not tried.
 */
function removals(drafts: readonly OrderItem[]): Fix[] {
  const ids = [...new Set(drafts.map(({ id }) => id))];
  const isFew = ids.length <= ALTERNATIVES_MAX;
  const fixes: Fix[] = isFew ? ids.map((item) => ({ kind: 'remove-item', item })) : [];
  if (isFew && ids.length > 2) {
    for (const kept of ids) fixes.push({ kind: 'remove-items', items: ids.filter((id) => id !== kept) });
  }
  if (ids.length > 1) fixes.push({ kind: 'remove-items', items: ids });
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

/** Lines that are told apart; of more, only all together are proposed. */
const ALTERNATIVES_MAX = 6;
