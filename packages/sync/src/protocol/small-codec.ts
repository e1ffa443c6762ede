import { FROM_UTF8, TO_UTF8 } from './utf8.ts';

/**
 * What a message is made of on the wire: the subset of MessagePack without nil, fractions and extensions, so that nothing
 * that it cannot mean has to be refused later. Integers are exact (`Number.isSafeInteger`); those that 32 bits do not
 * hold travel as 64-bit floats, as other writers do; texts are well-formed Unicode; keys of a map are texts, each once.
 */
export type WireValue = boolean | number | string | Uint8Array | readonly WireValue[] | WireMap;
/** Fields by name; those that are `undefined` are left out. */
export interface WireMap {
  readonly [field: string]: WireValue | undefined;
}

/** Bytes of a value. Throws `RangeError` for what the subset does not hold. */
export function encodeValue(value: WireValue): Uint8Array {
  const writer: Writer = { bytes: new Uint8Array(256), view: new DataView(new ArrayBuffer(8)), length: 0 };
  writeValue(writer, value);
  return writer.bytes.slice(0, writer.length);
}

/**
 * The value of exactly these bytes; texts are copied, binary values are views. Throws `RangeError` for everything that
 * is not the subset. Time and memory are in proportion to the bytes.
 */
export function decodeValue(bytes: Uint8Array): WireValue {
  const reader: Reader = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 };
  const value = readValue(reader, 0);
  if (reader.offset !== bytes.length) throw malformed();
  return value;
}

interface Writer {
  bytes: Uint8Array;
  readonly view: DataView;
  length: number;
}

interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  offset: number;
}

function writeValue(writer: Writer, value: WireValue): void {
  if (typeof value === 'boolean') writeBytes(writer, [value ? 0xc3 : 0xc2]);
  else if (typeof value === 'number') writeInteger(writer, value);
  else if (typeof value === 'string') {
    const bytes = (value.length <= SHORT && asciiBytes(value)) || TO_UTF8.encode(value);
    writeLength(writer, bytes.length, 0xa0, 32, 0xd9);
    writeBytes(writer, bytes);
  } else if (value instanceof Uint8Array) {
    writeLength(writer, value.length, 0, 0, 0xc4);
    writeBytes(writer, value);
  } else if (Array.isArray(value)) {
    writeLength(writer, value.length, 0x90, 16, 0xdb);
    for (const item of value as readonly WireValue[]) writeValue(writer, item);
  } else if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value).filter((name) => (value as WireMap)[name] !== undefined);
    writeLength(writer, names.length, 0x80, 16, 0xdd);
    for (const name of names) {
      writeValue(writer, name);
      writeValue(writer, (value as WireMap)[name]!);
    }
  } else throw malformed();
}

/** Undefined when one of the signs is beyond ASCII. */
function asciiBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

function writeInteger(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw malformed();
  if (value >= -32 && value < 128) writeBytes(writer, [value & 0xff]);
  else if (value >= 0 && value < 2 ** 32) writeLength(writer, value, 0, 0, 0xcc);
  else if (value >= -128 && value < 0) writeBytes(writer, [0xd0, value & 0xff]);
  else if (value >= -32_768 && value < 0) writeBytes(writer, [0xd1, (value >> 8) & 0xff, value & 0xff]);
  else if (value >= -(2 ** 31) && value < 0) {
    writer.view.setInt32(0, value);
    writeBytes(writer, [0xd2, ...scratch(writer, 4)]);
  } else {
    writer.view.setFloat64(0, value);
    writeBytes(writer, [0xcb, ...scratch(writer, 8)]);
  }
}

/** In the head byte where it is less than `small`, else after `code`, `code + 1` or `code + 2` in 1, 2 or 4 bytes. */
function writeLength(writer: Writer, length: number, head: number, small: number, code: number): void {
  writer.view.setUint32(0, length);
  // Lists and maps have no one-byte length.
  const isWide = code > 0xda && length < 256;
  if (length < small) writeBytes(writer, [head | length]);
  else if (length < 256 && !isWide) writeBytes(writer, [code, length]);
  else if (length < 65_536) writeBytes(writer, [code + 1, ...scratch(writer, 4).subarray(2)]);
  else writeBytes(writer, [code + 2, ...scratch(writer, 4)]);
}

