/**
 * A binary difference: copies of runs of `before`, and what stands between them. Found greedily by an index of every
 * sixteenth byte, as rsync and Fossil do it, with runs stretched backwards as far as they go.
 */
export function makeDelta(before: Uint8Array, after: Uint8Array): Uint8Array {
  const index = indexBlocks(before);
  const steps: number[] = [];
  const literals: Uint8Array[] = [];
  let written = 0;
  let expected = 0;
  let at = 0;
  while (at + BLOCK <= after.length) {
    // Where the last run would have gone on is the likeliest place, and costs no look-up.
    const from = matches(before, expected + at - written, after, at)
      ? expected + at - written
      : index.get(hashAt(after, at));
    if (from === undefined || !matches(before, from, after, at)) {
      at += 1;
      continue;
    }
    let back = 0;
    while (at - back > written && from - back > 0 && before[from - back - 1] === after[at - back - 1]) back += 1;
    let length = BLOCK;
    while (before[from + length] === after[at + length] && at + length < after.length) length += 1;
    literals.push(after.subarray(written, at - back));
    // Offsets from where a run would go on are small, and many of them are equal.
    steps.push(at - back - written, from - back - expected, length + back);
    expected = from + length;
    at += length;
    written = at;
  }
  literals.push(after.subarray(written));
  steps.push(after.length - written);
  const encoded = encodeVarints(steps);
  return Buffer.concat([encodeVarints([encoded.length]), encoded, ...literals]);
}

/** What a delta makes of `before`. */
export function applyDelta(before: Uint8Array, delta: Uint8Array): Uint8Array {
  const [[length = 0] = [], start] = decodeVarints(delta, 0, 1);
  const [steps] = decodeVarints(delta, start, Number.POSITIVE_INFINITY, start + length);
  const pieces: Uint8Array[] = [];
  let literal = start + length;
  let expected = 0;
  for (let i = 0; i < steps.length; i += 3) {
    pieces.push(delta.subarray(literal, literal + steps[i]!));
    literal += steps[i]!;
    if (i + 2 >= steps.length) break;
    const from = expected + steps[i + 1]!;
    expected = from + steps[i + 2]!;
    pieces.push(before.subarray(from, expected));
  }
  return Buffer.concat(pieces);
}

function indexBlocks(bytes: Uint8Array): ReadonlyMap<number, number> {
  const index = new Map<number, number>();
  for (let at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
    const hash = hashAt(bytes, at);
    if (!index.has(hash)) index.set(hash, at);
  }
  return index;
}

function hashAt(bytes: Uint8Array, at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + BLOCK; i += 1) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

function matches(before: Uint8Array, from: number, after: Uint8Array, at: number): boolean {
  if (from < 0 || from + BLOCK > before.length) return false;
  for (let i = 0; i < BLOCK; i += 1) if (before[from + i] !== after[at + i]) return false;
  return true;
}

/** Zigzag, then seven bits a byte. */
function encodeVarints(values: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

function decodeVarints(bytes: Uint8Array, start: number, count: number, end = bytes.length): [number[], number] {
  const values: number[] = [];
  let at = start;
  while (at < end && values.length < count) {
    let value = 0;
    let scale = 1;
    for (; bytes[at]! > 127; at += 1, scale *= 128) value += (bytes[at]! - 128) * scale;
    value += bytes[at]! * scale;
    at += 1;
    values.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
  }
  return [values, at];
}

const BLOCK = 16;
