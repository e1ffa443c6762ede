import type { Basis, KnowledgePoint, RuleDefinition } from '@forecheck/core';
import { ruleExamples } from './rule-examples.ts';

/** The rules that knowledge points use, with the remarks that annexes make about their classes. */
export class RuleCollector {
  readonly #rules = new Map<string, RuleDefinition>();
  readonly #notes = new Map<string, Basis[]>();

  use(rule: RuleDefinition): void {
    if (!this.#rules.has(rule.id)) this.#rules.set(rule.id, rule);
  }

  /** A remark of the annex becomes part of the basis, in the regulator's words. */
  addNote(rule: RuleDefinition, text: string): void {
    const instrument = rule.basis[0]?.instrument ?? '';
    const notes = this.#notes.get(rule.id) ?? [];
    this.#notes.set(rule.id, [...notes, { instrument, article: '附件说明', text }]);
  }

  /** By id, each with examples on one of the knowledge points. */
  rules(knowledge: readonly KnowledgePoint[]): readonly RuleDefinition[] {
    return [...this.#rules.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((rule) => {
        const basis = [...rule.basis, ...(this.#notes.get(rule.id) ?? [])];
        const points = knowledge.filter((row) => row.rule === rule.id);
        const point = typicalPoint(points);
        const examples = point === undefined ? [] : ruleExamples(rule, point, peerOf(point, points));
        return { ...rule, basis, ...(examples.length > 0 && { examples }) };
      });
  }
}

/** The first point still in force that has a code to itself, so that no other point of the rule speaks of it. */
function typicalPoint(points: readonly KnowledgePoint[]): KnowledgePoint | undefined {
  const uses = new Map<string, number>();
  const inForce = points.filter(({ to }) => to === undefined);
  for (const { items } of inForce) for (const code of items) uses.set(code, (uses.get(code) ?? 0) + 1);
  return inForce.find(({ items }) => items[0] !== undefined && uses.get(items[0]) === 1) ?? inForce[0];
}

/** Another code that some point of the rule judges with the same parameters: one of the same operation group, say. */
function peerOf(point: KnowledgePoint, points: readonly KnowledgePoint[]): string | undefined {
  const parameters = JSON.stringify(point.parameters);
  const peers = points.filter((other) => other.to === undefined && JSON.stringify(other.parameters) === parameters);
  return peers.flatMap(({ items }) => items).find((code) => !point.items.includes(code));
}
