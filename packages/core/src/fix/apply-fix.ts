import type { Encounter, OrderItem } from '../model/encounter.ts';
import type { Fix } from '../model/evaluation.ts';
import type { ItemId } from '../model/ids.ts';

/** The encounter as it would be after the fix. A new object; the given one is not changed. */
export function applyFix(encounter: Encounter, fix: Fix): Encounter {
  switch (fix.kind) {
    case 'remove-item':
      return { ...encounter, items: encounter.items.filter((item) => item.id !== fix.item) };
    case 'reduce-quantity':
      return changeItem(encounter, [fix.item], (item) => withoutAmount({ ...item, quantity: fix.to }));
    case 'shorten-days':
      return changeItem(encounter, [fix.item], (item) => shorten(item, fix.to));
    case 'self-pay-with-consent':
      return changeItem(encounter, fix.items, (item) => ({ ...item, payment: 'self' }));
    case 'set-price':
      return changeItem(encounter, [fix.item], (item) => withoutAmount({ ...item, unitPriceFen: fix.toFen }));
  }
}

function changeItem(encounter: Encounter, ids: readonly ItemId[], change: (item: OrderItem) => OrderItem): Encounter {
  return { ...encounter, items: encounter.items.map((item) => (ids.includes(item.id) ? change(item) : item)) };
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
