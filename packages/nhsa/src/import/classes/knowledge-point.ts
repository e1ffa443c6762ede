import type { Basis, KnowledgePoint, RuleDefinition } from '@forecheck/core';
import type { PointSource, PublishedPoint } from '../points/published-point.ts';
import type { Period } from './asked-texts.ts';
import { isNationalCode } from './national-code.ts';
import type { PointOutcome } from './rule-class.ts';

/** The knowledge point of one published point, under the rule that judges or asks it. */
export function knowledgePoint(
  point: PublishedPoint,
  rule: RuleDefinition,
  outcome: Exclude<PointOutcome, { kind: 'set-aside' }>,
  period: Period,
): KnowledgePoint {
  const parameters =
    outcome.kind === 'decidable' ? outcome.parameters : outcome.visitTypes && { visitTypes: outcome.visitTypes };
  const items = outcome.kind === 'decidable' ? outcome.items : undefined;
  const others = outcome.kind === 'decidable' ? outcome.others : undefined;
  // A text that repeats a column (“日”, the name of a group) says nothing.
  const hasText = point.text !== '' && !Object.values(point.parameters).includes(point.text);
  return {
    id: point.id,
    rule: rule.id,
    items: items ?? point.codes.filter(isNationalCode),
    ...(others && { others }),
    ...(parameters && Object.keys(parameters).length > 0 && { parameters }),
    ...(point.name !== '' && { name: point.name }),
    ...(hasText && { text: point.text }),
    basis: pointBasis(point.source),
    ...(period.from && { from: period.from }),
    ...(period.to && { to: period.to }),
    ...(point.supersedes.length > 0 && { supersedes: point.supersedes }),
  };
}

/**
 * The question that is left when part of a restriction was decided: same words, same basis, same days, asked for the
 * items that nothing else asks about.
 */
export function remainderPoint(
  point: PublishedPoint,
  rule: RuleDefinition,
  items: readonly string[],
  outcome: Extract<PointOutcome, { kind: 'decidable' }>,
  period: Period,
): KnowledgePoint {
  const visitTypes = outcome.remainder?.visitTypes;
  const asked = { kind: 'prompt', ...(visitTypes && { visitTypes }) } as const;
  const { supersedes: _supersedes, ...row } = knowledgePoint(point, rule, asked, period);
  return { ...row, id: `${point.id}-rest`, items };
}

function pointBasis(source: PointSource): Basis {
  const batch = /^\d{2}$/.test(source.batch) ? `第${Number(source.batch)}批` : `${source.batch}更新`;
  return {
    instrument: source.batch === '' ? '医疗保障基金智能监管知识点' : `医疗保障基金智能监管知识点（${batch}）`,
    locator: source.annex === '' ? `${source.file} 第${source.line}行` : `${source.annex} 第${source.annexRow}行`,
    ...(source.publishedOn && { inForceFrom: source.publishedOn }),
  };
}