function scratch({ view }: Writer, length: number): Uint8Array {
  return new Uint8Array(view.buffer, 0, length);
}

function writeBytes(writer: Writer, bytes: ArrayLike<number>): void {
  const end = writer.length + bytes.length;
  if (end > writer.bytes.length) {
    const wider = new Uint8Array(end * 2);
    wider.set(writer.bytes);
    writer.bytes = wider;
  }
  writer.bytes.set(bytes, writer.length);
  writer.length = end;
}

function readValue(reader: Reader, depth: number): WireValue {
  if (depth > DEPTH_MAX) throw malformed();
  const code = readInteger(reader, 1);
  if (code < 0x80) return code;
  if (code < 0x90) return readMap(reader, code & 15, depth);
  if (code < 0xa0) return readList(reader, code & 15, depth);
  if (code < 0xc0) return readText(reader, code & 31);
  if (code >= 0xe0) return code - 256;
  switch (code) {
    case 0xc2:
    case 0xc3:
      return code === 0xc3;
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return take(reader, readInteger(reader, 1 << (code - 0xc4)));
    case 0xcb:
      return exact(reader.view.getFloat64(advance(reader, 8)));
    case 0xcc:
    case 0xcd:
    case 0xce:
      return readInteger(reader, 1 << (code - 0xcc));
    case 0xcf:
      return exact(Number(reader.view.getBigUint64(advance(reader, 8))));
    case 0xd0:
      return reader.view.getInt8(advance(reader, 1));
    case 0xd1:
      return reader.view.getInt16(advance(reader, 2));
    case 0xd2:
      return reader.view.getInt32(advance(reader, 4));
    case 0xd3:
      return exact(Number(reader.view.getBigInt64(advance(reader, 8))));
    case 0xd9:
    case 0xda:
    case 0xdb:
      return readText(reader, readInteger(reader, 1 << (code - 0xd9)));
    case 0xdc:
    case 0xdd:
      return readList(reader, readInteger(reader, 2 << (code - 0xdc)), depth);
    case 0xde:
    case 0xdf:
      return readMap(reader, readInteger(reader, 2 << (code - 0xde)), depth);
    default:
      throw malformed();
  }
}

function readList(reader: Reader, length: number, depth: number): WireValue[] {
  // Grown as it is read: a length that the bytes do not hold up reserves nothing.
  const list: WireValue[] = [];
  for (let i = 0; i < length; i += 1) list.push(readValue(reader, depth + 1));
  return list;
}

function readMap(reader: Reader, length: number, depth: number): WireMap {
  const map: Record<string, WireValue> = {};
  for (let i = 0; i < length; i += 1) {
    const name = readValue(reader, DEPTH_MAX);
    if (typeof name !== 'string' || name === '__proto__' || Object.hasOwn(map, name)) throw malformed();
    map[name] = readValue(reader, depth + 1);
  }
  return map;
}

function readText(reader: Reader, length: number): string {
  const bytes = take(reader, length);
  if (length <= SHORT) {
    // The platform's decoder takes longer to be called than these texts take to be read.
    let text = '';
    for (let i = 0; i < length && bytes[i]! < 0x80; i += 1) text += String.fromCharCode(bytes[i]!);
    if (text.length === length) return text;
  }
  try {
    return FROM_UTF8.decode(bytes);
  } catch {
    throw malformed();
  }
}

function readInteger(reader: Reader, bytes: number): number {
  const offset = advance(reader, bytes);
  const { view } = reader;
  return bytes === 1 ? view.getUint8(offset) : bytes === 2 ? view.getUint16(offset) : view.getUint32(offset);
}

function take(reader: Reader, length: number): Uint8Array {
  const offset = advance(reader, length);
  return reader.bytes.subarray(offset, offset + length);
}

function advance(reader: Reader, bytes: number): number {
  const { offset } = reader;
  reader.offset += bytes;
  if (reader.offset > reader.bytes.length) throw malformed();
  return offset;
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw malformed();
  return value;
}

const malformed = (): RangeError => new RangeError('no such value');

/** The deepest message has four levels. */
const DEPTH_MAX = 8;
/** Most characters of a text that is read and written by hand. */
const SHORT = 64;
