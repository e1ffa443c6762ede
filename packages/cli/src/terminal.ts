import { styleText } from 'node:util';
import { askSecret } from './ask-secret.ts';
import { CliError } from './error.ts';
import { exitCodeOf } from './exit-codes.ts';
import { formatFailure } from './format-failure.ts';
import { interruption } from './interruption.ts';

/** Where a command reads and writes. Results go to `print`, everything about them to `warn`. */
export interface Terminal {
  /**
   * Writes to standard output. Resolves when the stream can take more: await it, so that a slow reader slows us down
   * instead of filling the memory.
   */
  print(text: string): Promise<void>;
  /** Writes one line to standard error. */
  warn(line: string): void;
  /** Writes to standard error without a line end, for a line that is rewritten in place. */
  rewrite(text: string): void;
  /** Whether a person is looking at standard error: only then is progress shown. */
  readonly isWatched: boolean;
  /** The text in a colour, or as it is when standard output is not a terminal or `NO_COLOR` is set. */
  paint(style: Style, text: string): string;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** What a person answers, unseen; absent when nobody is there to be asked. */
  askSecret(question: string): Promise<string | undefined>;
  /** Aborted when the process is asked to end. Whoever has once looked at it has to end by itself. */
  readonly interruption: AbortSignal;
}

/** What colours are for. Nothing is told by colour alone. */
export type Style = 'red' | 'yellow' | 'green' | 'cyan' | 'dim' | 'bold';

/** The terminal, or the pipes, that the process was started with. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `head` closes the pipe when it has enough. That is no failure, and nobody is left to read the rest.
    if (error.code === 'EPIPE') process.exit();
    // A disk that is full, say. What was printed so far is incomplete, so the exit code has to say so.
    const failure = new CliError('file-unwritable', `cannot write to standard output: ${error.code ?? 'it failed'}`);
    stderr.write(`${formatFailure(failure, { isJson: process.argv.includes('--json') })}\n`);
    process.exit(exitCodeOf(failure));
  });
  return {
    print: (text) =>
      new Promise((resolve) => {
        if (stdout.write(text)) resolve();
        else stdout.once('drain', resolve);
      }),
    warn: (line) => void stderr.write(`${line}\n`),
    rewrite: (text) => void stderr.write(text),
    isWatched: stderr.isTTY === true && process.env['TERM'] !== 'dumb',
    // An empty `NO_COLOR` does not count as set: https://no-color.org.
    paint: (style, text) => (stdout.isTTY && !process.env['NO_COLOR'] ? styleText(style, text) : text),
    get input() {
      return stdin;
    },
    askSecret,
    get interruption() {
      return interruption();
    },
  };
}
