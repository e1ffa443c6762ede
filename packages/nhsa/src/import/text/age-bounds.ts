import type { AgeParameters } from '@forecheck/core';
import { normaliseText } from './normalise-text.ts';
import { splitClauses } from './split-clauses.ts';

/**
 * Ages that a children-only restriction admits, or `undefined` when the text does not bound every one of its
 * alternatives. A bound that is absent is the rule's own: plain 儿童 gives `{}`.
 *
 * With several alternatives the widest bounds of them all: outside those no alternative can be met.
 */
export function childAgeBounds(text: string): Partial<AgeParameters> | undefined {
  const clauses = splitClauses(normaliseText(text)).map(clauseBounds);
  if (clauses.length === 0 || clauses.includes(undefined)) return undefined;
  const known = clauses as readonly ClauseBounds[];
  const yearsMin = Math.min(...known.map((bounds) => bounds.yearsMin ?? 0));
  const yearsBelow = Math.max(...known.map((bounds) => bounds.yearsBelow ?? Number.POSITIVE_INFINITY));
  return {
    ...(yearsMin > 0 && { yearsMin }),
    ...(Number.isFinite(yearsBelow) && { yearsBelow }),
  };
}

interface ClauseBounds {
  readonly yearsMin?: number;
  readonly yearsBelow?: number;
}

function clauseBounds(clause: string): ClauseBounds | undefined {
  // An alternative for adults too has no upper bound of its own, and the rule's must not be put on it.
  if (/成人|成年|岁以上(?!儿童)|老年/.test(clause.replace(/岁及(?:\d+岁)?以上/g, ''))) return undefined;
  const range = /(\d+)岁?[-~至](\d+)岁/.exec(clause);
  // 12岁, 至12岁 and 12岁以下 all admit the whole of the thirteenth year. Basis: Civil Code art. 1259, 以下 includes
  // the number itself.
  if (range !== null) return { yearsMin: Number(range[1]), yearsBelow: Number(range[2]) + 1 };
  const atLeast = /(?:≥(\d+)岁|(\d+)岁及(?:\d+岁)?以上)/.exec(clause);
  if (!/儿童|小儿|青少年/.test(clause)) return undefined;
  return atLeast === null ? {} : { yearsMin: Number(atLeast[1] ?? atLeast[2]) };
}
