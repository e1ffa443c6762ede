import type { PublishedPoint } from '../points/published-point.ts';
import type { Doubt, TableReport } from '../report/import-report.ts';
import { normaliseText } from '../text/normalise-text.ts';
import type { ImportedAnnex } from './import-annex-workbook.ts';

/** How an annex agrees with the table that was made from it. */
export interface AnnexComparison {
  readonly table: TableReport;
  readonly doubts: readonly Doubt[];
}

/**
 * Compares an annex with the published points that came from the table: every row of the annex must be a point of the
 * same class, name and codes, whether still in force or not.
 */
export function compareAnnex(annex: ImportedAnnex, points: readonly PublishedPoint[]): AnnexComparison {
  const known = new Set(points.map(pointKey));
  const differing = annex.points.filter((point) => !known.has(pointKey(point)));
  const outcomes = {
    'agrees with the table': annex.points.length - differing.length,
    'differs from the table': differing.length,
    'codes of other rows': annex.codeRows - annex.setAside.filter(({ reason }) => reason === 'point-unknown').length,
    'set aside': annex.setAside.length,
  };
  const rows = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return {
    table: { table: 'annex', status: 'read', file: annex.file, rows, outcomes },
    doubts: differing.map((point) => ({
      at: `${annex.file}:${point.source.line}`,
      id: point.id,
      about: 'row of the annex is not a row of the table',
    })),
  };
}

function pointKey({ ruleClass, name, codes, pair }: PublishedPoint): string {
  // The names of a pair are written in more than one way; its codes and window are not.
  const subject = pair === undefined ? normaliseText(name) : pair.window;
  return `${ruleClass}|${subject}|${[...codes].sort().join(' ')}`;
}
