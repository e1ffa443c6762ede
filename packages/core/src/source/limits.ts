/** Bounds of what a rule source may say, beyond those that the interfaces and the segment format name. */

/** Longest passage of prose: a clause, a message, the regulator's words. */
export const LONG_TEXT_MAX = 10_000;
/** Greatest bound on age, in years or days alike: 200 years of days. */
export const AGE_BOUND_MAX = 73_050;
/** Greatest bound on years of age inside an indication. */
export const CONDITION_YEARS_MAX = 200;
/** Longest look-back, in days: a century, which means “at any time”. */
export const RECENCY_DAYS_MAX = 36_525;
/** Most days, times or different items that a bound may name. */
export const COUNT_BOUND_MAX = 1_000_000;
/** Greatest bound on an amount: one hundred million yuan. */
export const AMOUNT_FEN_MAX = 10_000_000_000;
/** Most different items of one class that may be allowed together. */
export const DISTINCT_TOGETHER_MAX = 1000;
/** Greatest numerator or denominator of a conversion between units. */
export const UNIT_FACTOR_MAX = 1_000_000_000;
