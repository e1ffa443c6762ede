import { type CliErrorCode, isCliError } from './error.ts';

/** What the exit code of `forecheck` means. Public API: scripts test it. */
export const EXIT = {
  /** Done, and nothing to object to. */
  ok: 0,
  /** Done, and there is something to mend: lint errors, failing examples, cases that an implementation answers wrongly. */
  findings: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** A file cannot be read or written, or what is in it is not what it should be. */
  input: 3,
  /** Our mistake. */
  internal: 4,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code that a failure leads to. A failure without one of our codes is a mistake of ours. */
export function exitCodeOf(error: unknown): ExitCode {
  if (isCliError(error)) return EXIT_BY_CODE[error.code] ?? EXIT.input;
  if (!hasCodeOfOurs(error)) return EXIT.internal;
  return FINDINGS_OF_OTHERS.has(error.code) ? EXIT.findings : EXIT.input;
}

/**
 * Whether it is an error of one of our packages: they all carry a code, a retry class and a detail. Their own tests
 * (`isCoreError` …) would load the packages only to report a mistyped option.
 */
export function hasCodeOfOurs(error: unknown): error is Error & CodedFailure {
  if (!(error instanceof Error)) return false;
  const { code, retry, detail } = error as Error & Partial<CodedFailure>;
  return typeof code === 'string' && typeof retry === 'string' && typeof detail === 'object' && detail !== null;
}

/** What every error of our packages has. */
export interface CodedFailure {
  readonly code: string;
  readonly retry: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

const EXIT_BY_CODE: Partial<Record<CliErrorCode, ExitCode>> = {
  'arguments-malformed': EXIT.usage,
  'command-unknown': EXIT.usage,
  'example-failed': EXIT.findings,
  'draft-mismatched': EXIT.findings,
};
/** What a bureau refuses to publish is told as `lint` and `compile` tell it. */
const FINDINGS_OF_OTHERS: ReadonlySet<string> = new Set(['lint-failed', 'example-failed']);
