import type { PolicyRow, RuleDefinition } from '../../source/rule-source.ts';
import type { Check } from '../check.ts';
import type { Report } from '../report.ts';
import { groupBy, type Row, type SourceView, type Surroundings } from '../source-view.ts';

/** Policy rows decide something, and one thing only. */
export const checkPolicy: Check = (view, report, around) => {
  for (const row of view.policy) checkMatchable(row, view, report, around);
  const groups = groupBy(view.policy, ({ content: { decision: _decision, mayLoosen: _mayLoosen, ...condition } }) =>
    JSON.stringify(CONDITIONS.map((name) => condition[name] ?? '')),
  );
  for (const rows of groups.values()) {
    const last = rows.at(-1);
    const others = rows.slice(0, -1).filter(({ content }) => content.decision !== last?.content.decision);
    if (last === undefined || others.length === 0) continue;
    const message = `row ${others[0]?.index} has the same condition and decides \`${others[0]?.content.decision}\``;
    report.add('policy-ambiguous', last, '', message);
  }
};

function checkMatchable(row: Row<PolicyRow>, view: SourceView, report: Report, around: Surroundings): void {
  const { rule } = row.content;
  if (rule === undefined) return;
  const own = view.rulesById.get(rule)?.map(({ content }) => content) ?? [];
  const earlier = around.earlier?.rules.get(rule)?.definition;
  const definitions = earlier === undefined ? own : [...own, earlier];
  if (definitions.length === 0) {
    if (around.knownRules.has(rule) || view.unreadableRules.has(rule)) return;
    report.add('policy-unmatchable', row, 'rule', `no rule \`${rule}\` is known`);
    return;
  }
  const [path] = (['verdict', 'severity', 'phase'] as const).filter(
    (name) => !definitions.some((definition) => fits(definition, name, row.content)),
  );
  if (path === undefined) return;
  report.add('policy-unmatchable', row, path, `rule \`${rule}\` never has this ${path}`);
}

function fits(definition: RuleDefinition, name: 'verdict' | 'severity' | 'phase', row: PolicyRow): boolean {
  if (name === 'phase') return row.phase === undefined || definition.phases?.includes(row.phase) !== false;
  return row[name] === undefined || row[name] === definition[name];
}

const CONDITIONS = ['rule', 'verdict', 'severity', 'phase', 'department'] as const;
