import { hashCode } from '../segment/hash.ts';
import type { Sections } from '../segment/layout.ts';
import { WITHDRAWAL_KINDS } from '../segment/layout.ts';
import { VERSIONS_MAX } from '../segment/limits.ts';
import { buildSlots } from '../segment/slots.ts';
import type { CodeMapping, Withdrawal } from '../source/rule-source.ts';
import { isId } from './check-knowledge.ts';
import { codeProblem } from './item-pattern.ts';
import { refuseOverlap, rowDays } from './row-days.ts';
import { sourceProblem } from './source-problem.ts';
import type { TextHeap } from './text-heap.ts';

/** Withdrawals in the order of kind and id, each once. */
export function encodeWithdrawals(withdrawn: readonly Withdrawal[], texts: TextHeap): Pick<Sections, 'withdrawals'> {
  const sorted = withdrawn.map(({ row, id }) => {
    const kind = WITHDRAWAL_KINDS.indexOf(row);
    if (kind < 0 || !isId(id)) throw sourceProblem('id-malformed', 'source', 'withdrawn');
    return { kind, id };
  });
  sorted.sort((a, b) => a.kind - b.kind || compare(a.id, b.id));
  const ints: number[] = [];
  sorted.forEach(({ kind, id }, index) => {
    const before = sorted[index - 1];
    if (before?.kind !== kind || before.id !== id) ints.push(kind, texts.add(id));
  });
  return { withdrawals: Int32Array.from(ints) };
}

/** Mappings in the order of local code and day, with their index. */
export function encodeMappings(
  mappings: readonly CodeMapping[],
  texts: TextHeap,
): Pick<Sections, 'mappings' | 'mappingSlots'> {
  const sorted = mappings.map((mapping) => {
    const { localCode, code } = mapping;
    if (!isId(localCode)) throw sourceProblem('id-malformed', 'mapping', String(localCode).slice(0, 50));
    const problem = codeProblem(code);
    if (problem !== undefined) throw sourceProblem(problem, 'mapping', localCode);
    return { localCode, code, ...rowDays(mapping, 'mapping', localCode) };
  });
  sorted.sort((a, b) => compare(a.localCode, b.localCode) || a.from - b.from);
  const ints: number[] = [];
  const hashes = new Uint32Array(sorted.length);
  let versions = 0;
  sorted.forEach((mapping, index) => {
    const before = sorted[index - 1];
    versions = before?.localCode === mapping.localCode ? versions + 1 : 1;
    if (versions > VERSIONS_MAX) throw sourceProblem('versions-excessive', 'mapping', mapping.localCode);
    if (before !== undefined && versions > 1) refuseOverlap([before, mapping], 'mapping', mapping.localCode);
    hashes[index] = hashCode(mapping.localCode);
    ints.push(texts.add(mapping.localCode), texts.add(mapping.code), mapping.from, mapping.to);
  });
  const mappingSlots = buildSlots(hashes);
  if (mappingSlots === undefined) throw sourceProblem('keys-colliding', 'source', 'mappings');
  return { mappings: Int32Array.from(ints), mappingSlots };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
