import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, expect, test } from 'vitest';
import { decodeValue, encodeValue, type WireValue } from './small-codec.ts';

/** What the ecosystem writes, in the options that give each value its shortest form. */
const reference = new Packr({ useRecords: false, variableMapSize: true, moreTypes: false });
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.nat({ max: 70_000 }).map((length) => '药'.repeat(length / 3) + 'x'.repeat(length % 300)),
);
const { value } = fc.letrec<{ value: WireValue; leaf: WireValue }>((tie) => ({
  leaf: fc.oneof(
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.integer(),
    fc.integer({ min: -300, max: 300 }),
    text,
    fc.uint8Array({ maxLength: 300 }),
  ),
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 6, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 40 }),
    fc.dictionary(
      fc.string({ maxLength: 12 }).filter((name) => name !== '__proto__'),
      tie('value'),
      { maxKeys: 40, noNullPrototype: true },
    ),
  ),
}));

/** `Buffer`s and views compare as what they hold. */
const plain = (it: unknown): unknown =>
  it instanceof Uint8Array
    ? { bytes: [...it] }
    : Array.isArray(it)
      ? it.map(plain)
      : typeof it === 'object' && it !== null
        ? Object.fromEntries(Object.entries(it).map(([name, field]) => [name, plain(field)]))
        : it;

describe('the codec', () => {
  test('writes the bytes that msgpackr writes', () => {
    fc.assert(
      fc.property(value, (it) => {
        expect(Buffer.from(encodeValue(it)).toString('hex')).toBe(reference.pack(it).toString('hex'));
      }),
      { numRuns },
    );
  });

  test('reads what msgpackr reads from them', () => {
    fc.assert(
      fc.property(value, (it) => {
        const bytes = reference.pack(it);
        expect(plain(decodeValue(bytes))).toEqual(plain(it));
        expect(plain(reference.unpack(encodeValue(it)))).toEqual(plain(it));
      }),
      { numRuns },
    );
  });

  test('throws nothing but RangeError for any bytes, and what it reads it writes so that it reads the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let read: WireValue;
        try {
          read = decodeValue(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(plain(decodeValue(encodeValue(read)))).toEqual(plain(read));
      }),
      { numRuns: numRuns * 10 },
    );
  });

  test('bytes cut short or prolonged are refused', () => {
    fc.assert(
      fc.property(value, fc.nat(), (it, at) => {
        const bytes = encodeValue(it);
        expect(() => decodeValue(bytes.subarray(0, at % bytes.length))).toThrow(RangeError);
        expect(() => decodeValue(new Uint8Array([...bytes, 0]))).toThrow(RangeError);
      }),
      { numRuns },
    );
  });
});
