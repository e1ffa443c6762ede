/** Bounds on age, absent where open. */
export interface AgeRange {
  readonly yearsMin?: number;
  readonly yearsBelow?: number;
  readonly daysMin?: number;
  readonly daysMax?: number;
}

/** The bounds that parameters of the right form give. */
export function ageRangeOf(parameters: Readonly<Record<string, unknown>>): AgeRange {
  const range: Record<string, number> = {};
  for (const name of ['yearsMin', 'yearsBelow', 'daysMin', 'daysMax']) {
    const value = parameters[name];
    if (typeof value === 'number') range[name] = value;
  }
  return range;
}

/** Whether nobody is of such an age. A completed year has 365 or 366 days; both are given the benefit of the doubt. */
export function isAgeRangeEmpty({ yearsMin = 0, yearsBelow = OPEN, daysMin = 0, daysMax = OPEN }: AgeRange): boolean {
  return (
    yearsMin >= yearsBelow ||
    daysMin > daysMax ||
    // The youngest person of `yearsMin` completed years has lived that many years of 365 days.
    daysMax < yearsMin * 365 ||
    // The oldest person below `yearsBelow` has lived at most that many years of 366 days, less one day.
    daysMin > yearsBelow * 366 - 1
  );
}

/** The ages that meet both. */
export function intersectAges(a: AgeRange, b: AgeRange): AgeRange {
  return {
    yearsMin: Math.max(a.yearsMin ?? 0, b.yearsMin ?? 0),
    yearsBelow: Math.min(a.yearsBelow ?? OPEN, b.yearsBelow ?? OPEN),
    daysMin: Math.max(a.daysMin ?? 0, b.daysMin ?? 0),
    daysMax: Math.min(a.daysMax ?? OPEN, b.daysMax ?? OPEN),
  };
}

const OPEN = Number.MAX_SAFE_INTEGER;
