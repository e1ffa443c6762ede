import { refuse } from './error.ts';
import { SEALED_BYTES_MAX } from './limits.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/**
 * The one way in which a value is written: JSON in UTF-8, keys sorted by UTF-16 code unit, no white space, strings
 * escaped as `JSON.stringify` does. Takes plain objects, arrays, booleans, safe integers and well-formed strings, nested
 * at most 32 deep; nothing is left out silently.
 *
 * @throws {@link PackError} `object-malformed` for any other value: a fraction, `-0`, an absent property that is
 * present as `undefined`, a lone surrogate.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return encodeUtf8(canonicalText(value, 0));
}

/**
 * The value of canonical bytes. Writes what it read once more and compares, so that no second spelling of a value
 * passes: not of a number, a string, the order of keys, nor a key that comes twice.
 *
 * @param bytesMax - `SEALED_BYTES_MAX` unless said otherwise.
 * @throws {@link PackError} `bytes-excessive`, `object-malformed`
 */
export function parseCanonical(bytes: Uint8Array, bytesMax: number = SEALED_BYTES_MAX): unknown {
  if (bytes.length > bytesMax) refuse('bytes-excessive', { bytes: bytes.length, bytesMax });
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch {
    // The words of the engine repeat what stands in the bytes; they are not handed on.
    refuse('object-malformed', { expected: 'JSON' });
  }
  if (!equalBytes(canonicalBytes(value), bytes)) refuse('object-malformed', { expected: 'canonical form' });
  return value;
}

/** Whether two byte strings are the same. Not for secrets: takes less time the sooner they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

function canonicalText(value: unknown, depth: number): string {
  if (typeof value === 'string' && !LONE_SURROGATE.test(value)) return JSON.stringify(value);
  if (typeof value === 'boolean' || (Number.isSafeInteger(value) && !Object.is(value, -0))) return String(value);
  if (typeof value === 'object' && value !== null && depth < DEPTH_MAX) {
    // `Array.from` also visits holes. A list in a template is joined by commas.
    if (Array.isArray(value)) return `[${Array.from(value, (it) => canonicalText(it, depth + 1))}]`;
    if (isPlain(value)) {
      const field = (key: string) => `${canonicalText(key, depth)}:${canonicalText(value[key], depth + 1)}`;
      return `{${Object.keys(value).sort().map(field)}}`;
    }
  }
  refuse('object-malformed', { expected: 'a value that has a canonical form' });
}

/** Not a date, map, byte array or class. A page's frames each have an `Object` of their own, so it is not compared. */
function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Deeper than anything that is sealed; keeps hostile nesting from using up the stack. */
const DEPTH_MAX = 32;
const LONE_SURROGATE = /\p{Surrogate}/u;
