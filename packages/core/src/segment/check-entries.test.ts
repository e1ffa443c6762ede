import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { isCoreError } from '../error.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { ENTRY_BYTES, HEADER_BYTES, SECTIONS, type SectionName } from './layout.ts';
import { openSegment } from './open.ts';
import {
  CODE_ENTRY_INTS,
  ENTRY_CATALOGUE,
  ENTRY_POSTING,
  ENTRY_PREFIX,
  ENTRY_ROW,
  ENTRY_SHORTER,
  PREFIX_ENTRY_INTS,
} from './row.ts';

const words = { 'zh-CN': '一', en: 'one' };
/** Row 0 is the rule's; code 0 owns row 1, code 1 row 2, prefix 0 row 3. Code 2 has the longer of two prefixes. */
const SOURCE: RuleSource = {
  formatVersion: 1,
  id: 'S',
  layer: 'province',
  catalogue: [
    { code: 'XA01', name: '甲', kind: 'drug', to: '2025-01-01' },
    { code: 'XA01', name: '乙', kind: 'drug', from: '2025-01-01' },
  ],
  rules: [
    {
      id: 'R1',
      name: words,
      logic: { kind: 'conflict', mode: 'excludes' },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'pooled',
      message: words,
      basis: [],
    },
  ],
  knowledge: [
    { id: 'KP-1', rule: 'R1', items: ['XA01', 'XB0*'], others: ['XC01'] },
    { id: 'KP-2', rule: 'R1', items: ['XC01'] },
    { id: 'KP-3', rule: 'R1', items: ['XB0*', 'XB01*'], others: ['XB012', 'XC01'] },
  ],
};
const BYTES = compileSegment(SOURCE);

describe('entries of codes and prefixes', () => {
  it('say where everything about them begins', () => {
    const { codeEntries, postings, prefixEntries, prefixPostings } = openSegment(BYTES);
    expect([...codeEntries]).toEqual([1, 0, 0, 0, 2, 0, 2, 0, 3, 2, 2, 2, 3, 3, 2, 0]);
    expect([...postings]).toEqual([3, 7, 7]);
    expect([...prefixEntries]).toEqual([3, 0, 0, 4, 1, 1, 4, 2, 0]);
    expect([...prefixPostings]).toEqual([2, 6]);
  });

  it.each<[SectionName, number, number]>([
    ['codeEntries', ENTRY_ROW, 0],
    ['codeEntries', CODE_ENTRY_INTS + ENTRY_ROW, 4],
    ['codeEntries', CODE_ENTRY_INTS + ENTRY_ROW, 0xffff_ffff],
    ['codeEntries', 3 * CODE_ENTRY_INTS + ENTRY_ROW, 4],
    ['codeEntries', ENTRY_POSTING, 1],
    ['codeEntries', CODE_ENTRY_INTS + ENTRY_POSTING, 3],
    ['codeEntries', CODE_ENTRY_INTS + ENTRY_POSTING, 0x8000_0000],
    ['codeEntries', CODE_ENTRY_INTS + ENTRY_CATALOGUE, 3],
    ['codeEntries', 3 * CODE_ENTRY_INTS + ENTRY_CATALOGUE, 3],
    ['codeEntries', 2 * CODE_ENTRY_INTS + ENTRY_PREFIX, 3],
    ['codeEntries', 2 * CODE_ENTRY_INTS + ENTRY_PREFIX, 0xffff_ffff],
    ['codeEntries', 3 * CODE_ENTRY_INTS + ENTRY_PREFIX, 1],
    ['prefixEntries', ENTRY_ROW, 2],
    ['prefixEntries', PREFIX_ENTRY_INTS + ENTRY_ROW, 5],
    ['prefixEntries', PREFIX_ENTRY_INTS + ENTRY_POSTING, 3],
    ['prefixEntries', ENTRY_SHORTER, 1],
    ['prefixEntries', PREFIX_ENTRY_INTS + ENTRY_SHORTER, 2],
    ['prefixEntries', 2 * PREFIX_ENTRY_INTS + ENTRY_SHORTER, 1],
    // The rule's row; a row that is not there; below the one before; the other side of a row that has none.
    ['postings', 0, 0],
    ['postings', 0, 8],
    ['postings', 1, 2],
    ['postings', 1, 5],
    ['prefixPostings', 0, 99],
  ])('%s, element %d set to %d, are refused', (section, element, value) => {
    const copy = BYTES.slice();
    const entry = HEADER_BYTES + SECTIONS.findIndex(([name]) => name === section) * ENTRY_BYTES;
    const view = new DataView(copy.buffer);
    const at = view.getUint32(entry + 8, true) + element * 4;
    expect(element * 4).toBeLessThan(view.getUint32(entry + 12, true));
    expect(view.getUint32(at, true)).not.toBe(value);
    view.setUint32(at, value, true);
    expect(codeOf(() => openSegment(copy))).toBe('segment-malformed');
  });
});

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  return 'opened';
}
