/**
 * Hash of a code: the one that is stored in segments, over UTF-16 code units. Unsigned 32 bits.
 *
 * Two interleaved lanes, so that the multiplications of neighbouring characters need not wait for each other. Part of the
 * segment format; see `docs/segment-format.md`.
 */
export function hashCode(text: string): number {
  let even = HASH_EVEN;
  let odd = HASH_ODD;
  const length = text.length;
  const pairs = length & ~1;
  let i = 0;
  for (; i < pairs; i += 2) {
    even = Math.imul(even ^ text.charCodeAt(i), HASH_PRIME);
    odd = Math.imul(odd ^ text.charCodeAt(i + 1), HASH_PRIME);
  }
  if (i < length) even = Math.imul(even ^ text.charCodeAt(i), HASH_PRIME);
  return finishHash(even, odd, length);
}

/** `hashCode` of a code that lies in memory as ASCII. */
export function hashBytes(bytes: Uint8Array, start: number, length: number): number {
  let even = HASH_EVEN;
  let odd = HASH_ODD;
  const past = start + length;
  let at = start;
  for (; at + 1 < past; at += 2) {
    even = Math.imul(even ^ bytes[at]!, HASH_PRIME);
    odd = Math.imul(odd ^ bytes[at + 1]!, HASH_PRIME);
  }
  if (at < past) even = Math.imul(even ^ bytes[at]!, HASH_PRIME);
  return finishHash(even, odd, length);
}

/** Joins the two lanes. Exported for the prefix dictionary, which hashes every prefix of a text in one pass. */
export function finishHash(even: number, odd: number, length: number): number {
  let hash = even ^ ((odd << 15) | (odd >>> 17)) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export const HASH_EVEN = 0x811c_9dc5 | 0;
export const HASH_ODD = 0x9747_b28c | 0;
export const HASH_PRIME = 0x0100_0193;
