import type { Basis } from '../model/evaluation.ts';
import { listValues } from './list-field.ts';
import { LIST_NONE, ROW_BASIS, ROW_INTS } from './row.ts';
import type { SegmentView } from './view.ts';

/** The basis that a knowledge row states, or `undefined` when it states none. */
export function readBasis(view: SegmentView, row: number): Basis | undefined {
  const field = view.rows[row * ROW_INTS + ROW_BASIS]!;
  if (field === LIST_NONE) return undefined;
  const texts = listValues(view.lists, field);
  const basis: Partial<Record<keyof Basis, string>> = {};
  // In the order of the keys, so that a basis reads the same wherever it comes from.
  for (const key of SORTED) {
    const index = texts[BASIS_TEXTS.indexOf(key)] ?? 0;
    if (index !== 0 || key === 'instrument') basis[key] = view.text(index);
  }
  return basis as Basis;
}

/** Texts of a basis in the order of its list; those that most knowledge points have come first, the rest is cut off. */
export const BASIS_TEXTS = [
  'instrument',
  'locator',
  'article',
  'inForceFrom',
  'text',
] as const satisfies readonly (keyof Basis)[];
const SORTED = [...BASIS_TEXTS].sort();
