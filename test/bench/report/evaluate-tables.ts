import type { EvaluateCase } from '../case.ts';
import { formatCount, formatRatio, formatUs } from './format.ts';
import { type Finished, finished, type Outcome } from './outcome.ts';
import type { Table } from './table.ts';

/** One table for each number of items, and one for the world that does not fit into the processor's caches. */
export function tabulateEvaluate(outcomes: readonly Outcome[]): readonly Table[] {
  const all = finished(outcomes, 'E1');
  const groups = new Map<string, Finished<'E1'>[]>();
  for (const outcome of all) {
    const title = titleOf(outcome.case);
    groups.set(title, [...(groups.get(title) ?? []), outcome]);
  }
  return [...groups].map(([title, group]) => ({
    title,
    textColumns: 2,
    columns: [
      'knowledge points',
      'against',
      'p50',
      'p99',
      'ours p50',
      'ours p99',
      'ratio',
      'by round',
      'GC',
      'compared',
    ],
    rows: group.map(rowOf),
    notes: notesOf(group),
  }));
}

function titleOf({ size, items, strings, encounters }: EvaluateCase): string {
  const cold = encounters > 1000 ? `, cold codes over ${formatCount(size.rows)} catalogue rows` : '';
  return `E1 evaluate, ${items} items, ${strings} strings${cold}`;
}

function rowOf({ case: { size, against }, result: { ours, theirs, compared } }: Finished<'E1'>): readonly string[] {
  const share = (garbage: { ms: number }, { mean, count }: { mean: number; count: number }): string =>
    `${((garbage.ms / ((mean * count) / 1000)) * 100).toFixed(1)} %`;
  return [
    formatCount(size.points),
    against,
    formatUs(theirs.p50),
    formatUs(theirs.p99),
    formatUs(ours.p50),
    formatUs(ours.p99),
    formatRatio(theirs.p50 / ours.p50),
    `${formatRatio(theirs.ratio[0])}–${formatRatio(theirs.ratio[2]).slice(1)}`,
    `${share(theirs.garbage, theirs)} / ${share(ours.garbage, ours)}`,
    `${compared.ours} / ${compared.theirs}`,
  ];
}

function notesOf(group: readonly Finished<'E1'>[]): readonly string[] {
  const alerts = group.map(({ result }) => result.alertsPerItem);
  return [
    'ratio: the other’s p50 by ours beside it in the same process; above 1, ours is faster. By round: 10th–90th percentile.',
    'GC: share of the time of the other / of ours. Compared: encounters of ours / of the other with the oracle’s very hits.',
    `alerts per item: ${Math.min(...alerts).toFixed(2)}–${Math.max(...alerts).toFixed(2)}`,
  ];
}
