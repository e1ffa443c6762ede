import type { WireForm } from '../case.ts';
import { formatBytes, formatCount, formatRatio, formatUs } from './format.ts';
import { finished, type Outcome } from './outcome.ts';
import type { Table } from './table.ts';

/** S1: who sends, and when the last one has it. */
export function tabulateFanOut(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'S1').map(({ case: { clients: wanted, rounds, fullRounds }, result }) => {
    const { clients, stop, bytes, segmentBytes, lanes, full } = result;
    const fewer =
      stop === undefined ? [] : [`${formatCount(wanted)} clients were wanted; the next one met \`${stop}\``];
    return {
      title: `S1 an urgent rule to ${formatCount(clients)} WebSocket clients over loopback`,
      columns: ['sender', 'p50', 'p99', 'last', 'CPU a client', 'memory', 'relay by it', 'by round'],
      rows: [
        ...lanes.map(({ name, p50Ms, p99Ms, lastMs, cpuUs, rssBytes, ratio: [low, middle, high] }, index) => [
          name,
          ...[p50Ms, p99Ms, lastMs].map((ms) => formatUs(ms * 1000)),
          formatUs(cpuUs),
          formatBytes(rssBytes),
          ...(index === 0 ? ['', ''] : [formatRatio(middle), `${formatRatio(low)}–${high.toFixed(2)}`]),
        ]),
        [
          `relay, ${formatCount(full.clients)} full clients`,
          ...[full.p50Ms, full.p99Ms, full.lastMs].map((ms) => formatUs(ms * 1000)),
          `${formatUs(full.cpuUs)} (client)`,
        ],
      ],
      notes: [
        `head, urgent manifest and a segment of one row (${formatBytes(segmentBytes)}): ${formatBytes(bytes)} a client; every signature and digest of what the relay sent checked once a round`,
        `medians of ${rounds} rounds that alternate (full clients: ${fullRounds}); a process for each sender and each crowd, all on the same cores`,
        `relay by it: time to the last client, above 1 the relay is slower; 10th to 90th percentile of the rounds`,
        `full clients: until each has reported that it checked, stored on disk and swapped in the rule; ${full.processes} processes`,
        ...fewer,
      ],
    };
  });
}

/** S2: what an update weighs. */
export function tabulateWire(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'S2').flatMap(({ case: { size }, result: { updates } }) =>
    updates.map(({ changes, forms }): Table => {
      const ours = forms.find(({ side }) => side === 'ours')!;
      return {
        title: `S2 ${formatCount(changes)} changed ${changes === 1 ? 'row' : 'rows'} of ${formatCount(size.rows + size.points)}, bytes on the wire`,
        columns: ['form', 'raw', 'gzip', 'zstd', 'segment by it, gzip', 'zstd'],
        rows: forms.map((form) => [
          form.name,
          formatBytes(form.rawBytes),
          Number.isNaN(form.gzipBytes) ? '–' : formatBytes(form.gzipBytes),
          formatBytes(form.zstdBytes),
          formatRatio(ours.gzipBytes / form.gzipBytes),
          formatRatio(ours.zstdBytes / form.zstdBytes),
        ]),
        notes: [
          'half catalogue rows, half knowledge points; 85 % edited, 10 % new, 5 % withdrawn',
          'segment: as a relay gave it to a client, gzip level 6 and zstd level 19, and the others likewise',
        ],
      };
    }),
  );
}

/** How much more the segment is than the best of some forms, in the compression that is best for each side. */
export function timesTheBest(forms: readonly WireForm[], isRival: (name: string) => boolean): number | undefined {
  const least = ({ gzipBytes, zstdBytes }: WireForm): number => Math.min(gzipBytes, zstdBytes);
  const ours = forms.find(({ side }) => side === 'ours');
  const rivals = forms.filter(({ side, name }) => side === 'theirs' && isRival(name));
  return ours === undefined || rivals.length === 0 ? undefined : least(ours) / Math.min(...rivals.map(least));
}
