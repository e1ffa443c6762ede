import type { RuleId } from '../model/ids.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { CHECKS } from './check-table.ts';
import type { LintDiagnostic } from './diagnostic.ts';
import { readSource } from './read-source.ts';
import { startReport } from './report.ts';
import { readSurroundings } from './surroundings.ts';

/** What may be known beyond the source; the more of it, the more is found. */
export interface LintOptions {
  /** Logic of rules that other sources define. */
  readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
  /** Sources that are already in force, oldest first: of wider layers, or earlier ones of the same layer. */
  readonly earlier?: readonly RuleSource[];
  readonly codeLists?: {
    /** ICD-10 codes, as the code list writes them. */
    readonly diagnoses?: ReadonlySet<string>;
    /** ICD-9-CM-3 codes. */
    readonly operations?: ReadonlySet<string>;
  };
}

/**
 * What a policy expert should look at before the source is published, in the order of the source, at most
 * `LINT_DIAGNOSTICS_MAX`. Empty when nothing was found.
 *
 * Never throws, whatever it is given. A source that compiling would refuse has at least one `error`.
 *
 * Cost: O(rows × log rows).
 */
export function lintSource(source: RuleSource, options: LintOptions = {}): readonly LintDiagnostic[] {
  const { report, finish } = startReport();
  const view = readSource(source, report);
  if (view !== undefined) {
    const around = readSurroundings(view, options);
    for (const check of CHECKS) check(view, report, around);
  }
  return finish();
}
