import type { Judge } from '../../judge/judge.ts';
import { someListing } from '../../judge/listings.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { ROW_INTS, ROW_PARAMETERS } from '../../segment/row.ts';

/** Groups that knowledge points of the current rule put each item of the encounter into; items ascending. */
export function groupsByItem(judge: Judge): Map<number, string[]> {
  const { version } = judge;
  const own = version.segment.rows[version.row * ROW_INTS + ROW_PARAMETERS + GROUP_SLOT]!;
  const ruleGroup = own === PARAMETER_ABSENT ? '' : version.segment.text(own);
  const groups = new Map<number, string[]>();
  for (let i = 0; i < judge.facts.count; i += 1) {
    someListing(judge, i, (view, row) => {
      const text = view.rows[row * ROW_INTS + ROW_PARAMETERS + GROUP_SLOT]!;
      const group = text === PARAMETER_ABSENT ? ruleGroup : view.text(text);
      groups.set(i, [...(groups.get(i) ?? []), group]);
      return false;
    });
  }
  return groups;
}

/**
 * Those of the items that the group keeps. An operation that stands in several groups is judged in one: in the group
 * that unites the most operations of its incision, of equals the first by name.
 */
export function keptBy(group: string, items: readonly number[], groups: ReadonlyMap<number, string[]>): number[] {
  const sizeOf = (name: string): number => items.filter((i) => groups.get(i)!.includes(name)).length;
  const isBetter = (a: string, b: string): boolean => sizeOf(a) > sizeOf(b) || (sizeOf(a) === sizeOf(b) && a < b);
  return items.filter((i) => {
    const own = groups.get(i)!;
    return own.includes(group) && !own.some((other) => other !== group && isBetter(other, group));
  });
}

const GROUP_SLOT = 2;
