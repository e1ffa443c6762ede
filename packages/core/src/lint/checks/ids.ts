import { VERSIONS_MAX } from '../../segment/limits.ts';
import type { Check } from '../check.ts';
import type { Report } from '../report.ts';
import { groupBy, overlap, type Row } from '../source-view.ts';

/** Rows of one id are versions of one thing: no two of them in force on the same day. */
export const checkIds: Check = (view, report) => {
  for (const rows of [view.rules, view.knowledge, view.catalogue, view.mappings]) checkVersions(rows, report);
};

function checkVersions(rows: readonly Row<unknown>[], report: Report): void {
  for (const [id, versions] of groupBy(rows, (row) => row.id)) {
    if (versions.length === 1) continue;
    if (versions.length > VERSIONS_MAX) {
      const message = `\`${id}\` has ${versions.length} versions, more than ${VERSIONS_MAX}`;
      report.add('id-duplicate', versions.at(-1), '', message);
      continue;
    }
    const byStart = [...versions].sort((a, b) => a.from - b.from || a.index - b.index);
    for (const [position, row] of byStart.entries()) {
      const previous = byStart[position - 1];
      if (previous === undefined || !overlap(previous, row)) continue;
      const isSame = previous.from === row.from && previous.to === row.to;
      report.add(
        isSame ? 'id-duplicate' : 'version-overlapping',
        row,
        '',
        isSame
          ? `\`${id}\` is there more than once with the same dates`
          : `\`${id}\` has another version that is in force on some of the same days`,
      );
    }
  }
}
