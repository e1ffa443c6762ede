import type { AgeParameters } from '@forecheck/core';
import { normaliseText } from './normalise-text.ts';

/**
 * Ages of the group that an item is made for, by the name or remark of a service: 新生儿, 婴儿, 婴幼儿. `{}` for 儿童 and
 * 小儿, whose bound is the rule's own. `undefined` when no such group is named.
 *
 * The narrowest group named wins: the table's own column says 儿童 for all of them.
 */
export function childAgeGroup(...words: readonly string[]): Partial<AgeParameters> | undefined {
  const normal = normaliseText(words.join(' '));
  // Neonatal period as the catalogue of services uses it: the first 28 days of life.
  if (normal.includes('新生儿')) return { daysMax: 28 };
  // 婴幼儿 reaches to the third birthday, 婴儿 to the first.
  if (normal.includes('婴幼儿')) return { yearsBelow: 3 };
  if (normal.includes('婴儿')) return { yearsBelow: 1 };
  return /儿童|小儿/.test(normal) ? {} : undefined;
}
