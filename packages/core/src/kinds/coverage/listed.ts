import type { Judge } from '../../judge/judge.ts';
import { someListing } from '../../judge/listings.ts';

/** Whether any knowledge point of the current rule, in force on the item's day, lists the item. */
export function isListed(judge: Judge, i: number): boolean {
  return someListing(judge, i, () => true);
}
