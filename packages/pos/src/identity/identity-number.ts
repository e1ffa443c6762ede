/** What kind of document a number stands on. */
export type IdentityKind =
  /** 居民身份证, 18 characters. */
  | 'resident-card'
  /** 居民身份证 of the first generation, 15 digits: a key of old archives, no document that a buyer can present. */
  | 'resident-card-15'
  /** 港澳台居民居住证. */
  | 'hmt-residence-permit'
  /** 港澳居民来往内地通行证, 台湾居民来往大陆通行证. */
  | 'hmt-travel-permit'
  /** 外国人永久居留身份证: the card of 2023 (18 digits) and that of 2017 (15 characters). */
  | 'permanent-residence'
  | 'passport'
  /** 户口簿: the number of a child that has no card yet. */
  | 'household-register'
  /** 出生医学证明. */
  | 'birth-certificate';

/** Every {@link IdentityKind}. */
export const IDENTITY_KINDS: readonly IdentityKind[] = [
  'resident-card',
  'resident-card-15',
  'hmt-residence-permit',
  'hmt-travel-permit',
  'permanent-residence',
  'passport',
  'household-register',
  'birth-certificate',
];

/**
 * A number of an identity document that can be compared and assessed, and that nothing prints: the number is no
 * property, so that `JSON.stringify`, a template string, a log or an inspector shows the kind and no more.
 */
export interface IdentityNumber {
  readonly kind: IdentityKind;
}

/** Most characters of a number, of any kind. */
export const IDENTITY_LENGTH_MAX = 30;

/** The number of a document, in its normal form. Well-formed or not is asked of `assessIdentity`. */
export function sealIdentity(kind: IdentityKind, text: string): IdentityNumber {
  const sealed: IdentityNumber = Object.freeze({ kind });
  NUMBERS.set(sealed, normaliseNumber(text));
  return sealed;
}

/**
 * The number in its normal form. For the message to the bureau and for the legal register only: whoever calls this
 * answers for where the text goes.
 */
export function revealIdentity(identity: IdentityNumber): string {
  return NUMBERS.get(identity) ?? '';
}

/**
 * Whether two documents name one person as far as the numbers tell. The 15 digits of an old archive are the 18 of
 * today without century and check character.
 */
export function isSamePerson(a: IdentityNumber, b: IdentityNumber): boolean {
  const one = archiveNumber(a);
  return one !== '' && one === archiveNumber(b);
}

function archiveNumber(identity: IdentityNumber): string {
  const number = revealIdentity(identity);
  return identity.kind === 'resident-card-15' && /^\d{15}$/.test(number) ? lengthenNumber(number) : number;
}

/** The 18 characters of a 15-digit number: born in the twentieth century, check character added. */
export function lengthenNumber(number: string): string {
  const body = `${number.slice(0, 6)}19${number.slice(6)}`;
  return body + checkCharacter(body);
}

/** The check character of the first 17 digits. Basis: GB 11643, ISO 7064 MOD 11-2. */
export function checkCharacter(body: string): string {
  let sum = 0;
  for (let at = 0; at < WEIGHTS.length; at += 1) sum += (body.charCodeAt(at) - 0x30) * WEIGHTS[at]!;
  return CHECK_CHARACTERS[sum % 11]!;
}

/** Full-width forms, spaces and a lower-case `x` come from keyboards and from readers; they are the same number. */
function normaliseNumber(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, '')
    .toUpperCase();
}

// Not a property, not even a hidden one: inspectors show those, and `structuredClone` copies them.
const NUMBERS = new WeakMap<IdentityNumber, string>();

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
