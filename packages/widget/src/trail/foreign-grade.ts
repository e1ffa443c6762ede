import type { Degree, Severity, Verdict } from '@forecheck/core';

/** A grade of another checker as one of ours. */
export interface ForeignGrade {
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly degree?: Degree;
  /** The code is on no list, so it was taken for the gravest. Worth a line in a log. */
  readonly isUnknown: boolean;
}

/** Versions of the lamp codes of rational-use checkers: the numbers mean different colours in each, and are in no order. */
export type LampVersion = 3 | 4;

/** The grade of a lamp code (PASS 警示灯). */
export function gradeOfLamp(version: LampVersion, code: string | number): ForeignGrade {
  return gradeOf(LAMPS[version], code);
}

/** The grade of `sev_deg` of the national interface: 1 明确违规, 2 高度可疑, 3 轻度可疑. */
export function gradeOfSevDeg(code: string | number): ForeignGrade {
  return gradeOf(SEV_DEG, code);
}

type Grade = Omit<ForeignGrade, 'isUnknown'>;

function gradeOf(table: Readonly<Record<string, Grade>>, code: string | number): ForeignGrade {
  const key = String(code).trim();
  const known = Object.keys(table).includes(key) ? table[key] : undefined;
  return known === undefined ? { ...GRAVEST, isUnknown: true } : { ...known, isUnknown: false };
}

const GRAVEST: Grade = { severity: 'critical', verdict: 'violation' };

const BLUE: Grade = { severity: 'info', verdict: 'notice' };
const YELLOW: Grade = { severity: 'info', verdict: 'suspected', degree: 'low' };
const ORANGE: Grade = { severity: 'warning', verdict: 'suspected', degree: 'low' };
const RED: Grade = { severity: 'warning', verdict: 'suspected', degree: 'high' };
const BLACK: Grade = GRAVEST;

const LAMPS: Readonly<Record<LampVersion, Readonly<Record<string, Grade>>>> = {
  3: { 0: BLUE, 1: YELLOW, 2: RED, 3: BLACK, 4: ORANGE },
  4: { 0: BLUE, 1: BLACK, 2: RED, 3: ORANGE, 4: YELLOW },
};

const SEV_DEG: Readonly<Record<string, Grade>> = {
  1: GRAVEST,
  2: { severity: 'warning', verdict: 'suspected', degree: 'high' },
  3: { severity: 'info', verdict: 'suspected', degree: 'low' },
};
