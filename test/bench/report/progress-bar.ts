import type { Case } from '../case.ts';
import { formatCount } from './format.ts';

/** What is being measured and how far along it is: redrawn on a terminal, one line a case elsewhere. */
export interface ProgressBar {
  start(index: number, total: number, one: Case): void;
  end(): void;
}

export function createProgressBar(stream: NodeJS.WriteStream): ProgressBar {
  const started = performance.now();
  return {
    start(index, total, one) {
      const seconds = `${Math.round((performance.now() - started) / 1000)} s`;
      if (!stream.isTTY) {
        stream.write(`${index + 1}/${total} ${describeCase(one)} (${seconds})\n`);
        return;
      }
      const filled = Math.round((index / total) * BAR_WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      const text = `${bar} ${index + 1}/${total} ${seconds} ${describeCase(one)}`;
      stream.write(`\r\u001b[K${text.slice(0, stream.columns - 1)}`);
    },
    end() {
      if (stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}

/** One line about a case. */
export function describeCase(one: Case): string {
  switch (one.workload) {
    case 'E1':
      return `E1 ${one.items} items, ${formatCount(one.size.points)} knowledge points, ${one.strings}, against ${one.against}`;
    case 'E2':
      return `E2 ${one.items} items and ${one.historyItems} history items on published rules`;
    case 'E3':
      return `E3 growth by ${one.axis}`;
    case 'L1':
      return `L1 open ${formatCount(one.size.rows)} rows as ${one.form}`;
    case 'L2':
      return `L2 ${one.activations} updates over ${formatCount(one.size.rows)} rows`;
    case 'S1':
      return `S1 urgent rules to ${formatCount(one.clients)} clients`;
    case 'S2':
      return `S2 bytes of updates of ${formatCount(one.size.rows + one.size.points)} rows`;
    case 'N1':
      return `N1 a 3101 message of ${one.items} lines to the plugin and back`;
    case 'W1':
      return `W1 painting ${one.alerts} alerts in a browser`;
  }
}

const BAR_WIDTH = 24;
