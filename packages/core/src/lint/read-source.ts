import { isRecord } from '../segment/check-definition.ts';
import { LAYERS } from '../segment/declarations.ts';
import type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  PolicyRow,
  RuleDefinition,
  Withdrawal,
} from '../source/rule-source.ts';
import type { LintRow } from './diagnostic.ts';
import { type FieldGuard, findFaults, idText, longText, oneOf, optional, required } from './field-guard.ts';
import { LISTS, type Report } from './report.ts';
import {
  CATALOGUE_GUARDS,
  KNOWLEDGE_GUARDS,
  MAPPING_GUARDS,
  POLICY_GUARDS,
  RULE_GUARDS,
  WITHDRAWAL_GUARDS,
} from './row-guards.ts';
import { daysOf, groupBy, type Row, type SourceView } from './source-view.ts';

/**
 * The rows of a source that are in the right form; the others are reported. Takes any value, so that every check
 * behind it may trust the types. `undefined` when it is no source at all.
 */
export function readSource(source: unknown, report: Report): SourceView | undefined {
  if (!isRecord(source)) {
    report.add('source-malformed', undefined, '', 'this is not a rule source');
    return undefined;
  }
  if (source['formatVersion'] !== 1) {
    report.add('format-unsupported', undefined, 'formatVersion', 'only format version 1 is known');
    return undefined;
  }
  for (const { code, field, message } of findFaults(source, HEAD_GUARDS)) report.add(code, undefined, field, message);

  const unreadableRules = new Set<string>();
  const rows = <Content>(kind: LintRow['kind'], guards: Guards, idKey?: string): readonly Row<Content>[] =>
    readRows<Content>(source[LISTS[kind]], { kind, guards, idKey }, report, (id) => {
      if (kind === 'rule') unreadableRules.add(id);
    });
  const rules = rows<RuleDefinition>('rule', RULE_GUARDS, 'id');
  const knowledge = rows<KnowledgePoint>('knowledge', KNOWLEDGE_GUARDS, 'id');
  const layer = LAYERS.find((name) => name === source['layer']) ?? 'national';
  return {
    layer,
    rules,
    knowledge,
    catalogue: rows<CatalogueItem>('catalogue', CATALOGUE_GUARDS, 'code'),
    mappings: rows<CodeMapping>('mapping', MAPPING_GUARDS, 'localCode'),
    policy: rows<PolicyRow>('policy', POLICY_GUARDS),
    withdrawals: rows<Withdrawal>('withdrawal', WITHDRAWAL_GUARDS, 'id'),
    unreadableRules,
    rulesById: groupBy(rules, ({ id }) => id),
    knowledgeByRule: groupBy(knowledge, ({ content }) => content.rule),
  };
}

type Guards = Readonly<Record<string, FieldGuard>>;

function readRows<Content>(
  list: unknown,
  { kind, guards, idKey }: { kind: LintRow['kind']; guards: Guards; idKey: string | undefined },
  report: Report,
  refuse: (id: string) => void,
): readonly Row<Content>[] {
  if (!Array.isArray(list)) return [];
  const rows: Row<Content>[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const content: unknown = list[index];
    if (!isRecord(content)) {
      report.add('field-malformed', { kind, index, id: String(index) }, '', 'the row is not an object');
      continue;
    }
    const id = idKey !== undefined && typeof content[idKey] === 'string' ? content[idKey] : String(index);
    const faults = findFaults(content, guards);
    for (const { code, field, message } of faults) report.add(code, { kind, index, id }, field, message);
    // A property too many does not hide what the others say.
    if (faults.some(({ code }) => code !== 'field-unknown')) refuse(id);
    else rows.push({ kind, index, id, content: content as Content, ...daysOf(content) });
  }
  return rows;
}

const rowList = optional(required(Array.isArray, 'a list of rows'));

const HEAD_GUARDS: Guards = {
  formatVersion: required((value) => value === 1, '1'),
  id: idText,
  layer: oneOf(LAYERS),
  title: optional(longText),
  rules: rowList,
  knowledge: rowList,
  catalogue: rowList,
  mappings: rowList,
  policy: rowList,
  withdrawn: rowList,
};
