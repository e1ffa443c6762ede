import { parseCstDate } from '@forecheck/core';
import { isGtin } from './gtin.ts';

/** The elements of a GS1 symbol by application identifier: `01` product, `21` serial, `10` batch, `17` expiry … */
export type Gs1Elements = Readonly<Record<string, string>>;

/** What a GS1 symbol holds, or why that is not known. */
export type ParsedGs1 =
  | { readonly kind: 'elements'; readonly elements: Gs1Elements }
  | { readonly kind: 'refused'; readonly problem: Gs1Problem };

/** `ambiguous`: without separators the text can be read in more than one way, and a guess would be another pack. */
export type Gs1Problem = 'not-gs1' | 'check-digit' | 'ambiguous';

/** The character that ends an element of variable length. */
export const GS1_SEPARATOR = '\u001d';

/** Most ways of reading one text that are looked at. Two different ones already make it ambiguous. */
const READINGS_MAX = 64;

/**
 * The elements of a text as a scanner sends it: with brackets, with separators, or with the separators lost.
 *
 * Where separators are lost every reading that uses the whole text, repeats no element and holds a product is looked
 * for; exactly one must be found.
 *
 * @param areSeparatorsKept - Whether this scanner is known to send them; then nothing is guessed.
 */
export function parseGs1(text: string, areSeparatorsKept: boolean): ParsedGs1 {
  if (text.startsWith('(')) return parseBracketed(text);
  const isStrict = areSeparatorsKept || text.includes(GS1_SEPARATOR);
  const readings: Gs1Elements[] = [];
  read(text, isStrict, {}, readings);
  const sound = readings.filter((reading) => isGtin(reading['01'] ?? ''));
  if (sound.length === 1) return { kind: 'elements', elements: sound[0]! };
  if (sound.length > 1) return { kind: 'refused', problem: 'ambiguous' };
  return { kind: 'refused', problem: readings.length > 0 ? 'check-digit' : 'not-gs1' };
}

function parseBracketed(text: string): ParsedGs1 {
  const elements: Record<string, string> = {};
  const rest = text.replace(BRACKETED, (_, identifier: string, value: string) => {
    if (isElement(identifier, value) && !(identifier in elements)) elements[identifier] = value;
    else elements['?'] = '';
    return '';
  });
  if (rest !== '' || '?' in elements || !('01' in elements)) return { kind: 'refused', problem: 'not-gs1' };
  return isGtin(elements['01']!) ? { kind: 'elements', elements } : { kind: 'refused', problem: 'check-digit' };
}

function read(text: string, isStrict: boolean, found: Gs1Elements, readings: Gs1Elements[]): void {
  if (readings.length >= READINGS_MAX) return;
  if (text === '') {
    if ('01' in found) readings.push(found);
    return;
  }
  for (const identifier of IDENTIFIERS) {
    if (!text.startsWith(identifier) || identifier in found) continue;
    const rest = text.slice(identifier.length);
    const fixed = FIXED[identifier];
    if (fixed === undefined) readVariable(identifier, rest, isStrict, found, readings);
    else take(identifier, rest, fixed, isStrict, found, readings);
  }
}

function readVariable(
  identifier: string,
  rest: string,
  isStrict: boolean,
  found: Gs1Elements,
  readings: Gs1Elements[],
): void {
  const separator = rest.indexOf(GS1_SEPARATOR);
  const whole = separator < 0 ? rest.length : separator;
  const longest = Math.min(whole, VARIABLE[identifier]!);
  for (let length = longest; length >= 1; length -= 1) {
    if (isStrict && length !== whole) return;
    take(identifier, rest, length, isStrict, found, readings);
  }
}

function take(
  identifier: string,
  rest: string,
  length: number,
  isStrict: boolean,
  found: Gs1Elements,
  readings: Gs1Elements[],
): void {
  const value = rest.slice(0, length);
  if (value.length < length || !isElement(identifier, value)) return;
  const after = rest.slice(length);
  const left = after.startsWith(GS1_SEPARATOR) ? after.slice(1) : after;
  read(left, isStrict, { ...found, [identifier]: value }, readings);
}

function isElement(identifier: string, value: string): boolean {
  const fixed = FIXED[identifier];
  if (fixed === undefined) {
    const longest = VARIABLE[identifier];
    return longest !== undefined && value.length <= longest && CHARACTERS.test(value);
  }
  if (value.length !== fixed || !/^\d+$/.test(value)) return false;
  return !DATES.has(identifier) || isGs1Date(value);
}

/** `YYMMDD`; day 00 is the last of its month. Basis: GS1 General Specifications, dates in element strings. */
function isGs1Date(value: string): boolean {
  const day = value.endsWith('00') ? '01' : value.slice(4);
  return !Number.isNaN(parseCstDate(`20${value.slice(0, 2)}-${value.slice(2, 4)}-${day}`));
}

const BRACKETED = new RegExp(`\\((\\d{2,4})\\)([^()${GS1_SEPARATOR}]+)${GS1_SEPARATOR}?`, 'g');
const FIXED: Readonly<Record<string, number>> = { '01': 14, '11': 6, '13': 6, '15': 6, '17': 6, '20': 2 };
const VARIABLE: Readonly<Record<string, number>> = { '10': 20, '21': 20, '240': 30, '30': 8, '710': 20, '714': 20 };
const DATES = new Set(['11', '13', '15', '17']);
const IDENTIFIERS = [...Object.keys(FIXED), ...Object.keys(VARIABLE)];
// What element strings may hold, without brackets: a serial number with brackets could not be told from the written form
// of two elements, and keys are in the written form.
const CHARACTERS = /^[!"%-'*-?A-Z_a-z]+$/;
