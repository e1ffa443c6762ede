/**
 * UTF-8 in both directions, because neither `TextEncoder` nor `TextDecoder` belongs to ES2022.
 */

/** Bytes that the text takes. A lone surrogate becomes U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isPairAt(text, i)) {
      bytes += 2;
      i += 1;
    } else bytes += 2;
  }
  return bytes;
}

/** Writes the text at `offset`, where there is room for `utf8Length(text)` bytes, and returns the offset behind it. */
export function writeUtf8(text: string, bytes: Uint8Array, offset: number): number {
  let at = offset;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes[at++] = unit;
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else if (isPairAt(text, i)) {
      const point = 0x1_0000 + ((unit - 0xd800) << 10) + (text.charCodeAt(i + 1) - 0xdc00);
      i += 1;
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else {
      const point = unit >= 0xd800 && unit <= 0xdfff ? REPLACEMENT : unit;
      bytes[at++] = 0xe0 | (point >> 12);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    }
  }
  return at;
}

/** The text of `bytes[start … end)`. Every malformed sequence becomes U+FFFD; never reads beyond `end`. */
export function readUtf8(bytes: Uint8Array, start: number, end: number): string {
  return end - start <= SHORT_BYTES_MAX && isAscii(bytes, start, end)
    ? readAscii(bytes, start, end)
    : readPoints(bytes, start, end);
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let bits = 0;
  for (let i = start; i < end; i += 1) bits |= bytes[i]!;
  return bits < 0x80;
}

// Ids and codes are short and ASCII. An array of known length passed to `apply` takes 230 ns for a code, spreading a
// typed array or pushing one by one 340 ns.
function readAscii(bytes: Uint8Array, start: number, end: number): string {
  const units = new Array<number>(end - start);
  for (let i = start; i < end; i += 1) units[i - start] = bytes[i]!;
  return String.fromCharCode.apply(null, units);
}

function readPoints(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let units: number[] = [];
  for (let at = start; at < end; ) {
    const lead = bytes[at]!;
    const size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    const point = size === 1 ? lead : decodePoint(bytes, at, end, size);
    if (point < 0) {
      units.push(REPLACEMENT);
      at += 1;
    } else {
      if (point > 0xffff) units.push(0xd800 + ((point - 0x1_0000) >> 10), 0xdc00 + ((point - 0x1_0000) & 0x3ff));
      else units.push(point);
      at += size;
    }
    if (units.length >= CHUNK_UNITS) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** Whether `bytes[start … end)` is the text, without building a string. */
export function equalsUtf8(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start < text.length || end - start > text.length * 3) return false;
  let at = start;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return readUtf8(bytes, at, end) === text.slice(i);
    if (at >= end || bytes[at] !== unit) return false;
    at += 1;
  }
  return at === end;
}

function decodePoint(bytes: Uint8Array, at: number, end: number, size: number): number {
  if (size === 0 || at + size > end) return -1;
  const lead = bytes[at]!;
  let point = size === 2 ? lead & 0x1f : size === 3 ? lead & 0x0f : lead & 0x07;
  for (let i = 1; i < size; i += 1) {
    const next = bytes[at + i]!;
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  const isOverlong = size === 3 ? point < 0x800 : size === 4 && (point < 0x1_0000 || point > 0x10_ffff);
  return isOverlong || (point >= 0xd800 && point <= 0xdfff) ? -1 : point;
}

function isPairAt(text: string, i: number): boolean {
  if ((text.charCodeAt(i) & 0xfc00) !== 0xd800 || i + 1 >= text.length) return false;
  return (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
}

const REPLACEMENT = 0xfffd;
/** Longer texts than ids and codes are read in chunks. */
const SHORT_BYTES_MAX = 256;
/** Far below the number of arguments that any engine accepts in one call. */
const CHUNK_UNITS = 4096;
