import type { KnowledgePoint } from '../source/rule-source.ts';

/**
 * Order of the knowledge rows: by their first item pattern, codes before prefixes, then by rule, id and day. An
 * evaluation that meets a code reads all rows of the code, so they are neighbours in memory.
 *
 * @param firsts - Reference to the first item pattern of each.
 */
export function sortKnowledge(knowledge: readonly KnowledgePoint[], firsts: Uint32Array): Uint32Array {
  return Uint32Array.from(knowledge.keys()).sort((a, b) => {
    const byItem = (firsts[a]! & 1) - (firsts[b]! & 1) || firsts[a]! - firsts[b]!;
    if (byItem !== 0) return byItem;
    const first = knowledge[a]!;
    const second = knowledge[b]!;
    return compare(first.rule, second.rule) || compare(first.id, second.id) || compare(first.from, second.from);
  });
}

/** Code-unit order; an absent day sorts before every date. */
function compare(a: string | undefined = '', b: string | undefined = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
