import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalBytes, equalBytes, parseCanonical } from './canonical.ts';

const key = fc.string({ unit: 'binary', maxLength: 6 });
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    fc.maxSafeInteger().map((it) => it + 0),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 500);

test('what was written is read again as it was', () => {
  fc.assert(
    fc.property(value, (it) => {
      expect(parseCanonical(canonicalBytes(it))).toEqual(it);
    }),
    { numRuns },
  );
});

test('the bytes are the UTF-8 of JSON, whatever the characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(canonicalBytes(text)).toEqual(new TextEncoder().encode(JSON.stringify(text)));
    }),
    { numRuns },
  );
});

test('keys stand in the order of their code units, however they were set', () => {
  const entry = fc.tuple(key, fc.nat());
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ([name]) => name, maxLength: 8 }), (entries) => {
      const units = (text: string) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
      const sorted = [...entries].sort(([a], [b]) => {
        const [left, right] = [units(a), units(b)];
        const at = left.findIndex((unit, i) => unit !== right[i]);
        return at < 0 ? left.length - right.length : left[at]! - (right[at] ?? -1);
      });
      const text = `{${sorted.map(([name, number]) => `${JSON.stringify(name)}:${number}`).join(',')}}`;
      for (const order of [entries, [...entries].reverse()]) {
        expect(new TextDecoder().decode(canonicalBytes(Object.fromEntries(order)))).toBe(text);
      }
    }),
    { numRuns },
  );
});

test('no two byte strings are read as one value', () => {
  fc.assert(
    fc.property(value, fc.nat(), fc.nat(255), (it, at, byte) => {
      const bytes = canonicalBytes(it);
      const changed = bytes.slice();
      changed[at % bytes.length] = byte;
      let read: unknown;
      try {
        read = parseCanonical(changed);
      } catch {
        return;
      }
      expect(equalBytes(canonicalBytes(read), changed)).toBe(true);
      if (!equalBytes(changed, bytes)) expect(read).not.toEqual(it);
    }),
    { numRuns },
  );
});
