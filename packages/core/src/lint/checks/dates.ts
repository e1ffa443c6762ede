import type { Check } from '../check.ts';
import { overlap } from '../source-view.ts';

/** Dates in order, and knowledge points in force while their rule is. */
export const checkDates: Check = (view, report) => {
  for (const rows of [view.rules, view.knowledge, view.catalogue, view.mappings]) {
    for (const row of rows) {
      if (row.from >= row.to) report.add('dates-reversed', row, 'to', 'the row ends on or before the day it begins');
    }
  }
  for (const point of view.knowledge) {
    const versions = view.rulesById.get(point.content.rule);
    if (versions === undefined || point.from >= point.to) continue;
    if (versions.some((rule) => overlap(rule, point))) continue;
    report.add('dates-disjoint', point, '', `rule \`${point.content.rule}\` is in force on none of its days`);
  }
};
