import { describe, expect, it } from 'vitest';
import { createIndicationChecker } from './check-indication.ts';
import { createListChecker } from './check-lists.ts';
import { CONDITION_DIAGNOSIS } from './numbering.ts';

const BOUNDS = { texts: 1, codes: 1, prefixes: 1, diagnoses: 1 };

function isGroups(lists: Int32Array, offset: number): boolean {
  return createIndicationChecker(lists, BOUNDS, createListChecker(lists, BOUNDS))(offset);
}

/** One condition of so many diagnoses, one group that names it so often, a list that names the group so often. */
function product(diagnoses: number, conditions: number, groups: number): { lists: Int32Array; offset: number } {
  const condition = [2 + diagnoses, CONDITION_DIAGNOSIS, 0, ...new Array<number>(diagnoses).fill(0)];
  const group = [conditions, ...new Array<number>(conditions).fill(0)];
  const offset = condition.length + group.length;
  const list = [groups, ...new Array<number>(groups).fill(condition.length)];
  return { lists: Int32Array.from([...condition, ...group, ...list]), offset };
}

describe('indication groups that share lists', () => {
  it('are bounded by what they come to when spelt out', () => {
    const small = product(7, 100, 1000);
    expect(isGroups(small.lists, small.offset)).toBe(true);
    const large = product(7, 1000, 1000);
    expect(isGroups(large.lists, large.offset)).toBe(false);
  });

  it('may be as long as any list', () => {
    const { lists, offset } = product(1000, 1000, 1);
    expect(isGroups(lists, offset)).toBe(true);
  });
});
