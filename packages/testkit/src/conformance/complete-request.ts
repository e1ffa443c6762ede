import type { Encounter, OrderItem, RuleDefinition, RuleSource } from '@forecheck/core';
import type { CaseFile, WrittenCase, WrittenEncounter, WrittenItem, WrittenRule, WrittenSource } from './case-file.ts';
import type { ConformanceRequest } from './implementation.ts';

/**
 * The whole question of one case: the case's own sources, else the file's, with everything filled in that
 * `docs/conformance.md` lets a case leave out. No fact about the person or the visit is ever filled in.
 */
export function completeRequest(file: CaseFile, written: WrittenCase): ConformanceRequest {
  const sources = listSources(written) ?? listSources(file) ?? [];
  return { sources: sources.map(completeSource), encounter: completeEncounter(written.encounter) };
}

function listSources({ source, sources }: Pick<CaseFile, 'source' | 'sources'>): readonly WrittenSource[] | undefined {
  return sources ?? (source && [source]);
}

function completeSource(written: WrittenSource, index: number): RuleSource {
  const { rules, catalogue, ...rest } = written;
  return {
    formatVersion: 1,
    id: `S${index + 1}`,
    layer: 'national',
    ...rest,
    ...(rules && { rules: rules.map(completeRule) }),
    ...(catalogue && { catalogue: catalogue.map((item) => ({ name: item.code, ...item })) }),
  };
}

function completeRule(written: WrittenRule): RuleDefinition {
  const text = { 'zh-CN': written.id, en: written.id };
  return {
    name: text,
    message: text,
    basis: [{ instrument: 'conformance' }],
    severity: 'warning',
    verdict: 'violation',
    fundScope: 'insurance',
    ...written,
  };
}

function completeEncounter(written: WrittenEncounter): Encounter {
  const { items = [], ...rest } = written;
  return { id: 'E1', asOf: '2026-07-01 09:00', phase: 'prompt', ...rest, items: items.flatMap(repeatItem) };
}

function repeatItem({ repeat, ...item }: WrittenItem): readonly OrderItem[] {
  if (repeat === undefined) return [item];
  return Array.from({ length: repeat }, (_, index) => ({ ...item, id: `${item.id}${index + 1}` }));
}
