import { SHORT_TEXT_MAX } from '../model/encounter.ts';
import { basisProblem, isRecord } from '../segment/check-definition.ts';
import { hashCode } from '../segment/hash.ts';
import { VERSIONS_MAX } from '../segment/limits.ts';
import type { KnowledgePoint } from '../source/rule-source.ts';
import { refuseOverlap, rowDays } from './row-days.ts';
import { sourceProblem } from './source-problem.ts';

/** @throws {@link CoreError} for a knowledge point that would make the segment wrong; its patterns are checked elsewhere. */
export function checkKnowledgePoint(point: KnowledgePoint): void {
  const { id } = point;
  if (!isId(id)) throw sourceProblem('id-malformed', 'knowledge', String(id).slice(0, SHORT_TEXT_MAX));
  rowDays(point, 'knowledge', id);
  if (!Array.isArray(point.items) || point.items.length === 0) throw sourceProblem('items-empty', 'knowledge', id);
  if (point.others !== undefined) {
    if (!Array.isArray(point.others) || point.others.length === 0) throw sourceProblem('items-empty', 'knowledge', id);
  }
  if (point.parameters !== undefined && !isRecord(point.parameters)) {
    throw sourceProblem('item-malformed', 'knowledge', id, { path: 'parameters' });
  }
  if (point.basis !== undefined && basisProblem(point.basis) !== undefined) {
    throw sourceProblem('item-malformed', 'knowledge', id, { path: 'basis' });
  }
  for (const superseded of point.supersedes ?? []) {
    if (!isId(superseded)) throw sourceProblem('id-malformed', 'knowledge', id, { path: 'supersedes' });
    // Its own earlier versions end where their `to` says; a newer segment's version replaces them anyway.
    if (superseded === id) throw sourceProblem('supersedes-itself', 'knowledge', id);
  }
}

/** @throws {@link CoreError} for knowledge points of one id in force on the same day, or more than `VERSIONS_MAX`. */
export function checkVersions(knowledge: readonly KnowledgePoint[]): void {
  const versionsById = new Map<string, KnowledgePoint[]>();
  const repeatedHashes = findRepeated(Uint32Array.from(knowledge, (point) => hashCode(point.id)));
  for (const point of repeatedHashes.size === 0 ? [] : knowledge) {
    if (!repeatedHashes.has(hashCode(point.id))) continue;
    const versions = versionsById.get(point.id);
    if (versions === undefined) versionsById.set(point.id, [point]);
    else versions.push(point);
  }
  for (const [id, versions] of versionsById) {
    if (versions.length > VERSIONS_MAX) throw sourceProblem('versions-excessive', 'knowledge', id);
    refuseOverlap(
      versions.map((point) => rowDays(point, 'knowledge', id)),
      'knowledge',
      id,
    );
  }
}

/** Values that occur more than once. Sorting numbers costs a tenth of a map of half a million ids. */
function findRepeated(values: Uint32Array): ReadonlySet<number> {
  const sorted = values.sort();
  const repeated = new Set<number>();
  for (let i = 1; i < sorted.length; i += 1) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i]!);
  return repeated;
}

/** Whether a value can name a row. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= SHORT_TEXT_MAX;
}
