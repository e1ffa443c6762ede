import type { Encounter, OrderItem } from '../model/encounter.ts';
import { SHORT_TEXT_MAX } from '../model/encounter.ts';
import type { Fix } from '../model/evaluation.ts';
import type { ItemCode, ItemId } from '../model/ids.ts';

/** The encounter as it would be after the fix. A new object; the given one is not changed. */
export function applyFix(encounter: Encounter, fix: Fix): Encounter {
  const ids = new Set<string>(itemsOfFix(fix));
  const items: OrderItem[] = [];
  for (const item of encounter.items) {
    const changed = ids.has(item.id) ? changeItem(item, fix) : item;
    if (changed !== undefined) items.push(changed);
  }
  if (fix.kind === 'add-companion') {
    const beside = encounter.items.find(({ id }) => id === fix.item);
    if (beside !== undefined) items.push(companionOf(beside, fix.code));
  }
  return { ...encounter, items };
}

/** The items that the fix changes. */
export function itemsOfFix(fix: Fix): readonly ItemId[] {
  return 'items' in fix ? fix.items : [fix.item];
}

/** One of those items after the fix; `undefined` when it is taken away. */
export function changeItem(item: OrderItem, fix: Fix): OrderItem | undefined {
  switch (fix.kind) {
    case 'remove-item':
    case 'remove-items':
      return undefined;
    case 'add-companion':
      return item;
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

/** A draft of the code where and when the item is; how much of it is for the practitioner to say. */
function companionOf(item: OrderItem, code: ItemCode): OrderItem {
  const { id, prescriptionId, occurredAt, endedAt, isStanding, executions } = item;
  // Absent properties stay so: a property set to `undefined` is absent to every reader of encounters.
  const place = { prescriptionId, occurredAt, endedAt, isStanding, executions } as Partial<OrderItem>;
  return { ...place, id: `${code}+${id}`.slice(0, SHORT_TEXT_MAX), code };
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
