import type { RuleLogic } from '../../source/rule-logic.ts';
import type { RuleDefinition } from '../../source/rule-source.ts';
import { type Application, applicationsOf, type Check } from '../check.ts';
import { findMode, type Mode } from '../mode-table.ts';
import type { Report, ReportedRow } from '../report.ts';
import type { Row, SourceView, Surroundings } from '../source-view.ts';

/** Kind and mode exist; each parameter is one that the mode takes, in its form; none that it needs is missing. */
export const checkParameters: Check = (view, report, around) => {
  for (const rule of view.rules) {
    const { logic } = rule.content;
    const mode = findMode(logic);
    if (mode === undefined) report.add('logic-unknown', rule, 'logic', 'there is no such kind and mode');
    else checkRecord(logic.parameters ?? {}, mode, rule, 'logic.parameters', report);
    checkSameLogic(rule, view, report, around);
  }
  for (const point of view.knowledge) {
    const applications = applicationsOf(point, view, around);
    const seen = new Set<Mode>();
    for (const application of applications) {
      // Versions of a rule mostly differ in words; one report per mode is enough.
      if (seen.has(application.mode)) continue;
      seen.add(application.mode);
      checkRecord(point.content.parameters ?? {}, application.mode, point, 'parameters', report);
      checkRequired(application, report);
      checkWindow(application, report);
    }
  }
};

/** Knowledge points are written for one kind and mode; under another their parameters would be read wrongly. */
function checkSameLogic(rule: Row<RuleDefinition>, view: SourceView, report: Report, around: Surroundings): void {
  const { kind, mode } = rule.content.logic;
  const first = view.rulesById.get(rule.id)?.[0]?.content.logic;
  for (const other of [first, around.knownRules.get(rule.id)]) {
    if (other === undefined || (other.kind === kind && other.mode === mode)) continue;
    report.add('logic-differs', rule, 'logic', `another version of \`${rule.id}\` is \`${other.kind}.${other.mode}\``);
    return;
  }
}

function checkRecord(
  parameters: NonNullable<RuleLogic['parameters']> | Readonly<Record<string, unknown>>,
  mode: Mode,
  row: ReportedRow,
  root: string,
  report: Report,
): void {
  for (const [name, value] of Object.entries(parameters)) {
    const guard = Object.hasOwn(mode.parameters, name) ? mode.parameters[name] : undefined;
    if (guard === undefined) {
      const known = Object.keys(mode.parameters).map((it) => `\`${it}\``);
      const takes = known.length === 0 ? 'takes no parameters' : `takes ${known.join(', ')}`;
      report.add(
        'parameter-unknown',
        row,
        `${root}.${name}`,
        `\`${name}\` is not a parameter of this mode, which ${takes}`,
      );
      continue;
    }
    const fault = value === undefined ? undefined : guard.fault(value);
    if (fault === undefined) continue;
    const code = fault.isImprecise === true ? 'decimal-imprecise' : 'parameter-malformed';
    report.add(code, row, `${root}.${name}${fault.path}`, `\`${name}${fault.path}\` is not ${fault.expected}`);
  }
  const given: Readonly<Record<string, unknown>> = parameters;
  if (given['allow'] !== undefined && given['deny'] !== undefined) {
    report.add('allow-deny-ambiguous', row, root, 'both `allow` and `deny` are given');
  }
}

function checkRequired({ point, mode, parameters }: Application, report: Report): void {
  for (const names of mode.required) {
    if (names.some((name) => parameters[name] !== undefined)) continue;
    const listed = names.map((name) => `\`${name}\``).join(' or ');
    report.add('parameter-missing', point, 'parameters', `neither the rule nor the knowledge point gives ${listed}`);
  }
}

function checkWindow({ point, mode, parameters }: Application, report: Report): void {
  if (!Object.hasOwn(mode.parameters, 'window') || parameters['window'] !== undefined) return;
  report.add('window-presumed', point, 'parameters', 'no window is given, so the visit is taken');
}
