import { describe, expect, it } from 'vitest';
import { equalsUtf8, readUtf8, utf8Length, writeUtf8 } from './utf8.ts';

const TEXTS = [
  '',
  'plain',
  'é',
  '药品甲 100 片',
  '𠮷野家',
  '😀\u{10000}\u{10ffff}',
  'a\u0000b',
  '\uffff',
  '\u07ff\u0800',
  'x'.repeat(9000),
  '片'.repeat(9000),
];

function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  expect(writeUtf8(text, bytes, 0)).toBe(bytes.length);
  return bytes;
}

describe('UTF-8', () => {
  it('is what every other encoder writes', () => {
    for (const text of TEXTS) expect(encode(text)).toEqual(new TextEncoder().encode(text));
  });

  it('comes back as it was', () => {
    for (const text of TEXTS) expect(readUtf8(encode(text), 0, utf8Length(text))).toBe(text);
  });

  it('has no lone surrogates: they become U+FFFD', () => {
    for (const text of ['\ud800', 'a\udc00b', '\udc00\ud800', '\ud800\ud800\udc00']) {
      expect(encode(text)).toEqual(new TextEncoder().encode(text));
    }
  });

  it('that is malformed is read as U+FFFD and never beyond its end', () => {
    const read = (...bytes: number[]) => readUtf8(Uint8Array.from([...bytes, 0xac]), 0, bytes.length);
    expect(read(0xe2, 0x82)).toBe('\ufffd\ufffd');
    expect(read(0x61, 0xff, 0x62)).toBe('a\ufffdb');
    expect(read(0xc0, 0x80)).toBe('\ufffd\ufffd');
    expect(read(0xed, 0xa0, 0x80)).toBe('\ufffd\ufffd\ufffd');
    expect(read(0xf4, 0x90, 0x80, 0x80)).toBe('\ufffd\ufffd\ufffd\ufffd');
    expect(read(0xe0, 0x80, 0x80)).toBe('\ufffd\ufffd\ufffd');
    expect(read(0xf0, 0x9f)).toBe('\ufffd\ufffd');
    expect(read(0xc3, 0x28)).toBe('\ufffd(');
  });

  it('is compared without being read', () => {
    for (const text of TEXTS) {
      const bytes = encode(`<${text}>`);
      const isText = (other: string) => equalsUtf8(bytes, 1, bytes.length - 1, other);
      expect(isText(text)).toBe(true);
      expect(TEXTS.filter(isText)).toEqual([text]);
      expect(isText(`${text}a`)).toBe(false);
      if (text !== '') expect(isText(text.slice(0, -1))).toBe(false);
    }
  });
});
