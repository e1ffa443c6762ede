import { codeProblem, patternProblem } from '../../compile/item-pattern.ts';
import type { KnowledgePoint } from '../../source/rule-source.ts';
import { type Application, applicationsOf, type Check } from '../check.ts';
import type { Report } from '../report.ts';
import type { Row } from '../source-view.ts';

/** A knowledge point lists items, each once and written as a code or prefix, on the sides that its mode looks at. */
export const checkItems: Check = (view, report, around) => {
  for (const point of view.knowledge) {
    const { items, others } = point.content;
    if (items.length === 0) report.add('items-missing', point, 'items', 'no item is listed, so it never applies');
    checkPatterns(items, point, 'items', report);
    checkRedundancy(items, point, 'items', report);
    checkPatterns(others ?? [], point, 'others', report);
    checkRedundancy(others ?? [], point, 'others', report);
    checkSides(point, applicationsOf(point, view, around), report);
    checkFirstLine(point.content.parameters?.['firstLine'], point, 'parameters.firstLine', report);
  }
  for (const rule of view.rules) {
    const parameters: Readonly<Record<string, unknown>> = rule.content.logic.parameters ?? {};
    checkFirstLine(parameters['firstLine'], rule, 'logic.parameters.firstLine', report);
  }
  for (const rows of [view.catalogue, view.mappings]) {
    for (const row of rows) {
      const { code } = row.content;
      if (codeProblem(code) !== undefined)
        report.add('code-malformed', row, 'code', `\`${code}\` is not written as a code`);
    }
  }
};

function checkFirstLine(value: unknown, row: Row<unknown>, path: string, report: Report): void {
  if (Array.isArray(value))
    checkPatterns(
      value.filter((it) => typeof it === 'string'),
      row,
      path,
      report,
    );
}

function checkPatterns(patterns: readonly string[], row: Row<unknown>, path: string, report: Report): void {
  for (const [position, pattern] of patterns.entries()) {
    const problem = patternProblem(pattern);
    if (problem === 'prefix-short') {
      const message = `prefix \`${pattern}\` is too short to mean one group of items`;
      report.add('prefix-short', row, `${path}[${position}]`, message);
    } else if (problem !== undefined) {
      report.add('code-malformed', row, `${path}[${position}]`, `\`${pattern}\` is not written as a code or prefix`);
    }
  }
}

function checkRedundancy(patterns: readonly string[], row: Row<unknown>, path: string, report: Report): void {
  if (patterns.length < 2) return;
  const prefixes = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  const seen = new Set<string>();
  for (const [position, pattern] of patterns.entries()) {
    const code = pattern.endsWith('*') ? pattern.slice(0, -1) : pattern;
    const cover = prefixes.find((prefix) => code.startsWith(prefix) && `${prefix}*` !== pattern);
    if (cover === undefined && !seen.has(pattern)) {
      seen.add(pattern);
      continue;
    }
    const reason = cover === undefined ? 'is listed twice' : `is covered by \`${cover}*\``;
    report.add('item-redundant', row, `${path}[${position}]`, `\`${pattern}\` ${reason}`);
  }
}

function checkSides(point: Row<KnowledgePoint>, applications: readonly Application[], report: Report): void {
  const { items, others } = point.content;
  if (others?.length === 0) {
    report.add('others-missing', point, 'others', 'the other side is there, but lists nothing');
    return;
  }
  if (applications.length === 0) return;
  if (!applications.some(({ mode }) => mode.sides === 'two')) {
    if (others !== undefined) report.add('others-unexpected', point, 'others', 'the rule is not about pairs');
    return;
  }
  if (others === undefined) {
    report.add('others-missing', point, 'others', 'the rule is about pairs, and only one side is listed');
    return;
  }
  const otherSide = new Set(others);
  for (const [position, item] of items.entries()) {
    if (!otherSide.has(item)) continue;
    report.add('item-on-both-sides', point, `items[${position}]`, `\`${item}\` stands on both sides of the pair`);
  }
}
