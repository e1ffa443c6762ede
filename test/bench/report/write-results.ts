import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Budget } from './budgets.ts';
import { formatUs } from './format.ts';
import { describeNothing, type Outcome } from './outcome.ts';
import { createPanels } from './panels.ts';
import { drawPanels } from './plot.ts';
import { formatMarkdown, type Table } from './table.ts';

/** A run, ready to be written down. */
export interface Results {
  readonly machine: Machine;
  readonly isQuick: boolean;
  /** Whether some workloads were left out. */
  readonly isPartial: boolean;
  readonly outcomes: readonly Outcome[];
  readonly budgets: readonly Budget[];
  readonly tables: readonly Table[];
}

/** What the numbers depend on, and nothing that would name the machine. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** What reading the clock costs; it is part of every time. */
  readonly clockUs: number;
}

/**
 * Writes a page and a plot, and returns their paths. Only a whole run takes the place of the committed `latest`; others
 * go into files that are not committed.
 */
export function writeResults(results: Results): readonly string[] {
  const folder = join(import.meta.dirname, '..', 'results');
  mkdirSync(folder, { recursive: true });
  const isSnapshot = !results.isQuick && !results.isPartial;
  const name = isSnapshot ? 'latest' : 'last-run';
  const panels = createPanels(results.outcomes);
  const files = [join(folder, `${name}.md`)];
  writeFileSync(files[0]!, formatPage(results, panels.length > 0 ? `${name}.svg` : undefined));
  if (panels.length > 0) {
    files.push(join(folder, `${name}.svg`));
    writeFileSync(files[1]!, drawPanels(panels));
  }
  return files.map((file) => relative(process.cwd(), file));
}

function formatPage({ machine, isQuick, tables, outcomes }: Results, plot: string | undefined): string {
  const nothing = describeNothing(outcomes).map((line) => `- ${line.split('\n')[0]}`);
  return [
    '# Measured by `npm run bench`',
    '',
    `${isQuick ? 'A quick run: its tails say little.' : 'A whole run.'} ${machine.cores} cores of ${machine.processor}, Node ${machine.node}; reading the clock costs ${formatUs(machine.clockUs)}, and is part of every time.`,
    '',
    ...(plot === undefined ? [] : [`![Medians by size](${plot})`, '']),
    ...tables.map(formatMarkdown),
    ...nothing,
  ]
    .join('\n')
    .replace(/\n*$/, '\n');
}
