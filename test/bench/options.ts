import { parseArgs } from 'node:util';
import type { WorkloadId } from './case.ts';
import type { PlanOptions } from './plan.ts';

export interface BenchOptions extends PlanOptions {
  /** File to write everything to. */
  readonly jsonFile: string | undefined;
  /** Fixtures kept from one run to the next; absent: made anew and thrown away. */
  readonly fixtures: string | undefined;
}

/** Options of the command line. @throws {Error} for any that is not known. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      fixtures: { type: 'string' },
    },
  });
  const only = values.only.flatMap((list) => list.split(','));
  const unknown = only.filter((id) => !WORKLOADS.includes(id as WorkloadId));
  if (unknown.length > 0)
    throw new Error(`unknown workload \`${unknown.join('`, `')}\`; there are ${WORKLOADS.join(', ')}`);
  return {
    isQuick: values.quick,
    only: only as readonly WorkloadId[],
    jsonFile: values.json,
    fixtures: values.fixtures,
  };
}

const WORKLOADS: readonly WorkloadId[] = ['E1', 'E2', 'E3', 'L1', 'L2', 'S1', 'S2', 'N1', 'W1'];
