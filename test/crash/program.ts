import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program in a process of its own, and every line that it wrote, however it ended. */
export interface Program {
  readonly child: ChildProcess;
  /** Resolves with the first line that begins so; rejects when the program ends without one. */
  line(beginning: string): Promise<string>;
  /** Ends it as loss of power would end it, as far as the kernel remembers. */
  kill(): void;
  /** Every whole line, once the program has ended. */
  readonly lines: Promise<readonly string[]>;
}

/** Starts a program of this folder, under another program (`prlimit`, `strace`) where one is given. */
export function startProgram(name: string, args: readonly string[], under: readonly string[] = []): Program {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const command = [...under, process.execPath, '--conditions=@forecheck/source', path, ...args];
  const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, complaint] = ['', ''];
  const waiting = new Set<() => void>();
  // A line without its end was being written.
  const wholeLines = (): readonly string[] => output.split('\n').slice(0, -1);
  child.stdout.on('data', (data) => {
    output += data;
    for (const look of waiting) look();
  });
  child.stderr.on('data', (data) => {
    complaint += data;
  });
  const lines = new Promise<readonly string[]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      for (const look of waiting) look();
      resolve(wholeLines());
    });
  });
  return {
    child,
    lines,
    kill: () => void child.kill('SIGKILL'),
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = wholeLines().find((line) => line.startsWith(beginning));
          if (found !== undefined) resolve(found);
          else if (child.exitCode !== null || child.signalCode !== null) reject(new Error(complaint || 'it ended'));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Where a command is, or `undefined`. */
export function findCommand(name: string): string | undefined {
  return ['/usr/bin', '/bin', '/usr/local/bin', '/sbin', '/usr/sbin']
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path));
}
