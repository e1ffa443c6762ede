import type { Facts } from './facts.ts';

/**
 * Which of two items of one time is taken to be the earlier: history before context before drafts, then the shorter id,
 * then the lesser by UTF-16 code units. The order in which items were sent is no fact about them.
 */
export function compareAtOneTime({ role, raw }: Facts, a: number, b: number): number {
  if (role[a] !== role[b]) return role[b]! - role[a]!;
  const first = raw[a]!.id;
  const second = raw[b]!.id;
  // Numbers without leading zeros come in their own order.
  if (first.length !== second.length) return first.length - second.length;
  // Only history may repeat an id.
  return first < second ? -1 : first > second ? 1 : a - b;
}
