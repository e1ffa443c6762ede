import type { Encounter, Evaluation } from '@forecheck/core';
import type { PlainAlert } from '../references/reference.ts';

/** One text per broken knowledge point and item, sorted: what two engines must agree on. */
export function hitsOf(alerts: readonly PlainAlert[]): readonly string[] {
  return alerts
    .flatMap(({ rule, knowledgePoint, items }) => items.map((id) => `${rule} ${knowledgePoint} ${id}`))
    .sort();
}

/** The same of an evaluation of ours, which must have been able to decide everything. */
export function hitsOfEvaluation(evaluation: Evaluation): readonly string[] {
  const { undetermined, unmapped, diagnostics, alerts } = evaluation;
  const isWhole = undetermined.length === 0 && unmapped.length === 0 && diagnostics.length === 0;
  if (!isWhole) throw new Error(`encounter ${evaluation.encounterId} is not decided wholly`);
  return hitsOf(alerts.map(({ offending, ...alert }) => ({ ...alert, items: offending, message: '' })));
}

/** How many encounters were compared within the time. @throws when any two answers differ. */
export async function compareHits(
  encounters: readonly Encounter[],
  oracle: (encounter: Encounter) => readonly string[],
  answer: (encounter: Encounter) => readonly string[] | Promise<readonly string[]>,
): Promise<number> {
  const until = performance.now() + COMPARE_MS;
  let compared = 0;
  for (const encounter of encounters) {
    const expected = oracle(encounter).join('\n');
    const found = (await answer(encounter)).join('\n');
    if (found !== expected) throw new Error(`hits differ on ${encounter.id}:\n${found}\ninstead of\n${expected}`);
    compared += 1;
    if (performance.now() > until && compared >= COMPARED_MIN) break;
  }
  return compared;
}

const COMPARE_MS = 3000;
const COMPARED_MIN = 8;
