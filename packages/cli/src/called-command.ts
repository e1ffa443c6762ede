import { setTimeout } from 'node:timers/promises';
import { callCommand } from './call-command.ts';
import { type RecordedTerminal, type RecordedTerminalOptions, recordTerminal } from './recorded-terminal.ts';

/** What a command line, called inside a test, left behind. */
export interface CalledCommand {
  readonly exit: number;
  readonly output: string;
  readonly errors: string;
}

/** Calls a command line without a process of its own. */
export async function call(words: readonly string[], options: RecordedTerminalOptions = {}): Promise<CalledCommand> {
  const terminal = recordTerminal(options);
  const exit = await callCommand(words, terminal);
  return { exit, output: terminal.output(), errors: terminal.errors() };
}

/** A command line that runs until it is interrupted, called inside a test. */
export interface StartedCommand {
  readonly terminal: RecordedTerminal;
  /** Resolves with what was printed when it matches; rejects with all that was said when the command ends before. */
  until(printed: RegExp): Promise<string>;
  /** Interrupts it, as Ctrl-C does; resolves with its exit code. */
  stop(): Promise<number>;
}

/** Starts a command line without a process of its own. */
export function startCommand(words: readonly string[]): StartedCommand {
  const terminal = recordTerminal();
  let exit: number | undefined;
  const ended = callCommand(words, terminal).then((code) => {
    exit = code;
    return code;
  });
  return {
    terminal,
    async until(printed) {
      while (!printed.test(terminal.output())) {
        if (exit !== undefined) throw new Error(`ended with ${exit}: ${terminal.output()}${terminal.errors()}`);
        await setTimeout(INTERVAL_MS);
      }
      return terminal.output();
    },
    stop() {
      terminal.interrupt();
      return ended;
    },
  };
}

const INTERVAL_MS = 10;
