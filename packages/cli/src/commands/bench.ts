import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { CliError } from '../error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `forecheck bench`: the workloads of the checkout, on this machine. */
export const benchCommand = defineCommand({
  usage: 'bench [--quick] [--only <workload>]',
  description:
    'Measures how fast this machine evaluates, opens and activates, beside other engines. The workloads belong to a ' +
    'checkout of the repository and are not part of the installed package. What they are and how to read the tables ' +
    'is in test/bench/README.md.',
  options: {
    quick: { type: 'boolean', about: 'small sizes, done within a minute' },
    only: { type: 'string', value: '<workload>', multiple: true, about: 'E1, E2, E3, L1 or L2; may be repeated' },
  },
  examples: [{ line: 'forecheck bench --quick --only L2', about: 'activates small updates while evaluating' }],
  exitCodes: {
    [EXIT.ok]: 'measured, whether or not the budgets are met',
    [EXIT.findings]: 'a workload failed, or an engine’s hits differ from the others’',
  },
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('`bench` takes no argument; workloads are named by `--only`');
    const root = findCheckout();
    const folder = await mkdtemp(join(tmpdir(), 'forecheck-bench-'));
    const file = join(folder, 'results.json');
    try {
      const only = (options.only ?? []).flatMap((id) => ['--only', id]);
      const code = await start(root, [...(options.quick === true ? ['--quick'] : []), ...only, '--json', file], isJson);
      if (isJson && (code === EXIT.ok || code === EXIT.findings)) await terminal.print(await readFile(file, 'utf8'));
      return code;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

function start(root: string, args: readonly string[], isJson: boolean): Promise<ExitCode> {
  const script = join(root, 'test', 'bench', 'main.ts');
  const child = spawn(process.execPath, ['--conditions=@forecheck/source', script, ...args], {
    cwd: root,
    stdio: ['ignore', isJson ? 'ignore' : 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(KNOWN.find((known) => known === code) ?? EXIT.internal));
  });
}

/** The nearest checkout above the current folder, else above this file. */
function findCheckout(): string {
  for (const from of [process.cwd(), import.meta.dirname]) {
    for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'test', 'bench', 'main.ts'))) return folder;
    }
  }
  throw new CliError('file-unreadable', 'there are no workloads here; call it in a checkout of the repository');
}

const KNOWN: readonly ExitCode[] = [EXIT.ok, EXIT.findings, EXIT.usage];
