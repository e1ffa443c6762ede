import { summarise } from '../measure/samples.ts';
import { formatBytes, formatCount, formatRatio, formatUs } from './format.ts';
import { finished, type Outcome } from './outcome.ts';
import { tabulateFanOut, tabulateWire } from './sync-tables.ts';
import type { Table } from './table.ts';

/** Tables of the workloads other than E1, in their order. */
export function tabulateOthers(outcomes: readonly Outcome[]): readonly Table[] {
  return [
    ...tabulateRealPack(outcomes),
    ...tabulateGrowth(outcomes),
    ...tabulateOpen(outcomes),
    ...tabulateActivate(outcomes),
    ...tabulateFanOut(outcomes),
    ...tabulateWire(outcomes),
    ...tabulateCall(outcomes),
    ...tabulatePaint(outcomes),
  ];
}

function tabulateCall(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'N1').map(({ case: { items }, result }) => ({
    title: `N1 a 3101 message of ${items} lines over loopback, keep-alive`,
    columns: ['who answers', 'p50', 'p99', 'p99.9', 'most', 'calls', 'ratio', 'by block'],
    rows: (['constant', 'plugin'] as const).map((lane) => {
      const { p50, p99, p999, max, count } = result[lane];
      const [low, middle, high] = result.ratio;
      const ratio =
        lane === 'plugin' ? [formatRatio(middle), `${formatRatio(low)}–${formatRatio(high).slice(1)}`] : ['–', '–'];
      return [lane, formatUs(p50), formatUs(p99), formatUs(p999), formatUs(max), formatCount(count), ...ratio];
    }),
    notes: [
      `${formatBytes(result.requestBytes)} in, ${formatBytes(result.answerBytes)} out, ${result.alerts} results; the constant is that answer, by node:http that parses nothing`,
    ],
  }));
}

function tabulatePaint(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'W1').map(({ case: { alerts, items }, result: { browser, lanes } }) => ({
    title: `W1 from an evaluation of ${alerts} alerts about ${items} items to its dialog on screen`,
    columns: ['processor slowed', 'p50', 'p95', 'most', 'paintings'],
    rows: lanes.map(({ cpuRate, p50Ms, p95Ms, maxMs, rounds }) => {
      return [`${cpuRate} ×`, ...[p50Ms, p95Ms, maxMs].map((ms) => formatUs(ms * 1000)), formatCount(rounds)];
    }),
    notes: [`${browser}, headless; a frame is 17 ms, and waiting for the next one is in the times`],
  }));
}

function tabulateRealPack(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'E2').map(({ result }) => ({
    title: `E2 evaluate, ${result.origin === 'published' ? 'published rules and catalogues' : 'the sample rules'}`,
    columns: ['encounter', 'p50', 'p99', 'p99.9', 'most', 'evaluations'],
    rows: result.measurements.map(({ name, p50, p99, p999, max, count }) => {
      return [name, formatUs(p50), formatUs(p99), formatUs(p999), formatUs(max), formatCount(count)];
    }),
    notes: [
      `${formatCount(result.knowledgePoints)} knowledge points, ${formatCount(result.catalogueRows)} catalogue rows, ${formatBytes(result.bytes)}`,
      `per encounter with history: ${result.candidatesPerEncounter.toFixed(0)} candidates, ${result.alertsPerEncounter.toFixed(1)} alerts, ${result.undeterminedPerEncounter.toFixed(1)} undetermined`,
    ],
  }));
}

function tabulateGrowth(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'E3').map(({ case: { axis, sizes }, result }) => {
    // Against the second on the axis of rows: below 10,000 the budget says nothing.
    const base = result.measurements[axis === 'rows' ? 1 : 0]!;
    return {
      title: `E3 growth by ${axis}, 20 items, cold codes`,
      columns: [axis === 'rows' ? 'catalogue rows' : 'layers', 'p50', 'p99', 'ratio', 'size'],
      rows: result.measurements.map(({ name, p50, p99 }, index) => [
        formatCount(Number(name)),
        formatUs(p50),
        formatUs(p99),
        formatRatio(p50 / base.p50),
        formatBytes(result.bytes[index]!),
      ]),
      notes: [
        axis === 'rows'
          ? 'half as many knowledge points as rows; ratio to 10,000 rows'
          : `each layer brings 1,000 new versions of knowledge points and of rows, over ${formatCount(sizes[0]!.rows)} rows`,
      ],
    };
  });
}

function tabulateOpen(outcomes: readonly Outcome[]): readonly Table[] {
  const all = finished(outcomes, 'L1');
  if (all.length === 0) return [];
  const { size } = all[0]!.case;
  const rows = (['segment', 'json', 'msgpackr'] as const).map((form) => {
    const results = all.filter((outcome) => outcome.case.form === form).map(({ result }) => result);
    const median = (of: (result: (typeof results)[number]) => number): number => summarise(results.map(of)).p50;
    return {
      form,
      total: median(({ totalMs }) => totalMs),
      cells: [
        formatBytes(median(({ fileBytes }) => fileBytes)),
        formatUs(median(({ readMs }) => readMs) * 1000),
        formatUs(median(({ openMs }) => openMs) * 1000),
        formatUs(median(({ firstAnswerMs }) => firstAnswerMs) * 1000),
        formatUs(median(({ totalMs }) => totalMs) * 1000),
        formatBytes(median(({ memoryBytes }) => memoryBytes)),
        formatRatio(median(({ memoryBytes, fileBytes }) => memoryBytes / fileBytes)),
      ],
    };
  });
  const ours = rows[0]!.total;
  return [
    {
      title: `L1 open ${formatCount(size.rows)} catalogue rows and ${formatCount(size.points)} knowledge points from disk`,
      columns: ['form', 'file', 'read', 'open', 'first answer', 'together', 'memory', 'memory by file', 'ratio'],
      rows: rows.map(({ form, cells, total }) => [form, ...cells, formatRatio(total / ours)]),
      notes: ['json and msgpackr: decoded, then two maps by code; medians of fresh processes, file in the page cache'],
    },
  ];
}

function tabulateActivate(outcomes: readonly Outcome[]): readonly Table[] {
  return finished(outcomes, 'L2').map(({ case: { size, activations }, result }) => ({
    title: `L2 activate a one-row segment over ${formatCount(size.rows)} rows while evaluating`,
    columns: ['step', 'p50', 'p99', 'p99.9', 'most', 'times'],
    rows: (
      [
        ['open the update', result.open],
        ['activate both', result.activate],
        ['open and activate', result.together],
        ['evaluate before updates', result.evaluateBefore],
        ['evaluate among updates', result.evaluateDuring],
      ] as const
    ).map(([step, { p50, p99, p999, max, count }]) => {
      return [step, formatUs(p50), formatUs(p99), formatUs(p999), formatUs(max), formatCount(count)];
    }),
    notes: [`${activations} updates of ${formatBytes(result.segmentBytes)}, 100 evaluations of 20 items between two`],
  }));
}
