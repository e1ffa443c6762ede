import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ConformanceAnswer, ConformanceImplementation, ConformanceRequest } from '@forecheck/testkit';

/** A running program. */
export interface ConformanceProcess extends ConformanceImplementation {
  /** False when the shell said that there is no such program, or that it must not be started. */
  hasStarted(): boolean;
  close(): Promise<void>;
}

/**
 * A program in any language as an implementation: one question per line to its standard input, one answer per line
 * from its standard output, strictly in turn. Its standard error is passed through.
 *
 * `evaluate` rejects when the program answers with an error or with another question's id, has ended, or takes longer
 * than `timeoutMs`; after the last two every further question is rejected at once.
 */
export function startConformanceProcess(command: string, timeoutMs: number): ConformanceProcess {
  // The command is what the user typed, arguments and all, so a shell reads it. A process group of its own lets the
  // program be ended together with the shell around it.
  const child = spawn(command, { shell: true, detached: HAS_PROCESS_GROUPS, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close').then(
    ([code]) => new Error(`the program ended with code ${code}`),
    (error: unknown) => error as Error,
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // A program that ends early closes its input under us; `ended` is what tells about it.
  child.stdin.on('error', () => undefined);

  let failure: Error | undefined;
  let questions = 0;

  async function nextLine(): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      const { done, value } = await Promise.race([lines.next(), late]);
      if (done) throw await Promise.race([ended, late]);
      return value;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async evaluate(request: ConformanceRequest) {
      if (failure) throw failure;
      questions += 1;
      const id = String(questions);
      child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
      return readAnswer(await nextLine(), id);
    },
    hasStarted: () => !UNSTARTED.includes(child.exitCode ?? 0),
    async close() {
      child.stdin.end();
      if (failure) endNow(child);
      const timer = setTimeout(() => endNow(child), timeoutMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function readAnswer(line: string, id: string): ConformanceAnswer {
  const answer = parseLine(line) as { id?: unknown; evaluation?: ConformanceAnswer; error?: unknown } | null;
  if (answer?.id !== id) throw new Error(`the answer is not to question \`${id}\``);
  if (answer.error !== undefined) throw new Error(`the program says: ${String(answer.error)}`);
  if (!Array.isArray(answer.evaluation?.alerts)) throw new Error('the answer has no `evaluation.alerts`');
  return answer.evaluation;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error('the answer is not one line of JSON');
  }
}

function endNow(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (HAS_PROCESS_GROUPS) process.kill(-child.pid, 'SIGKILL');
    else child.kill();
  } catch {
    // It ended in the meantime.
  }
}

/** What shells say of a program that may not be started or is not there: POSIX, and the one of Windows. */
const UNSTARTED: readonly number[] = [126, 127, 9009];
const HAS_PROCESS_GROUPS = process.platform !== 'win32';
