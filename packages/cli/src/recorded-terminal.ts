import type { Terminal } from './terminal.ts';

/** A terminal for tests: it keeps what was written. */
export interface RecordedTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
  /** As Ctrl-C does. */
  interrupt(): void;
}

/** What stands behind the terminal. */
export interface RecordedTerminalOptions {
  /** Standard input, in pieces. */
  readonly input?: readonly (string | Uint8Array)[];
  readonly isWatched?: boolean;
  /** Paints as `<style>text</style>`. */
  readonly isColoured?: boolean;
  /** What a person answers, in this order; nobody is there when it is absent. */
  readonly secrets?: readonly string[];
}

/** A terminal that writes nowhere. */
export function recordTerminal(options: RecordedTerminalOptions = {}): RecordedTerminal {
  let output = '';
  let errors = '';
  const secrets = [...(options.secrets ?? [])];
  const controller = new AbortController();
  return {
    print: async (text) => {
      output += text;
    },
    warn: (line) => {
      errors += `${line}\n`;
    },
    rewrite: (text) => {
      errors += text;
    },
    isWatched: options.isWatched ?? false,
    paint: (style, text) => (options.isColoured ? `<${style}>${text}</${style}>` : text),
    input: bytesOf(options.input ?? []),
    askSecret: async () => secrets.shift(),
    interruption: controller.signal,
    interrupt: () => controller.abort(),
    output: () => output,
    errors: () => errors,
  };
}

/** Pieces of input as a stream gives them. */
export async function* bytesOf(pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}
