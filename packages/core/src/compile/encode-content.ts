import { definitionProblem, policyProblem } from '../segment/check-definition.ts';
import { LAYERS } from '../segment/declarations.ts';
import type { Sections } from '../segment/layout.ts';
import { DECLARATION_BYTES_MAX, POLICY_ROWS_MAX, RULES_MAX } from '../segment/limits.ts';
import { utf8Length, writeUtf8 } from '../segment/utf8.ts';
import { writeSegment } from '../segment/write.ts';
import type { RuleDefinition } from '../source/rule-source.ts';
import { buildCodeEntries, buildPrefixEntries } from './build-entries.ts';
import { canonicalJson } from './canonical-json.ts';
import type { SegmentContent } from './content.ts';
import { createDictionary } from './dictionary-builder.ts';
import { collectCatalogue, encodeCatalogue } from './encode-catalogue.ts';
import { collectKnowledge, encodeKnowledge } from './encode-knowledge.ts';
import { encodeMappings, encodeWithdrawals } from './encode-minor.ts';
import { createListHeap } from './list-heap.ts';
import type { Dictionaries } from './row-writer.ts';
import { resolveRules } from './rule-numbers.ts';
import { sourceExcessive, sourceProblem } from './source-problem.ts';
import { createTextHeap } from './text-heap.ts';

/** The bytes of a segment with this content. @throws {@link CoreError} as `compileSegment` says. */
export function encodeContent(content: SegmentContent): Uint8Array {
  checkHead(content);
  const rules = [...content.rules].sort(byIdAndDay);
  const numbers = resolveRules(rules, content.knowledge, content.knownRules);
  const dictionaries: Dictionaries = {
    codes: createDictionary('codes', content.catalogue.length),
    prefixes: createDictionary('prefixes'),
    diagnoses: createDictionary('diagnoses'),
  };
  collectCatalogue(content.catalogue, dictionaries);
  collectKnowledge(rules, content.knowledge, numbers, dictionaries);
  const codes = dictionaries.codes.seal();
  const prefixes = dictionaries.prefixes.seal();
  const diagnoses = dictionaries.diagnoses.seal();
  const texts = createTextHeap(content.catalogue.length + content.knowledge.length);
  const lists = createListHeap();
  const ruleNames = Uint32Array.from(numbers.ids.flatMap((id) => [texts.add(id), numbers.kindModeOf(id)]));
  const sealed = { codes, prefixes, diagnoses };
  const knowledge = encodeKnowledge(rules, content.knowledge, numbers, sealed, lists, texts);
  const posted = { rows: knowledge.rows, lists: lists.finish(), rowMin: rules.length };
  const { catalogue, catalogueStart } = encodeCatalogue(content.catalogue, sealed, lists, texts);
  const codeEntries = buildCodeEntries(posted, catalogueStart, sealed);
  const prefixEntries = buildPrefixEntries(posted, sealed);
  const sections: Omit<Sections, 'textStart' | 'textBytes' | 'lists'> = {
    declarations: encodeDeclarations(content, rules),
    codeClasses: codes.classes,
    codeBytes: codes.bytes,
    codeSlots: codes.slots,
    prefixClasses: prefixes.classes,
    prefixBytes: prefixes.bytes,
    prefixSlots: prefixes.slots,
    diagnosisClasses: diagnoses.classes,
    diagnosisBytes: diagnoses.bytes,
    diagnosisSlots: diagnoses.slots,
    ruleNames,
    ...knowledge,
    codeEntries: codeEntries.entries,
    postings: codeEntries.postings,
    prefixEntries: prefixEntries.entries,
    prefixPostings: prefixEntries.postings,
    catalogue,
    ...encodeWithdrawals(content.withdrawn, texts),
    ...encodeMappings(content.mappings, texts),
  };
  return writeSegment({ ...sections, lists: lists.finish(), ...texts.finish() });
}

function checkHead(content: SegmentContent): void {
  if (typeof content.id !== 'string' || content.id === '') throw sourceProblem('source-head', 'source', 'id');
  if (!LAYERS.includes(content.layer)) throw sourceProblem('source-head', 'source', 'layer');
  if (content.title !== undefined && typeof content.title !== 'string') {
    throw sourceProblem('source-head', 'source', 'title');
  }
  if (content.rules.length > RULES_MAX) throw sourceExcessive('rules', content.rules.length, RULES_MAX);
  if (content.policy.length > POLICY_ROWS_MAX) throw sourceExcessive('policy', content.policy.length, POLICY_ROWS_MAX);
  content.rules.forEach((rule, index) => {
    const path = definitionProblem(rule);
    if (path !== undefined) throw sourceProblem('rule-definition', 'rule', rule?.id ?? index, { path });
  });
  content.policy.forEach((row, index) => {
    const path = policyProblem(row);
    if (path !== undefined) throw sourceProblem('policy-row', 'policy', index, { path });
  });
}

function encodeDeclarations(content: SegmentContent, rules: readonly RuleDefinition[]): Uint8Array {
  const json = canonicalJson({
    id: content.id,
    layer: content.layer,
    title: content.title,
    rules,
    policy: content.policy,
  });
  const length = utf8Length(json);
  if (length > DECLARATION_BYTES_MAX) throw sourceExcessive('declaration bytes', length, DECLARATION_BYTES_MAX);
  const bytes = new Uint8Array(length);
  writeUtf8(json, bytes, 0);
  return bytes;
}

function byIdAndDay(a: RuleDefinition, b: RuleDefinition): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  // An absent day sorts before every date.
  const from = a.from ?? '';
  const other = b.from ?? '';
  return from < other ? -1 : from > other ? 1 : 0;
}
