import type { Swap } from './watch-swap.ts';

/** What every client went through, one column each. */
export function formatSwaps(swaps: readonly (readonly [client: string, swap: Swap])[], publishedMs: number): string {
  const rows: readonly (readonly string[])[] = [
    ['client', ...swaps.map(([client]) => client)],
    ...ROWS.map(([label, tell]) => [label, ...swaps.map(([, swap]) => tell(swap, publishedMs))]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

const ROWS: readonly (readonly [label: string, tell: (swap: Swap, publishedMs: number) => string])[] = [
  ['pack before', ({ before }) => before.pack.slice(0, 12)],
  ['alerts before', ({ before }) => before.alerts.join(' ')],
  ['pack after', ({ after }) => after.pack.slice(0, 12)],
  ['alerts after', ({ after }) => after.alerts.join(' ')],
  ['publish to activation', ({ activatedMs }, publishedMs) => `${activatedMs - publishedMs} ms`],
  ['evaluations during the swap', ({ evaluations }) => evaluations.toLocaleString('en')],
  ['slowest evaluation', ({ slowestMs }) => formatMs(slowestMs)],
  ['slowest but 1 in 1,000', ({ p999Ms }) => formatMs(p999Ms)],
  ['longest pause between two', ({ pauseMs }) => formatMs(pauseMs)],
];

const formatMs = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
