import { fingerprint } from './fingerprint.ts';

/**
 * The text, or a stand-in when it contains what looks like an identity number: six digits of region, a birth date,
 * three digits and a check character. Equal texts get equal stand-ins, so that ids stay ids.
 *
 * The check character is not computed: a mistyped number is as personal as a correct one, and a visit number that
 * merely looks alike loses nothing by the stand-in.
 */
export function withoutIdentityNumber(text: string): string {
  return text.length >= 18 && IDENTITY_NUMBER.test(text) ? `~${fingerprint(text)}` : text;
}

const IDENTITY_NUMBER = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/;
