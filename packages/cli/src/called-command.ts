import { callCommand } from './call-command.ts';
import { type RecordedTerminalOptions, recordTerminal } from './recorded-terminal.ts';

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
