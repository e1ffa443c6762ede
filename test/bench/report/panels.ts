import { finished, type Outcome } from './outcome.ts';
import type { Panel, Series } from './plot.ts';

/** What a reader should see at a glance: how the engines grow with the rules, and how ours grows with the pack. */
export function createPanels(outcomes: readonly Outcome[]): readonly Panel[] {
  return [...evaluatePanel(outcomes), ...growthPanels(outcomes)];
}

function evaluatePanel(outcomes: readonly Outcome[]): readonly Panel[] {
  const all = finished(outcomes, 'E1').filter(
    ({ case: one }) => one.items === 20 && one.strings === 'fresh' && one.encounters < 1000,
  );
  if (all.length === 0) return [];
  const points = [...new Set(all.map(({ case: one }) => one.size.points))].sort((a, b) => a - b);
  const others = [...new Set(all.map(({ case: one }) => one.against))].filter((name) => name !== 'ourselves');
  const theirs = others.map(
    (name): Series => ({
      name: name === 'offering-fixes' ? 'forecheck + fixes' : name,
      isOurs: name === 'offering-fixes',
      isDashed: name === 'offering-fixes',
      points: points.flatMap((x) => {
        const found = all.find(({ case: one }) => one.against === name && one.size.points === x);
        return found === undefined ? [] : [[x, found.result.theirs.p50] as const];
      }),
    }),
  );
  const ours: Series = {
    name: 'forecheck',
    isOurs: true,
    points: points.map((x) => {
      const beside = all.filter(({ case: one }) => one.size.points === x && one.against === 'map-index');
      return [x, (beside[0] ?? all.find(({ case: one }) => one.size.points === x)!).result.ours.p50] as const;
    }),
  };
  return [
    {
      title: 'E1: 20 items, median',
      xName: 'knowledge points',
      series: [...theirs, ours].filter((series) => series.points.length > 0),
    },
  ];
}

function growthPanels(outcomes: readonly Outcome[]): readonly Panel[] {
  return finished(outcomes, 'E3').map(({ case: { axis }, result: { measurements } }) => {
    const line = (name: 'p50' | 'p99'): Series => ({
      name,
      isOurs: name === 'p50',
      points: measurements.map((measurement) => [Number(measurement.name), measurement[name]] as const),
    });
    return {
      title: `E3: 20 items, cold codes, by ${axis}`,
      xName: axis === 'rows' ? 'catalogue rows' : 'layers',
      series: [line('p99'), line('p50')],
    };
  });
}
