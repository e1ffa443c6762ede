import type { RuleLogic } from '../source/rule-logic.ts';

type KindOf<L> = L extends { readonly kind: infer K extends string; readonly mode: infer M extends string }
  ? `${K}.${M}`
  : never;
/** `kind.mode` of every rule logic there is. */
export type KindMode = KindOf<RuleLogic>;

/**
 * Number of each kind and mode inside a segment. Part of the segment format: numbers are never reused or renumbered.
 */
export const KIND_MODE_NUMBERS: Readonly<Record<KindMode, number>> = {
  'restrict.sex': 1,
  'restrict.age': 2,
  'restrict.insurance-type': 3,
  'restrict.visit-type': 4,
  'restrict.institution-level': 5,
  'restrict.department': 6,
  'restrict.prescriber': 7,
  'restrict.reproductive-state': 8,
  'indication.allow': 9,
  'indication.deny': 10,
  'indication.evidence': 11,
  'conflict.includes': 12,
  'conflict.excludes': 13,
  'conflict.same-class': 14,
  'limit.quantity': 15,
  'limit.times': 16,
  'limit.days': 17,
  'limit.min-gap': 18,
  'limit.supply': 19,
  'limit.amount': 20,
  'limit.distinct': 21,
  'price.ceiling': 22,
  'price.discount': 23,
  'coverage.never': 24,
  'coverage.composition': 25,
  'companion.required': 26,
  'companion.step': 27,
};
