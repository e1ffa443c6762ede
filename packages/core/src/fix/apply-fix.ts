import type { Encounter, OrderItem } from '../model/encounter.ts';
import type { Fix } from '../model/evaluation.ts';
import type { ItemId } from '../model/ids.ts';

/** The encounter as it would be after the fix. A new object; the given one is not changed. */
export function applyFix(encounter: Encounter, fix: Fix): Encounter {
  const ids = itemsOfFix(fix);
  const items: OrderItem[] = [];
  for (const item of encounter.items) {
    const changed = ids.includes(item.id) ? changeItem(item, fix) : item;
    if (changed !== undefined) items.push(changed);
  }
  return { ...encounter, items };
}

/** The items that the fix changes. */
export function itemsOfFix(fix: Fix): readonly ItemId[] {
  return fix.kind === 'self-pay-with-consent' ? fix.items : [fix.item];
}

/** One of those items after the fix; `undefined` when it is taken away. */
export function changeItem(item: OrderItem, fix: Fix): OrderItem | undefined {
  switch (fix.kind) {
    case 'remove-item':
      return undefined;
    case 'reduce-quantity':
      return withoutAmount({ ...item, quantity: fix.to });
    case 'shorten-days':
      return shorten(item, fix.to);
    case 'self-pay-with-consent':
      return { ...item, payment: 'self' };
    case 'set-price':
      return withoutAmount({ ...item, unitPriceFen: fix.toFen });
  }
}

/** The amount was of the old quantity and price; it follows from the new ones. */
function withoutAmount(item: OrderItem): OrderItem {
  const { amountFen: _, ...rest } = item;
  return rest;
}

/** Days of supply; an interval ends so many days after it began. */
function shorten(item: OrderItem, to: number | string): OrderItem {
  const { endedAt: _, ...rest } = item;
  return { ...rest, days: to };
}
