import type { Facts } from '../judge/facts.ts';
import { ROLE_HISTORY } from '../judge/facts.ts';
import { slotMask } from '../judge/index-codes.ts';
import { hashCode } from '../segment/hash.ts';

/** Two drafts or context items of one id cannot be told apart in an alert. History is only ever pointed at. */
export function reportDuplicates(facts: Facts): void {
  if (facts.count > TABLE_MAX) return reportAmongMany(facts);
  // `slots` is free until codes are indexed. A set of ids that were just parsed took 4 % of an evaluation.
  const { slots, count, role, raw } = facts;
  const mask = slotMask(count);
  slots.fill(0, 0, mask + 1);
  for (let i = 0; i < count; i += 1) {
    if (role[i] === ROLE_HISTORY) continue;
    const { id } = raw[i]!;
    let slot = hashCode(id) & mask;
    while (slots[slot] !== 0 && raw[slots[slot]! - 1]!.id !== id) slot = (slot + 1) & mask;
    if (slots[slot] === 0) slots[slot] = i + 1;
    else report(facts, i);
  }
}

/** Ids chosen to collide would make the table above quadratic; a set is seeded by the engine. */
function reportAmongMany(facts: Facts): void {
  const seen = new Set<string>();
  for (let i = 0; i < facts.count; i += 1) {
    if (facts.role[i] === ROLE_HISTORY) continue;
    const { id } = facts.raw[i]!;
    if (seen.has(id)) report(facts, i);
    seen.add(id);
  }
}

function report(facts: Facts, i: number): void {
  facts.diagnostics.push({ code: 'item-duplicate', path: `items[${i}].id` });
}

/** A screenful of orders. */
const TABLE_MAX = 64;
