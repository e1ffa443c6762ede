import type { Judge } from '../../judge/judge.ts';
import { someListing } from '../../judge/listings.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { ROW_INTS, ROW_PARAMETERS } from '../../segment/row.ts';

/**
 * Items of the encounter that any knowledge point of the current rule puts into the named group, ascending.
 *
 * A code may stand in several groups; each is judged by itself.
 */
export function groupMembers(judge: Judge, group: string): number[] {
  const { version } = judge;
  const own = version.segment.rows[version.row * ROW_INTS + ROW_PARAMETERS + GROUP_SLOT]!;
  const ruleGroup = own === PARAMETER_ABSENT ? '' : version.segment.text(own);
  const items: number[] = [];
  for (let i = 0; i < judge.facts.count; i += 1) {
    const isMember = someListing(judge, i, (view, row) => {
      const text = view.rows[row * ROW_INTS + ROW_PARAMETERS + GROUP_SLOT]!;
      return (text === PARAMETER_ABSENT ? ruleGroup : view.text(text)) === group;
    });
    if (isMember) items.push(i);
  }
  return items;
}

const GROUP_SLOT = 2;
