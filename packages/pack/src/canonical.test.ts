import { describe, expect, test } from 'vitest';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import { codeOf } from './web/sample-refusal.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('canonical bytes', () => {
  test.each([
    [{ b: 1, a: [true, false], 'a b': 'x' }, '{"a":[true,false],"a b":"x","b":1}'],
    [{ a: {}, b: [], c: '' }, '{"a":{},"b":[],"c":""}'],
    [[-1, 0, Number.MAX_SAFE_INTEGER], '[-1,0,9007199254740991]'],
    ['规则"\\/\n\u0000\u007f\u2028😀', '"规则\\"\\\\/\\n\\u0000\u007f\u2028😀"'],
    // By UTF-16 code unit U+1F600 (d83d…) comes before U+FF21, by code point after it.
    [{ Ａ: 1, '😀': 2, z: 3, Z: 4 }, '{"Z":4,"z":3,"😀":2,"Ａ":1}'],
    [{ ['__proto__']: 1, constructor: 2 }, '{"__proto__":1,"constructor":2}'],
  ])('of %j are %s', (value, text) => {
    expect(canonicalBytes(value)).toEqual(utf8(text));
    expect(parseCanonical(utf8(text))).toEqual(value);
  });

  test.each([
    ['a fraction', 0.5],
    ['minus zero', -0],
    ['beyond safe integers', 2 ** 53],
    ['not a number', Number.NaN],
    ['null', { a: null }],
    ['a property that is present and absent', { a: undefined }],
    ['a hole in a list', Array(2)],
    ['a lone surrogate', ['\ud800']],
    ['a lone surrogate in a key', { '\udc00x': 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(2)],
    ['a function', () => 1],
    ['a big integer', 1n],
  ])('do not exist of %s', (_, value) => {
    expect(codeOf(() => canonicalBytes(value))).toBe('object-malformed');
  });

  test('do not exist of what holds itself', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(codeOf(() => canonicalBytes(loop))).toBe('object-malformed');
  });
});

describe('parsing refuses', () => {
  test.each([
    ['white space', '{"a": 1}'],
    ['an end of line', '{"a":1}\n'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a key that comes twice', '{"a":1,"a":1}'],
    ['a number of another spelling', '[1.0]'],
    ['an exponent', '[1e2]'],
    ['a fraction', '[0.5]'],
    ['minus zero', '[-0]'],
    ['a number that would be rounded', '[9007199254740993]'],
    ['null', '[null]'],
    ['an escape that is not needed', '["\\u0061"]'],
    ['an escaped slash', '["\\/"]'],
    ['a lone surrogate in an escape', '["\\ud800"]'],
    ['a mark of byte order', '\ufeff[]'],
    ['no JSON', '{"a"'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(codeOf(() => parseCanonical(utf8(text)))).toBe('object-malformed');
  });

  test.each([
    ['an overlong form', [0x22, 0xc1, 0xa1, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a stray tail', [0x22, 0x80, 0x22]],
    ['a sequence that ends early', [0x22, 0xe8, 0xa7, 0x22]],
    ['a point beyond Unicode', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['a byte that never occurs', [0x22, 0xff, 0x22]],
  ])('%s', (_, list) => {
    expect(codeOf(() => parseCanonical(Uint8Array.from(list)))).toBe('object-malformed');
  });

  test('nesting beyond 32, without using up the stack', () => {
    const nested = (depth: number) => utf8('['.repeat(depth) + ']'.repeat(depth));
    expect(codeOf(() => parseCanonical(nested(32)))).toBe('accepted');
    expect(codeOf(() => parseCanonical(nested(33)))).toBe('object-malformed');
    expect(codeOf(() => parseCanonical(nested(130_000)))).toBe('object-malformed');
  });

  test('more bytes than asked for, before it looks at them', () => {
    expect(codeOf(() => parseCanonical(utf8('[1]'), 2))).toBe('bytes-excessive');
    expect(codeOf(() => parseCanonical(new Uint8Array(262_145)))).toBe('bytes-excessive');
    expect(codeOf(() => parseCanonical(new Uint8Array(262_144)))).toBe('object-malformed');
  });

  test('without repeating what stood in the bytes', () => {
    expect(() => parseCanonical(utf8('{"name":secret}'))).toThrow(/^(?!.*secret)/);
  });
});
