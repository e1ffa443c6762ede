import { hashCode } from '../segment/hash.ts';
import type { Sections } from '../segment/layout.ts';
import { ROWS_MAX } from '../segment/limits.ts';
import { buildSlots } from '../segment/slots.ts';
import type { KnowledgePoint, RuleDefinition } from '../source/rule-source.ts';
import { checkKnowledgePoint, checkVersions } from './check-knowledge.ts';
import { encodeParameters } from './encode-parameters.ts';
import { patternProblem } from './item-pattern.ts';
import type { ListHeap } from './list-heap.ts';
import { createRowEncoder } from './row-encoder.ts';
import type { Dictionaries, SealedDictionaries } from './row-writer.ts';
import { collectPattern, createCollector, patternReferences } from './row-writer.ts';
import type { RuleNumbers } from './rule-numbers.ts';
import { sortKnowledge } from './sort-knowledge.ts';
import { sourceExcessive, sourceProblem } from './source-problem.ts';
import type { TextHeap } from './text-heap.ts';

type KnowledgeSections = Pick<Sections, 'rows' | 'rowParameters' | 'rowSlots' | 'supersessions'>;

/** Checks every knowledge point and adds the codes that it and its parameters name. */
export function collectKnowledge(
  rules: readonly RuleDefinition[],
  knowledge: readonly KnowledgePoint[],
  numbers: RuleNumbers,
  dictionaries: Dictionaries,
): void {
  const collector = createCollector(dictionaries);
  for (const rule of rules) encodeParameters(rule.logic, rule.logic.parameters, 'rule', rule.id, collector);
  for (const point of knowledge) {
    checkKnowledgePoint(point);
    collectPatterns(point.items, point.id, dictionaries);
    if (point.others !== undefined) collectPatterns(point.others, point.id, dictionaries);
    if (point.parameters === undefined) continue;
    encodeParameters(numbers.logicOf(point.rule), point.parameters, 'knowledge', point.id, collector);
  }
  checkVersions(knowledge);
}

/** Rule rows first, in the order given; then knowledge rows, those of one code side by side. */
export function encodeKnowledge(
  rules: readonly RuleDefinition[],
  knowledge: readonly KnowledgePoint[],
  numbers: RuleNumbers,
  dictionaries: SealedDictionaries,
  lists: ListHeap,
  texts: TextHeap,
): KnowledgeSections {
  const rowCount = rules.length + knowledge.length;
  if (rowCount > ROWS_MAX) throw sourceExcessive('rows', rowCount, ROWS_MAX);
  const encoder = createRowEncoder(rowCount, numbers, dictionaries, lists, texts);
  rules.forEach(encoder.encodeRule);
  const firsts = Uint32Array.from(knowledge, (point) => patternReferences(point.items, dictionaries)[0]!);
  const idHashes = new Uint32Array(knowledge.length);
  sortKnowledge(knowledge, firsts).forEach((index, position) => {
    const point = knowledge[index]!;
    encoder.encodePoint(point, rules.length + position);
    idHashes[position] = hashCode(point.id);
  });
  const rowSlots = buildSlots(idHashes);
  if (rowSlots === undefined) throw sourceProblem('keys-colliding', 'source', 'knowledge');
  const { rows, rowParameters, supersessions } = encoder;
  return { rows, rowParameters, rowSlots, supersessions: Int32Array.from(supersessions) };
}

function collectPatterns(patterns: readonly string[], id: string, dictionaries: Dictionaries): void {
  for (const pattern of patterns) {
    const problem = patternProblem(pattern);
    if (problem !== undefined) throw sourceProblem(problem, 'knowledge', id);
    collectPattern(pattern, dictionaries);
  }
}
