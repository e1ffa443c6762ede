import type { RuleLogic } from '../source/rule-logic.ts';
import type { KnowledgePoint, RuleDefinition } from '../source/rule-source.ts';
import { findMode, type Mode } from './mode-table.ts';
import type { Report } from './report.ts';
import { overlap, type Row, type SourceView, type Surroundings } from './source-view.ts';

/** One family of checks: looks at the whole source and reports. Never throws on a view. */
export type Check = (view: SourceView, report: Report, around: Surroundings) => void;

/** A knowledge point under one version of its rule. */
export interface Application {
  readonly point: Row<KnowledgePoint>;
  /** Absent when another source defines the rule. */
  readonly rule?: Row<RuleDefinition>;
  readonly logic: RuleLogic;
  readonly mode: Mode;
  /** The rule's parameters with those of the knowledge point over them. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * The knowledge point under every version of its rule that has a known mode and is in force together with it; when none
 * is, under all of them, so that its parameters are looked at all the same.
 */
export function applicationsOf(
  point: Row<KnowledgePoint>,
  view: SourceView,
  around: Surroundings,
): readonly Application[] {
  const versions = view.rulesById.get(point.content.rule);
  const known = around.knownRules.get(point.content.rule);
  if (versions === undefined) return known === undefined ? [] : applicationOf(point, known);
  const together = versions.filter((rule) => overlap(rule, point));
  return (together.length > 0 ? together : versions).flatMap((rule) => applicationOf(point, rule.content.logic, rule));
}

function applicationOf(
  point: Row<KnowledgePoint>,
  logic: RuleLogic,
  rule?: Row<RuleDefinition>,
): readonly Application[] {
  const mode = findMode(logic);
  if (mode === undefined) return [];
  const own: Readonly<Record<string, unknown>> = logic.parameters ?? {};
  const parameters = { ...withoutRivals(own, point.content.parameters), ...point.content.parameters };
  return [{ point, logic, mode, parameters, ...(rule === undefined ? {} : { rule }) }];
}

/** `allow` of the knowledge point takes the place of the rule's `deny`, and the other way round. */
function withoutRivals(
  own: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  if (given['allow'] === undefined && given['deny'] === undefined) return own;
  const { allow: _allow, deny: _deny, ...rest } = own;
  return rest;
}

/** `KP-1`, `KP-2` and 3 more. */
export function namesOf(ids: readonly string[], most = 3): string {
  const shown = ids.slice(0, most).map((id) => `\`${id}\``);
  return ids.length > most ? `${shown.join(', ')} and ${ids.length - most} more` : shown.join(', ');
}
