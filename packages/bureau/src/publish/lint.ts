import type { NamedSegment, RuleId, RuleLogic, RuleSource } from '@forecheck/core';
import { type LintDiagnostic, lintSource } from '@forecheck/core/compile';
import { BureauError } from '../error.ts';

/**
 * What the linter says of a source, short of errors.
 *
 * @throws {@link BureauError} `lint-failed`: `detail.errors` (how many), `detail.first` (its code), `detail.path`
 */
export function lintOrRefuse(
  source: RuleSource,
  knownRules: ReadonlyMap<RuleId, RuleLogic>,
): readonly LintDiagnostic[] {
  const diagnostics = lintSource(source, { knownRules });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return diagnostics;
  const { code, path } = first;
  throw new BureauError('lint-failed', `\`${errors.length}\` errors, the first \`${code}\` at \`${path}\``, {
    errors: errors.length,
    first: code,
    path,
  });
}

/** Logic of all rules of segments, oldest first. */
export function knownRules(segments: readonly NamedSegment[]): ReadonlyMap<RuleId, RuleLogic> {
  const rules = new Map<RuleId, RuleLogic>();
  for (const { view } of segments) for (const { definition } of view.rules) rules.set(definition.id, definition.logic);
  return rules;
}
