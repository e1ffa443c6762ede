/**
 * UTF-8 in both directions, because neither `TextEncoder` nor `TextDecoder` belongs to ES2022.
 */

/** Bytes of a text. The caller has seen to it that no surrogate stands alone. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      bytes[at++] = point;
      continue;
    }
    if (point < 0x800) bytes[at++] = 0xc0 | (point >> 6);
    else {
      if (isSurrogate(point)) {
        i += 1;
        point = 0x1_0000 + ((point & 0x3ff) << 10) + (text.charCodeAt(i) & 0x3ff);
        bytes[at++] = 0xf0 | (point >> 18);
        bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      } else bytes[at++] = 0xe0 | (point >> 12);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
    }
    bytes[at++] = 0x80 | (point & 0x3f);
  }
  return bytes.slice(0, at);
}

/**
 * The text of well-formed bytes, and some text of others: it judges nothing, because its one caller encodes again and
 * compares. Never throws.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  let units: number[] = [];
  // Beyond the end there is nothing, which the bit operators read as 0.
  let at = 0;
  const tail = () => (bytes[at++] ?? 0) & 0x3f;
  while (at < bytes.length) {
    const lead = bytes[at++]!;
    if (lead < 0x80) units.push(lead);
    else if (lead < 0xe0) units.push(((lead & 0x1f) << 6) | tail());
    else if (lead < 0xf0) units.push(((lead & 0x0f) << 12) | (tail() << 6) | tail());
    else {
      const point = (((lead & 0x07) << 18) | (tail() << 12) | (tail() << 6) | tail()) - 0x1_0000;
      units.push(0xd800 | ((point >> 10) & 0x3ff), 0xdc00 | (point & 0x3ff));
    }
    if (units.length >= CHUNK_UNITS) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

/** Far below the number of arguments that any engine accepts in one call. */
const CHUNK_UNITS = 4096;
