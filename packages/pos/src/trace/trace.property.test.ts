import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gtinCheckDigit, isGtin } from './gtin.ts';
import { GS1_SEPARATOR, parseGs1 } from './parse-gs1.ts';
import { readScan } from './read-scan.ts';
import { SELF_TEST_TEXT, testScanner } from './test-scanner.ts';
import { parseTraceCode } from './trace-code.ts';

const GTIN = '06901234567892';
const kept = { lengthMax: 30, areSeparatorsKept: true };
const twenty = fc.stringMatching(/^8\d{19}$/);
const serial = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
const gtin = fc.stringMatching(/^0\d{12}$/).map((body) => body + gtinCheckDigit(body));
const keyOf = (text: string, reading = kept): string | undefined => {
  const parsed = parseTraceCode(text, reading);
  return parsed.kind === 'code' ? parsed.code.key : undefined;
};

describe('a traceability code', () => {
  test('of twenty digits is its own key, and its first seven are the product', () => {
    fc.assert(
      fc.property(twenty, (text) => {
        expect(parseTraceCode(text)).toEqual({
          kind: 'code',
          code: { family: 'twenty-digit', key: text, productId: text.slice(0, 7) },
        });
      }),
      { numRuns: 200 },
    );
  });

  test('of GS1 has one key, in whatever order and form it is scanned', () => {
    fc.assert(
      fc.property(gtin, serial, serial, (product, own, batch) => {
        const key = `(01)${product}(21)${own}`;
        expect(keyOf(key)).toBe(key);
        expect(keyOf(`(01)${product}(10)${batch}(17)271231(21)${own}`)).toBe(key);
        expect(keyOf(`]d201${product}21${own}${GS1_SEPARATOR}10${batch}`)).toBe(key);
        expect(keyOf(`01${product}1727123110${batch}${GS1_SEPARATOR}21${own}`)).toBe(key);
      }),
      { numRuns: 200 },
    );
  });

  test('of GS1 without its separators is read right or not at all', () => {
    let read = 0;
    fc.assert(
      fc.property(gtin, serial, serial, (product, own, batch) => {
        const key = keyOf(`01${product}17271231` + `10${batch}21${own}`, { lengthMax: 30, areSeparatorsKept: false });
        if (key === undefined) return;
        read += 1;
        expect(key).toBe(`(01)${product}(21)${own}`);
      }),
      { numRuns: 300 },
    );
    // Batch and serial number glued together can nearly always be cut in several places: that is why it is refused.
    expect(parseGs1(`01${GTIN}21A1B2C3`, false)).toEqual({
      kind: 'elements',
      elements: { '01': GTIN, '21': 'A1B2C3' },
    });
    expect(parseGs1(`01${GTIN}21A110B2`, false)).toEqual({ kind: 'refused', problem: 'ambiguous' });
    expect(read).toBeLessThan(300);
  });

  test('with another digit in its GTIN is refused', () => {
    for (let at = 0; at < GTIN.length; at += 1) {
      const wrong = GTIN.slice(0, at) + ((Number(GTIN[at]) + 1) % 10) + GTIN.slice(at + 1);
      expect(isGtin(wrong), `digit ${at}`).toBe(false);
      expect(parseTraceCode(`(01)${wrong}(21)A1`)).toEqual({ kind: 'refused', problem: 'check-digit' });
    }
  });

  test('with day 00 expires on the last of the month', () => {
    const expiry = (date: string) => {
      const parsed = parseTraceCode(`(01)${GTIN}(17)${date}(21)A1`);
      return parsed.kind === 'code' ? parsed.code.expiresOn : parsed.problem;
    };
    expect([expiry('280200'), expiry('270200'), expiry('261100'), expiry('261131')]).toEqual([
      '2028-02-29',
      '2027-02-28',
      '2026-11-30',
      'characters',
    ]);
  });

  test('is refused or read, and never thrown at, whatever the text', () => {
    const noise = fc.string({
      unit: fc.constantFrom('0', '1', '2', '7', '8', '(', ')', ']', 'd', 'A', GS1_SEPARATOR),
      maxLength: 80,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          noise,
          noise.map((tail) => `01${GTIN}${tail}`),
          fc.string(),
        ),
        (text) => {
          const parsed = parseTraceCode(text);
          if (parsed.kind === 'code') expect(keyOf(parsed.code.key)).toBe(parsed.code.key);
          else expect(parsed.problem).toMatch(/^[a-z-]+$/);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('of many possible readings is refused in time', () => {
    const begin = performance.now();
    expect(parseTraceCode(`01${GTIN}${'21'.repeat(60)}`).kind).toBe('refused');
    expect(parseTraceCode(`01${GTIN}${'10212124030'.repeat(20)}`).kind).toBe('refused');
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('a burst of characters', () => {
  test('gives the codes that were scanned, glued or not', () => {
    fc.assert(
      fc.property(
        fc.array(twenty, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('', '\r\n', '\t', '\n'),
        (codes, end) => {
          expect(readScan(codes.join(end) + end).texts).toEqual(codes);
        },
      ),
      { numRuns: 200 },
    );
    expect(readScan(`]d201${GTIN}21A1]d201${GTIN}21A2`)).toEqual({
      texts: [`]d201${GTIN}21A1`, `]d201${GTIN}21A2`],
      remarks: ['glued'],
    });
    expect(readScan(`(01)${GTIN}(21)A1(01)${GTIN}(21)A2`).texts).toEqual([`(01)${GTIN}(21)A1`, `(01)${GTIN}(21)A2`]);
  });

  test('read again is read the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (burst) => {
        const once = readScan(burst).texts;
        expect(once.flatMap((text) => readScan(text).texts)).toEqual(once);
      }),
      { numRuns: 1_000 },
    );
    expect(readScan(' 8123 \r').texts).toEqual(['8123']);
  });

  test('typed under CAPS LOCK is turned back', () => {
    expect(readScan(`]D201${GTIN}21aB1`)).toEqual({ texts: [`]d201${GTIN}21Ab1`], remarks: ['case-swapped'] });
    expect(readScan('aB1', { areSeparatorsKept: false, isCaseSwapped: true }).texts).toEqual(['Ab1']);
    expect(readScan(`]d201${GTIN}21aB1`, { areSeparatorsKept: false, isCaseSwapped: true }).texts).toEqual([
      `]d201${GTIN}21aB1`,
    ]);
  });

  test('in full-width characters is narrowed', () => {
    expect(readScan('８１２')).toEqual({ texts: ['812'], remarks: ['wide-characters'] });
  });
});

describe('the self-test of a scanner', () => {
  const swapped = SELF_TEST_TEXT.replace(/[A-Za-z]/g, (it) => (it >= 'a' ? it.toUpperCase() : it.toLowerCase()));
  test.each([
    ['keeps everything', `]d2${SELF_TEST_TEXT}\r`, true, false],
    ['drops separators', SELF_TEST_TEXT.replace(GS1_SEPARATOR, ''), false, false],
    ['types under CAPS LOCK', swapped, true, true],
    ['does both', swapped.replace(GS1_SEPARATOR, ''), false, true],
  ])('finds one that %s', (_, burst, areSeparatorsKept, isCaseSwapped) => {
    expect(testScanner(burst)).toEqual({ kind: 'usable', profile: { areSeparatorsKept, isCaseSwapped } });
  });

  test('refuses one that loses or adds characters', () => {
    expect(testScanner(SELF_TEST_TEXT.slice(0, -2))).toEqual({ kind: 'unusable', problem: 'characters-lost' });
    expect(testScanner(`${SELF_TEST_TEXT}**`)).toEqual({ kind: 'unusable', problem: 'characters-added' });
  });
});
