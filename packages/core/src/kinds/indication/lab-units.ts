/**
 * A laboratory value in the unit of the bound, or `NaN` when the two units cannot be compared. Units are compared as
 * written; the few conversions that need no molar mass are exact.
 */
export function unitsAgree(scaled: number, unit: string, wanted: string): number {
  if (unit === wanted) return scaled;
  const from = MASS_PER_LITRE.get(unit);
  const to = MASS_PER_LITRE.get(wanted);
  return from === undefined || to === undefined ? NaN : (scaled * from) / to;
}

/** Micrograms per litre in one unit. */
const MASS_PER_LITRE: ReadonlyMap<string, number> = new Map([
  ['g/L', 1_000_000],
  ['g/dL', 10_000_000],
  ['mg/L', 1_000],
  ['mg/dL', 10_000],
  ['mg/mL', 1_000_000],
  ['ug/L', 1],
  ['μg/L', 1],
  ['ng/mL', 1],
  ['ug/mL', 1_000],
  ['μg/mL', 1_000],
]);
