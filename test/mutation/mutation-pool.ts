import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../scripts/workspace.ts';
import type { Mutant } from './find-mutants.ts';
import type { CaseFailure } from './judge-cases.ts';
import type { WorkerAnswer, WorkerRequest } from './mutation-worker.ts';

/** What became of one mutant. */
export interface MutantResult {
  readonly mutant: Mutant;
  /** Absent when nothing noticed it. */
  readonly noticedBy?: string;
}

/** What the core says to the cases as it is. */
export interface Baseline {
  readonly cases: number;
  readonly failures: readonly CaseFailure[];
  readonly elapsedMs: number;
}

/** A few child processes that judge mutants. */
export interface MutationPool {
  judgeUnchanged(): Promise<Baseline>;
  /** In the order given. `onProgress` is told how many are done and how many of them survived. */
  judge(
    mutants: readonly Mutant[],
    baseline: Baseline,
    onProgress: (done: number, survived: number) => void,
  ): Promise<readonly MutantResult[]>;
  close(): void;
}

export function openPool(jobs: number): MutationPool {
  const lanes = Array.from({ length: Math.max(1, jobs) }, () => openLane());

  return {
    async judgeUnchanged() {
      const begun = performance.now();
      const { cases, failures } = await lanes[0]!.ask({ excluded: [] }, BASELINE_TIMEOUT_MS);
      if (cases === 0) throw new Error(failures[0]?.difference ?? 'no conformance cases');
      return { cases, failures, elapsedMs: performance.now() - begun };
    },
    async judge(mutants, baseline, onProgress) {
      const excluded = baseline.failures.map(({ index }) => index);
      const timeoutMs = Math.max(TIMEOUT_MIN_MS, baseline.elapsedMs * 5);
      const results: MutantResult[] = [];
      let next = 0;
      let done = 0;
      let survived = 0;
      async function work(lane: Lane): Promise<void> {
        for (let index = next++; index < mutants.length; index = next++) {
          const mutant = mutants[index]!;
          const { failures } = await lane.ask({ mutant, excluded }, timeoutMs);
          const noticedBy = failures[0] && `${failures[0].suite}: ${failures[0].name || failures[0].difference}`;
          results[index] = noticedBy === undefined ? { mutant } : { mutant, noticedBy };
          done += 1;
          if (noticedBy === undefined) survived += 1;
          onProgress(done, survived);
        }
      }
      await Promise.all(lanes.map(work));
      return results;
    },
    close() {
      for (const lane of lanes) lane.close();
    },
  };
}

interface Lane {
  ask(request: WorkerRequest, timeoutMs: number): Promise<WorkerAnswer>;
  close(): void;
}

/** One child at a time; a child that does not answer in time is replaced, and its mutant counts as noticed. */
function openLane(): Lane {
  let child: ChildProcess | undefined;
  return {
    ask(request, timeoutMs) {
      child ??= fork(join(ROOT, 'test/mutation/mutation-worker.ts'), {
        execArgv: ['--conditions=@forecheck/source', '--no-warnings'],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      const asked = child;
      let complaint = '';
      const complain = (chunk: Buffer): void => {
        complaint += chunk;
      };
      return new Promise((resolve) => {
        const settle = (answer: WorkerAnswer): void => {
          clearTimeout(timer);
          asked.removeAllListeners();
          asked.stderr?.off('data', complain);
          resolve(answer);
        };
        const giveUp = (difference: string): void => {
          child = undefined;
          asked.kill('SIGKILL');
          settle({ cases: 0, failures: [{ index: -1, suite: '', name: '', difference }] });
        };
        const timer = setTimeout(() => giveUp('no answer in time'), timeoutMs);
        asked.once('message', (answer) => settle(answer as WorkerAnswer));
        asked.once('exit', () => giveUp(`the process ended: ${complaint}`));
        // Shown only when the process ends by itself: the bundler of one that was killed complains about that.
        asked.stderr?.on('data', complain);
        asked.send(request);
      });
    },
    close() {
      child?.disconnect();
      child = undefined;
    },
  };
}

/** The first bundle and the first run are cold. */
const BASELINE_TIMEOUT_MS = 120_000;
const TIMEOUT_MIN_MS = 10_000;
