// Runs one case and sends what it found to the process that started it.
import { pack } from 'msgpackr';
import type { Case, CaseResult } from './case.ts';
import { segmentFile, sourceFile } from './fixtures.ts';
import { runActivate } from './workloads/activate.ts';
import { runCall } from './workloads/call-plugin.ts';
import { runEvaluate } from './workloads/evaluate.ts';
import { runFanOut } from './workloads/fan-out.ts';
import { runGrowth } from './workloads/growth.ts';
import { runOpen } from './workloads/open.ts';
import { runPaint } from './workloads/paint.ts';
import { runRealPack } from './workloads/real-pack.ts';
import { runWire } from './workloads/wire.ts';

/** What the process is told: measure, or only make the files that measuring needs. */
export interface CaseOrder {
  readonly case: Case;
  /** Where fixtures are kept. */
  readonly folder: string;
  /** Folder of the repository: a bundle cannot tell where it was made from. */
  readonly root: string;
  readonly isPreparation: boolean;
}

/** What it answers. */
export type CaseAnswer = { readonly result: CaseResult } | { readonly failure: string };

process.once('message', (order: CaseOrder) => {
  const answer = (message: CaseAnswer): void => {
    process.send?.(message, () => process.exit());
  };
  (order.isPreparation ? prepare(order) : run(order)).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

async function run({ case: one, folder, root }: CaseOrder): Promise<CaseResult> {
  switch (one.workload) {
    case 'E1':
      return runEvaluate(one, folder);
    case 'E2':
      return runRealPack(one, root);
    case 'E3':
      return runGrowth(one, folder);
    case 'L1':
      return runOpen(one, openedFile(one, folder));
    case 'L2':
      return runActivate(one, folder);
    case 'S1':
      return runFanOut(one);
    case 'S2':
      return runWire(one, folder);
    case 'N1':
      return runCall(one, root);
    case 'W1':
      return runPaint(one, root);
  }
}

/** Files that a case would otherwise make while it is being measured, or next to what it measures. */
async function prepare({ case: one, folder }: CaseOrder): Promise<CaseResult> {
  if (one.workload === 'L1') openedFile(one, folder);
  else if (one.workload === 'E3') for (const size of one.sizes) segmentFile(folder, size);
  else if ('size' in one) segmentFile(folder, one.size);
  return { skipped: 'only prepared' };
}

function openedFile({ size, form }: Extract<Case, { workload: 'L1' }>, folder: string): string {
  if (form === 'segment') return segmentFile(folder, size);
  const encode = form === 'json' ? (source: object) => Buffer.from(JSON.stringify(source)) : pack;
  return sourceFile(folder, size, form, encode);
}
