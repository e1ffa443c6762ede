import type { DispositionKind } from '@forecheck/core';
import type { CdsCoding } from './card.ts';
import { plainLine } from './markdown.ts';
import type { CompleteCdsSettings } from './settings.ts';
import type { CdsTexts, OverrideCode } from './texts.ts';

/** Code system of override reasons. */
const OVERRIDE_SYSTEM = 'urn:forecheck:code:override-reason';

/** The reasons that a card offers, by what may be done about its alert. */
export function overrideReasonsOf(
  dispositions: readonly DispositionKind[],
  { overrideReasons: words }: CdsTexts,
  { overrideReasons: own }: CompleteCdsSettings,
): readonly CdsCoding[] {
  const coding = (code: string, display: string): CdsCoding => ({ system: OVERRIDE_SYSTEM, code, display });
  const isReasoned = dispositions.includes('continue-with-reason');
  return [
    ...(isReasoned ? REASONS.map((code) => coding(code, words[code])) : []),
    ...(isReasoned ? Object.keys(own).map((code) => coding(code, plainLine(own[code]!))) : []),
    ...OTHER_DISPOSITIONS.filter(([kind]) => dispositions.includes(kind)).map(([, code]) => coding(code, words[code])),
    // The one that needs words of one's own stands last.
    ...(isReasoned ? [coding('other', words.other)] : []),
  ].filter(({ display }) => display !== '');
}

/** Whether a coding is one of ours: another system's code may look like it. A coding without a system is. */
export function isOwnReason(system: string | undefined): boolean {
  return system === undefined || system === OVERRIDE_SYSTEM;
}

/** The disposition that a reason of ours is: most are reasons to go on, two are dispositions of their own. */
export function dispositionOfReason(code: string | undefined): DispositionKind {
  return OTHER_DISPOSITIONS.find(([, reason]) => reason === code)?.[0] ?? 'continue-with-reason';
}

const REASONS: readonly OverrideCode[] = [
  'clinical-need',
  'emergency',
  'no-alternative',
  'specialist-advice',
  'record-incomplete',
];
const OTHER_DISPOSITIONS: readonly (readonly [DispositionKind, OverrideCode])[] = [
  ['self-pay-with-consent', 'self-pay-with-consent'],
  ['supply-evidence', 'evidence-on-file'],
];
