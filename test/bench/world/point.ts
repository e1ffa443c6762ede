/**
 * One knowledge point as a program that knows only these six kinds would keep it. The references are built from these
 * records, ours from the rule source made of the same records.
 */
export type Point =
  | PointOf<'sex', { readonly sex: 'male' | 'female' }>
  | PointOf<'age', { readonly yearsMin: number; readonly yearsBelow: number }>
  | PointOf<'indication', { readonly prefixes: readonly string[] }>
  | PointOf<'pair', { readonly other: string }>
  | PointOf<'quantity', { readonly max: number }>
  | PointOf<'level', { readonly levelMin: Level }>
  | PointOf<'class', { readonly classPrefix: string }>;

export type PointKind = Point['kind'];
export type Level = 'primary' | 'secondary' | 'tertiary';

type PointOf<Kind extends string, Condition> = Condition & {
  readonly kind: Kind;
  readonly id: string;
  /** The item that it is about; empty for a class, which has `classPrefix`. */
  readonly code: string;
};

/** Lowest first. */
export const LEVELS: readonly Level[] = ['primary', 'secondary', 'tertiary'];

/** The class of a drug code: `X`, then the five characters of its ATC class. */
export const CLASS_LENGTH = 6;
