import type { Encounter, KnowledgePoint, RuleDefinition, RuleSource } from '@forecheck/core';

/** Ceilings between which the example goes back and forth, in fen: made up, as everything of this rule's amounts. */
export const CEILINGS_FEN = [3200, 2800] as const;

const RULE = 'nhsa-2025-14';
const NURSING = 'sample-14-001';

/**
 * What a bureau writes to lower one price ceiling: the one row that says so, and the rule with examples that fit it, because
 * a rule whose examples do not hold is not published.
 */
export function changeCeiling(source: RuleSource, ceilingFen: number): RuleSource {
  const rule = found(source.rules?.find(({ id }) => id === RULE));
  const row = found(source.knowledge?.find(({ id }) => id === NURSING));
  return {
    formatVersion: 1,
    id: `nursing-ceiling-${ceilingFen}`,
    layer: source.layer,
    rules: [withExamplesAt(rule, ceilingFen)],
    knowledge: [{ ...row, parameters: { maxFenByLevel: { tertiary: ceilingFen } } } as KnowledgePoint],
  };
}

/** The examples that stood at the first ceiling, and a fen above it, moved to another. */
function withExamplesAt(rule: RuleDefinition, ceilingFen: number): RuleDefinition {
  const [first] = CEILINGS_FEN;
  const examples = (rule.examples ?? []).map((example) => {
    const encounter = example.encounter as Encounter;
    const items = encounter.items.map((item) =>
      item.unitPriceFen === undefined
        ? item
        : { ...item, unitPriceFen: Number(item.unitPriceFen) - first + ceilingFen },
    );
    return { ...example, encounter: { ...encounter, items } };
  });
  return { ...rule, examples };
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the sample source is not what this example was written for');
  return value;
}
