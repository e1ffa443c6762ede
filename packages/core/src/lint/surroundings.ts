import type { RuleLogic } from '../source/rule-logic.ts';
import type { LintOptions } from './lint-source.ts';
import { readSource } from './read-source.ts';
import { startReport } from './report.ts';
import type { CatalogueIndex, EarlierRows, SourceView, Surroundings } from './source-view.ts';
import { groupBy } from './source-view.ts';

/** What the options tell about the world around the source. Rows of earlier sources in a wrong form are passed over. */
export function readSurroundings(view: SourceView, options: LintOptions): Surroundings {
  const earlier = options.earlier?.flatMap((source) => readSource(source, startReport().report) ?? []);
  const knownRules = new Map<string, RuleLogic>(options.knownRules ?? []);
  for (const source of earlier ?? []) for (const { id, content } of source.rules) knownRules.set(id, content.logic);
  const { diagnoses, operations } = options.codeLists ?? {};
  return {
    knownRules,
    catalogue: indexCatalogue([view, ...(earlier ?? [])]),
    ...(earlier === undefined ? {} : { earlier: collectRows(earlier) }),
    ...(diagnoses === undefined ? {} : { diagnoses: [...diagnoses].sort() }),
    ...(operations === undefined ? {} : { operations }),
  };
}

function indexCatalogue(views: readonly SourceView[]): CatalogueIndex {
  const byCode = groupBy(
    views.flatMap(({ catalogue }) => catalogue.map(({ content }) => content)),
    ({ code }) => code,
  );
  return { byCode, codes: [...byCode.keys()].sort() };
}

function collectRows(views: readonly SourceView[]): EarlierRows {
  return {
    rules: new Map(
      views.flatMap(({ layer, rules }) => rules.map(({ id, content }) => [id, { layer, definition: content }])),
    ),
    knowledge: new Map(
      views.flatMap(({ layer, knowledge }) => knowledge.map(({ id, content }) => [id, { layer, rule: content.rule }])),
    ),
    catalogue: new Map(views.flatMap(({ layer, catalogue }) => catalogue.map(({ id }) => [id, layer]))),
    mappings: new Map(views.flatMap(({ layer, mappings }) => mappings.map(({ id }) => [id, layer]))),
    policy: views.flatMap(({ layer, policy }) => policy.map(({ content }) => ({ layer, row: content }))),
  };
}
