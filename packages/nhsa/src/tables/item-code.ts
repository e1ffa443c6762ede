import type { OrderItemKind } from '@forecheck/core';

/**
 * What kind of item a national code names, by its form alone; `undefined` when it has none of the published forms.
 * Expects capitals.
 */
export function itemKindByCode(code: string): OrderItemKind | undefined {
  return KIND_BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
}

const KIND_BY_CODE: readonly (readonly [RegExp, OrderItemKind])[] = [
  [/^X[A-Z]\d{2}[A-Z]{2}[A-Z]\d{3}[A-Z]\d{3}\d{9}$/, 'drug'],
  [/^Z[A-Z0-9]{19}$/, 'drug'],
  [/^T(?:[A-Z0-9]{9}|\d[A-Z0-9]{18})$/, 'decoction-piece'],
  [/^C[A-Z0-9]{19}(?:\d{7})?$/, 'consumable'],
  [/^\d{15}$/, 'service'],
];
