import type { LintDiagnostic, LintRow } from '@forecheck/core/compile';
import type { InspectedFolder } from './source-folder.ts';

/** A source and what was found in it. */
export interface LintedSource {
  readonly folder: string;
  /** Its id. */
  readonly source: string;
  readonly findings: readonly Finding[];
  /** Errors beyond the limit of a list. */
  readonly unlistedErrors: number;
}

/** One thing that was found, and where it stands on disk. */
export interface Finding extends Pick<LintDiagnostic, 'severity' | 'message' | 'hint'> {
  /** A lint code, or `row-malformed`: what stands there could not even be read. */
  readonly code: LintDiagnostic['code'] | 'row-malformed';
  /** Relative to the source folder; absent when it is about the source as a whole. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** Field: of the file or line when `row-malformed`, else of the source. */
  readonly path: string;
  readonly row?: LintRow;
}

/** Everything found in one source, what could not be read first. */
export function locateFindings(
  folder: string,
  { source, problems, problemCount, placeOf }: InspectedFolder,
  diagnostics: readonly LintDiagnostic[],
): LintedSource {
  const malformed = problems.map(
    (problem): Finding => ({ code: 'row-malformed', severity: 'error', ...problem, hint: MALFORMED_HINT }),
  );
  const located = diagnostics.map((diagnostic): Finding => ({ ...diagnostic, ...placeOf(diagnostic.path) }));
  return {
    folder,
    source: source.id,
    findings: [...malformed, ...located],
    unlistedErrors: problemCount - problems.length,
  };
}

const MALFORMED_HINT =
  'write it as `docs/rule-language.md` shows; what cannot be read is left out of all further checks';
