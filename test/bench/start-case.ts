import { fork } from 'node:child_process';
import { ROOT } from '../../scripts/workspace.ts';
import type { Case, CaseResult } from './case.ts';
import type { CaseAnswer, CaseOrder } from './case-process.ts';

/** Where cases run, and how long they may take. */
export interface CaseOptions {
  /** Script that `case-process.ts` was bundled into. */
  readonly script: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * What a case found, in a process of its own: one engine's compiled code, caches and garbage are not another's.
 *
 * Never rejects: a case that fails is reported as failed, with what it said.
 */
export async function startCase(one: Case, options: CaseOptions): Promise<CaseResult> {
  const prepared = await order(one, options, true);
  return 'failed' in prepared ? prepared : order(one, options, false);
}

function order(one: Case, { script, folder, signal }: CaseOptions, isPreparation: boolean): Promise<CaseResult> {
  return new Promise((resolve) => {
    const child = fork(script, {
      execArgv: ['--expose-gc', `--max-old-space-size=${HEAP_MB}`],
      serialization: 'advanced',
    });
    let result: CaseResult = { failed: 'the process ended without an answer' };
    const stop = (): void => void child.kill();
    const timer = setTimeout(() => {
      result = { failed: `not finished after ${CASE_MS_MAX / 1000} s` };
      stop();
    }, CASE_MS_MAX);
    signal.addEventListener('abort', stop, { once: true });
    child.on('message', (answer: CaseAnswer) => {
      result = 'result' in answer ? answer.result : { failed: answer.failure };
    });
    child.on('error', (error) => {
      result = { failed: error.message };
    });
    child.on('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(result);
    });
    const message: CaseOrder = { case: one, folder, root: ROOT, isPreparation };
    child.send(message);
  });
}

/** Half a million knowledge points as objects, in three copies. */
const HEAP_MB = 8192;
const CASE_MS_MAX = 300_000;
