import { type CstDay, parseCstDate } from '@forecheck/core';
import { checkCharacter, type IdentityNumber, lengthenNumber, revealIdentity } from './identity-number.ts';

/** What a number tells about itself. */
export type IdentityAssessment = SoundIdentity | UnsoundIdentity;

/** A number that is what its kind of document carries. */
export interface SoundIdentity {
  readonly kind: 'sound';
  readonly birthDay?: CstDay;
  readonly sex?: 'male' | 'female';
  /** Whether the number carries a check character that was checked. */
  readonly isChecked: boolean;
}

/** A number that no document of its kind carries. */
export interface UnsoundIdentity {
  readonly kind: 'unsound';
  readonly code: 'ID.FORMAT' | 'ID.CHECKSUM' | 'ID.DATE';
}

/**
 * Whether the number can stand on a document of its kind on a day. Never throws, repeats nothing of the number.
 *
 * The area is not looked at: area codes are abolished and the cards that carry them stay valid.
 */
export function assessIdentity(identity: IdentityNumber, on: CstDay): IdentityAssessment {
  const number = revealIdentity(identity);
  switch (identity.kind) {
    case 'resident-card':
      return assessChecked(number, on);
    case 'resident-card-15':
      return /^\d{15}$/.test(number) ? { ...assessChecked(lengthenNumber(number), on), ...NOT_CHECKED } : FORMAT;
    case 'hmt-residence-permit':
      return /^8[123]0000/.test(number) ? assessChecked(number, on) : FORMAT;
    case 'permanent-residence':
      if (/^[A-Z]{3}\d{12}$/.test(number)) return BARE;
      return number.startsWith('9') ? assessChecked(number, on) : FORMAT;
    case 'hmt-travel-permit':
      return /^(?:[HM]\d{8}(?:\d{2})?|\d{8}(?:\d{2}[A-Z]?)?)$/.test(number) ? BARE : FORMAT;
    case 'passport':
      return /^[A-Z0-9]{5,15}$/.test(number) ? BARE : FORMAT;
    case 'household-register': {
      const assessed = assessChecked(number, on);
      return assessed.kind === 'sound' ? { ...assessed, ...NOT_CHECKED } : assessed;
    }
    case 'birth-certificate':
      return /^[A-Z]\d{9}$/.test(number) ? BARE : FORMAT;
  }
}

function assessChecked(number: string, on: CstDay): IdentityAssessment {
  if (!/^\d{17}[\dX]$/.test(number)) return FORMAT;
  if (checkCharacter(number) !== number[17]) return { kind: 'unsound', code: 'ID.CHECKSUM' };
  const birthDay = parseCstDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!(birthDay <= on)) return { kind: 'unsound', code: 'ID.DATE' };
  // The 17th digit of a foreigner's card is a sequence number; the sex is printed on the card.
  if (number.startsWith('9')) return { kind: 'sound', birthDay, isChecked: true };
  const isOdd = (number.charCodeAt(16) - 0x30) % 2 === 1;
  return { kind: 'sound', birthDay, sex: isOdd ? 'male' : 'female', isChecked: true };
}

const FORMAT: UnsoundIdentity = { kind: 'unsound', code: 'ID.FORMAT' };
const NOT_CHECKED = { isChecked: false } as const;
const BARE: SoundIdentity = { kind: 'sound', isChecked: false };
