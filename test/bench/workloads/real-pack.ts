import { activate, evaluate, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { NothingFound, RealPackCase, RealPackResult } from '../case.ts';
import { measureInRounds } from '../measure/rounds.ts';
import { supplyFresh } from '../measure/supply.ts';
import { createRealEncounters } from './real-encounters.ts';
import { readRealSource } from './real-source.ts';

/** Times ours on published rules: without history, with it, and with fixes offered. */
export async function runRealPack(order: RealPackCase, root: string): Promise<RealPackResult | NothingFound> {
  const real = await readRealSource(root);
  if (real === undefined) return { skipped: 'no published tables: set FORECHECK_DATA to the folder that holds them' };
  const bytes = compileSegment(real.source);
  const ruleset = activate({ manifest: 'real', segments: ['real'] }, [{ digest: 'real', view: openSegment(bytes) }]);
  const { items, encounters: count } = order;
  const full = createRealEncounters(real, { count, items, historyItems: order.historyItems });
  const short = createRealEncounters(real, { count, items, historyItems: 0 });
  const evaluations = full.map((encounter) => evaluate(ruleset, encounter, { fixes: 'skip' }));
  const mean = (of: (evaluation: (typeof evaluations)[number]) => number): number =>
    evaluations.reduce((sum, evaluation) => sum + of(evaluation), 0) / evaluations.length;
  const skip = (encounter: (typeof full)[number]) => evaluate(ruleset, encounter, { fixes: 'skip' });
  return {
    measurements: await measureInRounds(
      [
        { name: `${items} items + ${order.historyItems} history`, answer: skip },
        { name: `${items} items`, answer: skip },
        {
          name: `${items} items + ${order.historyItems} history, fixes offered`,
          answer: (encounter) => evaluate(ruleset, encounter),
        },
      ],
      [supplyFresh(full), supplyFresh(short), supplyFresh(full)],
      order.rounds,
    ),
    origin: real.origin,
    knowledgePoints: real.source.knowledge?.length ?? 0,
    catalogueRows: real.source.catalogue?.length ?? 0,
    bytes: bytes.length,
    candidatesPerEncounter: mean(({ work }) => work.candidates),
    alertsPerEncounter: mean(({ alerts }) => alerts.length),
    undeterminedPerEncounter: mean(({ undetermined }) => undetermined.length),
  };
}
