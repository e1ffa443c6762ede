import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './workspace.ts';

export interface Task {
  readonly name: string;
  /** Relative to the root: the script that Node runs. */
  readonly script: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly folder?: string;
}

/**
 * Runs every task, two at a time, and prints what the failed ones wrote.
 *
 * @returns How many failed.
 */
export async function runTasks(tasks: readonly Task[]): Promise<number> {
  const queue = [...tasks];
  let failures = 0;
  async function work(): Promise<void> {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      const { code, output } = await run(task);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${task.name}`);
      if (code === 0) continue;
      failures += 1;
      console.error(output);
    }
  }
  await Promise.all([work(), work()]);
  return failures;
}

function run({ script, args, folder }: Task): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: folder ?? ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
