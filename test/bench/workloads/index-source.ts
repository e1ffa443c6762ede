import type { CatalogueItem, Encounter, KnowledgePoint, RuleSource } from '@forecheck/core';

/**
 * What a program does with decoded rows before it can answer: a `Map` of the catalogue and one of the knowledge points.
 * The answer is the knowledge points to look at, so that no time goes into judging them.
 */
export function indexSource({ catalogue = [], knowledge = [] }: RuleSource): (encounter: Encounter) => unknown {
  const rowByCode = new Map<string, CatalogueItem>();
  for (const row of catalogue) rowByCode.set(row.code, row);
  const pointsByPattern = new Map<string, KnowledgePoint[]>();
  for (const point of knowledge) {
    for (const pattern of point.items) {
      const points = pointsByPattern.get(pattern);
      if (points === undefined) pointsByPattern.set(pattern, [point]);
      else points.push(point);
    }
  }
  return ({ items }) =>
    items.map(({ code }) => [
      rowByCode.get(code!),
      pointsByPattern.get(code!),
      pointsByPattern.get(`${code!.slice(0, 6)}*`),
    ]);
}
