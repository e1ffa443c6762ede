import type { KnowledgePoint, Withdrawal } from '../../source/rule-source.ts';
import type { Check } from '../check.ts';
import type { Report } from '../report.ts';
import type { EarlierRows, Row, SourceView, Surroundings } from '../source-view.ts';

/** Every id that a row names is there: in this source, or in an earlier one. */
export const checkReferences: Check = (view, report, around) => {
  for (const rule of view.rules) {
    const isUsed = view.knowledgeByRule.has(rule.id) || around.earlier?.rules.has(rule.id) === true;
    if (!isUsed) report.add('rule-unused', rule, '', 'no knowledge point of this source belongs to the rule');
  }
  const ruleByPoint = new Map(view.knowledge.map(({ id, content }) => [id, content.rule]));
  for (const point of view.knowledge) {
    checkRule(point, view, report, around);
    checkSuperseded(point, ruleByPoint, report, around);
  }
  if (view.withdrawals.length === 0) return;
  const own = {
    rule: new Set(view.rules.map(({ id }) => id)),
    knowledge: new Set(view.knowledge.map(({ id }) => id)),
    catalogue: new Set(view.catalogue.map(({ id }) => id)),
    mapping: new Set(view.mappings.map(({ id }) => id)),
  };
  for (const withdrawal of view.withdrawals) checkWithdrawal(withdrawal, own, report, around.earlier);
};

function checkRule(point: Row<KnowledgePoint>, view: SourceView, report: Report, around: Surroundings): void {
  const { rule } = point.content;
  if (view.rulesById.has(rule) || around.knownRules.has(rule) || view.unreadableRules.has(rule)) return;
  report.add('rule-unknown', point, 'rule', `no rule \`${rule}\` is known`);
}

function checkSuperseded(
  point: Row<KnowledgePoint>,
  ruleByPoint: ReadonlyMap<string, string>,
  report: Report,
  { earlier }: Surroundings,
): void {
  for (const [position, id] of (point.content.supersedes ?? []).entries()) {
    const path = `supersedes[${position}]`;
    const rule = ruleByPoint.get(id) ?? earlier?.knowledge.get(id)?.rule;
    if (rule === undefined) {
      const code = earlier === undefined ? 'supersedes-unverified' : 'supersedes-dangling';
      report.add(code, point, path, `knowledge point \`${id}\` is not in ${where(earlier)}`);
    } else if (rule !== point.content.rule) {
      report.add('supersedes-foreign', point, path, `knowledge point \`${id}\` belongs to rule \`${rule}\``);
    }
  }
}

function checkWithdrawal(
  withdrawal: Row<Withdrawal>,
  own: Readonly<Record<Withdrawal['row'], ReadonlySet<string>>>,
  report: Report,
  earlier: EarlierRows | undefined,
): void {
  const { row, id } = withdrawal.content;
  if (own[row].has(id)) {
    report.add('withdrawal-own', withdrawal, 'id', `${NAMES[row]} \`${id}\` stands in this very source`);
    return;
  }
  if (earlier !== undefined && EARLIER_ROWS[row](earlier).has(id)) return;
  const code = earlier === undefined ? 'withdrawal-unverified' : 'withdrawal-dangling';
  report.add(code, withdrawal, 'id', `${NAMES[row]} \`${id}\` is not in ${where(earlier)}`);
}

function where(earlier: EarlierRows | undefined): string {
  return earlier === undefined ? 'this source' : 'this source or an earlier one';
}

const EARLIER_ROWS: Readonly<Record<Withdrawal['row'], (earlier: EarlierRows) => ReadonlyMap<string, unknown>>> = {
  rule: (earlier) => earlier.rules,
  knowledge: (earlier) => earlier.knowledge,
  catalogue: (earlier) => earlier.catalogue,
  mapping: (earlier) => earlier.mappings,
};

const NAMES: Readonly<Record<Withdrawal['row'], string>> = {
  rule: 'rule',
  knowledge: 'knowledge point',
  catalogue: 'catalogue item',
  mapping: 'mapping',
};
