import { hashCode } from '../segment/hash.ts';
import { DICTIONARY_ENTRIES_MAX } from '../segment/limits.ts';
import { findCode, openPlaces } from '../segment/places.ts';
import { buildSlots } from '../segment/slots.ts';
import { createInterner } from './interner.ts';
import { sourceExcessive, sourceProblem } from './source-problem.ts';

/** Codes of a segment in the making: first all are added, then `seal` numbers them. */
export interface DictionaryBuilder {
  add(text: string): void;
  seal(): SealedDictionary;
}

/** A dictionary whose ids follow the order (length, text). */
export interface SealedDictionary {
  readonly count: number;
  /** By id. */
  readonly texts: readonly string[];
  /** Id of a text that was added. */
  idOf(text: string): number;
  readonly classes: Uint32Array;
  readonly bytes: Uint8Array;
  readonly slots: Uint32Array;
}

/** An empty dictionary with room for `expected` texts; `what` names it in a refusal. Texts are ASCII, 1 to 50 characters. */
export function createDictionary(what: string, expected = 0): DictionaryBuilder {
  const interner = createInterner(expected);
  return {
    add: interner.add,
    seal: () => seal(what, interner.texts),
  };
}

function seal(what: string, texts: readonly string[]): SealedDictionary {
  const count = texts.length;
  if (count > DICTIONARY_ENTRIES_MAX) throw sourceExcessive(what, count, DICTIONARY_ENTRIES_MAX);
  const byLength = new Map<number, string[]>();
  for (const text of texts) {
    const group = byLength.get(text.length);
    if (group === undefined) byLength.set(text.length, [text]);
    else group.push(text);
  }
  const lengths = [...byLength.keys()].sort((a, b) => a - b);
  const classes: number[] = [];
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length * byLength.get(length)!.length, 0));
  const hashes = new Uint32Array(count);
  const sorted: string[] = [];
  let at = 0;
  for (const length of lengths) {
    // Sorting without a comparator orders by code unit, and takes two thirds of the time.
    const group = byLength.get(length)!.sort();
    classes.push(length, group.length);
    for (const text of group) {
      hashes[sorted.length] = hashCode(text);
      sorted.push(text);
      for (let i = 0; i < length; i += 1) bytes[at++] = text.charCodeAt(i);
    }
  }
  const slots = buildSlots(hashes);
  if (slots === undefined) throw sourceProblem('keys-colliding', 'source', what);
  const sections = { classes: Uint32Array.from(classes), bytes, slots };
  const places = openPlaces(sections.classes);
  return { ...sections, count, texts: sorted, idOf: (text) => findCode(sections, places, text, hashCode(text)) };
}
