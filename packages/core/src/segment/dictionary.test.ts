import { describe, expect, it } from 'vitest';
import { createDictionary } from '../compile/dictionary-builder.ts';
import { openCodes } from './dictionary.ts';
import { hashCode } from './hash.ts';
import { openPrefixes } from './prefix-dictionary.ts';
import { slotEntry } from './slots.ts';
import type { CodeTable, PrefixTable } from './view.ts';

function build(texts: readonly string[]) {
  const builder = createDictionary('codes');
  for (const text of texts) builder.add(text);
  return builder.seal();
}

function findAll(codes: CodeTable, texts: readonly string[]): readonly number[] {
  const ids = new Int32Array(texts.length).fill(99);
  codes.findMany(texts, Uint32Array.from(texts, hashCode), texts.length, ids);
  return [...ids];
}

function prefixesOf(prefixes: PrefixTable, text: string): readonly string[] {
  const ids = new Int32Array(60);
  const count = prefixes.findPrefixes(text, ids);
  return [...ids.subarray(0, count)].map(prefixes.text);
}

describe('a dictionary of codes', () => {
  it('numbers them by length, then by text, each once', () => {
    const codes = openCodes(build(['BB', 'A', 'AB', 'ZZZ', 'A', 'BB']));
    expect([0, 1, 2, 3].map(codes.text)).toEqual(['A', 'AB', 'BB', 'ZZZ']);
    expect(codes.count).toBe(4);
    expect([codes.text(-1), codes.text(4)]).toEqual(['', '']);
  });

  it('finds each of ten thousand and nothing else', () => {
    const texts = Array.from({ length: 10_000 }, (_, i) => `X${i.toString(36).toUpperCase()}${i % 7}`);
    const codes = openCodes(build(texts));
    const ids = findAll(codes, texts);
    expect(ids.map(codes.text)).toEqual(texts);
    expect(new Set(ids).size).toBe(10_000);
    expect(
      new Set(
        findAll(
          codes,
          texts.map((text) => `${text}-`),
        ),
      ),
    ).toEqual(new Set([-1]));
    expect(
      new Set(
        findAll(
          codes,
          texts.map((text) => `Y${text.slice(1)}`),
        ),
      ),
    ).toEqual(new Set([-1]));
  });

  it('answers look-ups of any number, of any text', () => {
    const codes = openCodes(build(['A', 'AB']));
    expect(findAll(codes, ['', 'AB', 'x'.repeat(51), '药', 'A\u0000', 'A'.repeat(5000), 'A'])).toEqual([
      -1, 1, -1, -1, -1, -1, 0,
    ]);
    expect(
      findAll(
        codes,
        Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'A' : 'B')),
      ),
    ).toEqual(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0 : -1)));
    expect(findAll(codes, [])).toEqual([]);
    expect(findAll(openCodes(build([])), ['A'])).toEqual([-1]);
  });

  it('compares bytes, not only hashes', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `C${i}`);
    const sealed = build(texts);
    const codes = openCodes(sealed);
    const ids = new Int32Array(1);
    // Every hash that leads to an occupied slot with an equal tag, asked with a text that is not there.
    for (const text of texts) {
      codes.findMany(['C-'], Uint32Array.of(hashCode(text)), 1, ids);
      expect(ids[0]).toBe(-1);
    }
  });

  it('tells the hash and the text of a code without making a string', () => {
    const texts = ['A', 'XA01BBA001A001010100001', 'XB'];
    const codes = openCodes(build(texts));
    for (const text of texts) {
      const [id] = findAll(codes, [text]);
      expect(codes.hash(id!)).toBe(hashCode(text));
      expect(codes.isText(id!, text)).toBe(true);
      expect(codes.isText(id!, `${text}0`)).toBe(false);
    }
    expect(codes.hash(3)).toBe(0);
    expect(codes.isText(-1, '')).toBe(false);
  });

  it('never walks further than its writer promised, whatever the table holds', () => {
    const sealed = build(['A']);
    const slots = new Uint32Array(4096).fill(((hashCode('B') & 0xff00_0000) | 1) >>> 0);
    const codes = openCodes({ ...sealed, slots });
    expect(findAll(codes, ['B', 'A'])[0]).toBe(-1);
  });
});

describe('a dictionary of prefixes', () => {
  const prefixes = openPrefixes(build(['XA0', 'XA01', 'XA01BB', 'XB0', 'T00100057', 'E11']));

  it('finds all prefixes of a text, shortest first', () => {
    expect(prefixesOf(prefixes, 'XA01BB9')).toEqual(['XA0', 'XA01', 'XA01BB']);
    expect(prefixesOf(prefixes, 'XA02')).toEqual(['XA0']);
    expect(prefixesOf(prefixes, 'E11')).toEqual(['E11']);
    expect(prefixesOf(prefixes, 'T00100057')).toEqual(['T00100057']);
  });

  it('finds none where there is none', () => {
    for (const text of ['', 'X', 'XA', 'E1', 'xa01', '药品甲', 'T0010005'])
      expect(prefixesOf(prefixes, text)).toEqual([]);
    expect(prefixesOf(openPrefixes(build([])), 'XA01')).toEqual([]);
  });

  it('finds those of many texts at once, one place for each length', () => {
    const texts = ['XA01BB9', 'X', '药品甲', 'T00100057', ...Array.from({ length: 200 }, (_, i) => `XB0${i}`)];
    const ids = new Int32Array(texts.length * 4);
    prefixes.findMany(texts, texts.length, ids);
    const found = texts.map((_, i) =>
      [...ids.subarray(i * 4, i * 4 + 4)].map((id) => (id < 0 ? '' : prefixes.text(id))),
    );
    expect(found.slice(0, 4)).toEqual([
      ['XA0', 'XA01', 'XA01BB', ''],
      ['', '', '', ''],
      ['', '', '', ''],
      ['', '', '', 'T00100057'],
    ]);
    expect(found.slice(4)).toEqual(found.slice(4).map(() => ['XB0', '', '', '']));
  });

  it('passes over the character in the gap', () => {
    const diagnoses = openPrefixes(build(['E11', 'E119', 'E1190', 'I10']));
    const ids = new Int32Array(64);
    const textsOf = (text: string): string[] =>
      [...ids.subarray(0, diagnoses.findPrefixes(text, ids, 3))].map((id) => diagnoses.text(id));
    expect(textsOf('E11.901')).toEqual(['E11', 'E119', 'E1190']);
    expect(textsOf('E11')).toEqual(['E11']);
    expect(textsOf('E119')).toEqual(['E11']);
  });

  it('names the lengths that occur', () => {
    expect(prefixes.lengths).toEqual([3, 4, 6, 9]);
    expect(prefixes.count).toBe(6);
  });
});

describe('slots', () => {
  it('hold every entry once', () => {
    const { slots } = build(['A', 'B', 'C']);
    const entries = [...slots].filter((slot) => slot !== 0).map(slotEntry);
    expect(entries.sort()).toEqual([0, 1, 2]);
    expect(slots.length).toBe(8);
  });
});
