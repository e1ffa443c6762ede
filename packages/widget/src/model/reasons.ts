import type { Decision, DisposerRole, LocalText, RuleId } from '@forecheck/core';

/** One of the coded reasons to go on against an alert (坚持使用的理由). */
export interface OverrideReason {
  /** Goes with the disposition, so that reasons can be counted. */
  readonly code: string;
  /** Left out: the locale's own words for the code, where it has some. */
  readonly label?: LocalText;
  /** Fewest characters of free text that it needs. Left out: none. */
  readonly textMin?: number;
  /** Only against these rules. Left out: all. */
  readonly rules?: readonly RuleId[];
  /** `true`: only to break the glass; `false`: never for that. Left out: both. */
  readonly isBreakGlass?: boolean;
}

/** Who may go on against alerts of a decision, by role. A decision that is left out is anybody's. */
export type Overriders = Readonly<Partial<Record<Decision, readonly DisposerRole[]>>>;

/** The reasons that may be given about some rules, `REASONS_MAX` at most. */
export function reasonsFor(
  reasons: readonly OverrideReason[],
  rules: readonly RuleId[],
  isBreakGlass: boolean,
): readonly OverrideReason[] {
  return reasons
    .filter((reason) => reason.isBreakGlass === undefined || reason.isBreakGlass === isBreakGlass)
    .filter(({ rules: only }) => only === undefined || rules.every((rule) => only.indexOf(rule) >= 0))
    .slice(0, REASONS_MAX);
}

/** Fewest characters of text that a reason needs: breaking the glass always needs some. */
export function textMinOf(reason: OverrideReason | undefined, isBreakGlass: boolean): number {
  const own = reason === undefined || reason.textMin === undefined ? 0 : reason.textMin;
  return isBreakGlass ? Math.max(own, TEXT_MIN) : own;
}

/** Characters as people count them: 𠮷 is one. */
export const countCharacters = (text: string): number => Array.from(text.trim()).length;

/** Seven coded ones and “other”: of longer lists people take the first. */
export const REASONS_MAX = 8;

/** Fewest characters of a free text that is to say something. */
export const TEXT_MIN = 5;

/**
 * What an institution gets that names none of its own. None promises an act that nobody would follow up; their words are
 * in the locale.
 */
export const DEFAULT_REASONS: readonly OverrideReason[] = [
  { code: 'rescue' },
  { code: 'no-alternative' },
  { code: 'specialist-advice' },
  { code: 'intolerance' },
  { code: 'documented-indication' },
  { code: 'facts-wrong', textMin: TEXT_MIN },
  { code: 'other', textMin: TEXT_MIN },
];
