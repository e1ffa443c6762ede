import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { type CoreErrorCode, isCoreError } from '../error.ts';
import { parseCstDate } from '../model/calendar.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { hashCode } from './hash.ts';
import { ENTRY_BYTES, HEADER_BYTES, SECTIONS, type SectionName } from './layout.ts';
import { SEGMENT_BYTES_MAX } from './limits.ts';
import { openSegment } from './open.ts';
import { catalogueStart, type EntrySort, somePosting } from './postings.ts';
import { readBasis } from './read-basis.ts';
import {
  CATALOGUE_CLASS,
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_NAME,
  CATALOGUE_UNIT,
  CATALOGUE_UNITS,
  DAY_NEVER,
  ROW_BASIS,
  ROW_FROM,
  ROW_ID,
  ROW_INTS,
  ROW_ITEMS,
  ROW_NAME,
  ROW_OTHERS,
  ROW_PARAMETERS,
  ROW_RULE,
  ROW_TEXT,
  ROW_TO,
} from './row.ts';

const words = { 'zh-CN': '一', en: 'one' };
const SOURCE: RuleSource = {
  formatVersion: 1,
  id: 'S',
  layer: 'province',
  title: '样例',
  catalogue: [
    { code: 'XA01', name: '药品甲', kind: 'drug', payClass: 'b', baseUnit: '片', units: { 盒: 24 }, to: '2025-01-01' },
    { code: 'XA01', name: '药品甲（新）', kind: 'drug', from: '2025-01-01' },
  ],
  rules: [
    {
      id: 'R1',
      name: words,
      logic: { kind: 'conflict', mode: 'excludes', parameters: { window: { kind: 'day' } } },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'pooled',
      message: words,
      basis: [],
    },
    {
      id: 'R2',
      name: words,
      logic: { kind: 'indication', mode: 'allow' },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'pooled',
      message: words,
      basis: [],
      from: '2024-01-01',
    },
  ],
  knowledge: [
    { id: 'KP-1', rule: 'R1', items: ['XA01', 'XB0*'], others: ['XC01'], basis: { instrument: '目录' }, name: '甲' },
    {
      id: 'KP-2',
      rule: 'R2',
      items: ['XC01'],
      text: '限',
      supersedes: ['KP-0'],
      parameters: { groups: [{ allOf: [{ kind: 'diagnosis', codes: ['E11'] }] }] },
    },
    {
      id: 'KP-3',
      rule: 'R1',
      items: ['XB0*', 'XB01*'],
      others: ['XB012', 'XC01'],
      basis: { instrument: '目录', locator: '第3行', text: '原文' },
    },
  ],
  mappings: [{ localCode: '本-1', code: 'XA01', to: '2025-01-01' }],
  policy: [{ decision: 'remind' }],
  withdrawn: [{ row: 'knowledge', id: 'KP-9' }],
};
const BYTES = compileSegment(SOURCE);

describe('an opened segment', () => {
  const view = openSegment(BYTES);

  function postingsOf(sort: EntrySort, id: number): readonly number[] {
    const found: number[] = [];
    somePosting(view, sort, id, (posting) => found.push(posting) === 0);
    return found;
  }

  it('names itself', () => {
    const { id, layer, formatVersion, byteLength, rowCount } = view;
    expect({ id, layer, formatVersion, byteLength, rowCount }).toEqual({
      id: 'S',
      layer: 'province',
      formatVersion: 2,
      byteLength: BYTES.length,
      rowCount: 5,
    });
    expect(view.storage.title).toBe('样例');
  });

  it('leads from a code to its knowledge rows on the right side, and to its catalogue rows', () => {
    const ids = new Int32Array(2);
    view.codes.findMany(['XA01', 'XC01'], Uint32Array.of(hashCode('XA01'), hashCode('XC01')), 2, ids);
    const rowsOf = (id: number) =>
      postingsOf('code', id).map((posting) => [
        view.text(view.rows[(posting >>> 1) * ROW_INTS + ROW_ID]!),
        posting & 1,
      ]);
    expect(rowsOf(ids[0]!)).toEqual([['KP-1', 0]]);
    // Its own row before those that begin with another code.
    expect(rowsOf(ids[1]!)).toEqual([
      ['KP-2', 0],
      ['KP-1', 1],
      ['KP-3', 1],
    ]);
    const first = catalogueStart(view, ids[0]!);
    expect(catalogueStart(view, ids[0]! + 1) - first).toBe(2);
    const names = [first, first + 1].map((row) => view.text(view.catalogue[row * CATALOGUE_INTS + CATALOGUE_NAME]!));
    expect(names).toEqual(['药品甲', '药品甲（新）']);
  });

  it('leads from a prefix to its knowledge rows', () => {
    const ids = new Int32Array(4);
    expect(view.prefixes.findPrefixes('XB012', ids)).toBe(2);
    expect(postingsOf('prefix', ids[0]!)).toEqual([view.findRow('KP-3') * 2, view.findRow('KP-1') * 2]);
    expect(postingsOf('prefix', ids[1]!)).toEqual([view.findRow('KP-3') * 2]);
  });

  it('reads the bases of its knowledge points', () => {
    const bases = ['KP-1', 'KP-2', 'KP-3'].map((id) => readBasis(view, view.findRow(id)));
    expect(bases).toEqual([{ instrument: '目录' }, undefined, { instrument: '目录', locator: '第3行', text: '原文' }]);
    expect(Object.keys(bases[2]!)).toEqual(['instrument', 'locator', 'text']);
  });

  it('finds rows by id', () => {
    expect(view.text(view.rows[view.findRow('KP-2') * ROW_INTS + ROW_ID]!)).toBe('KP-2');
    expect([view.findRow('KP-4'), view.findRow(''), view.findRow('R1')]).toEqual([-1, -1, -1]);
    expect(view.storage.findRows('KP-1')).toEqual([view.findRow('KP-1')]);
  });

  it('maps local codes by the day', () => {
    const end = parseCstDate('2025-01-01');
    expect([view.mapLocalCode('本-1', end - 1), view.mapLocalCode('本-1', end)]).toEqual(['XA01', undefined]);
    expect(view.mapLocalCode('本-2', 0)).toBeUndefined();
  });

  it('holds its rules with their days and rows', () => {
    expect(view.rules.map(({ definition, row, kindMode }) => [definition.id, row, kindMode])).toEqual([
      ['R1', 0, 13],
      ['R2', 1, 9],
    ]);
    expect(view.rules[1]).toMatchObject({ from: parseCstDate('2024-01-01'), to: DAY_NEVER });
    expect(view.ruleIds).toEqual(['R1', 'R2']);
    expect(view.policy).toEqual([{ decision: 'remind' }]);
  });

  it('is the same wherever its bytes begin', () => {
    for (const shift of [1, 4, 8]) {
      const shifted = new Uint8Array(BYTES.length + shift);
      shifted.set(BYTES, shift);
      const moved = openSegment(shifted.subarray(shift));
      expect(moved.rows).toEqual(view.rows);
      expect(moved.text(3)).toBe(view.text(3));
    }
  });

  it('is a view, not a copy', () => {
    expect(view.rows.buffer).toBe(BYTES.buffer);
  });
});

describe('bytes that are no segment are refused', () => {
  it('when there are too few', () => {
    for (const length of [8, 20, 24, 300, BYTES.length - 1]) {
      expect(refusal(BYTES.slice(0, length)).code).toBe('segment-truncated');
    }
    expect(refusal(new Uint8Array(0)).code).toBe('segment-truncated');
  });

  it('when there are too many', () => {
    expect(refusal(Uint8Array.from([...BYTES, 0]))).toMatchObject({ code: 'segment-malformed', section: 'header' });
  });

  it('when there is something behind the last section', () => {
    const longer = new Uint8Array(BYTES.length + 8);
    longer.set(BYTES);
    new DataView(longer.buffer).setUint32(16, longer.length, true);
    expect(refusal(longer)).toEqual({ code: 'segment-malformed', section: 'directory' });
  });

  it('when they begin otherwise', () => {
    expect(refusal(new TextEncoder().encode('{"formatVersion":1,"id":"S"}')).code).toBe('segment-malformed');
    expect(refusal(patched((bytes) => bytes.set([0x0a], 6))).code).toBe('segment-malformed');
  });

  it('when the version is another', () => {
    const next = patched((bytes) => bytes.set([3], 8));
    expect(refusal(next).code).toBe('segment-version-unsupported');
    expect(refusal(next.slice(0, 100)).code).toBe('segment-version-unsupported');
  });

  it('when they promise more than a segment may hold', () => {
    const huge = patched((bytes) => new DataView(bytes.buffer).setUint32(16, SEGMENT_BYTES_MAX + 1, true));
    expect(refusal(huge).code).toBe('segment-excessive');
  });

  it('when any field of the directory or a padding byte is changed', () => {
    for (let at = HEADER_BYTES - 12; at < HEADER_BYTES + SECTIONS.length * ENTRY_BYTES; at += 1) {
      const { code } = refusal(patched((bytes) => bytes.set([bytes[at]! ^ 0x11], at)));
      expect(['segment-malformed', 'segment-truncated', 'segment-excessive']).toContain(code);
    }
    const { offset, length } = sectionOf(BYTES, 'declarations');
    expect(length % 8).not.toBe(0);
    expect(refusal(patched((bytes) => bytes.set([1], offset + length))).code).toBe('segment-malformed');
  });
});

describe('a segment that contradicts itself is refused', () => {
  const firstRow = 2 * ROW_INTS;
  const cases: readonly (readonly [SectionName, number, number])[] = [
    ['codeClasses', 0, 5],
    ['codeClasses', 1, 3],
    ['codeSlots', 0, 0xff00_00ff],
    ['prefixClasses', 0, 0],
    ['diagnosisClasses', 0, 51],
    ['ruleNames', 0, 0],
    ['ruleNames', 0, 999],
    ['ruleNames', 1, 12],
    ['rows', ROW_RULE, 5],
    ['rows', ROW_FROM, 9],
    ['rows', firstRow + ROW_RULE, (13 << 20) | 2],
    ['rows', firstRow + ROW_TO, -0x8000_0000],
    ['rows', firstRow + ROW_ID, 0],
    ['rows', firstRow + ROW_ID, 999],
    ['rows', firstRow + ROW_TEXT, -1],
    ['rows', firstRow + ROW_NAME, 999],
    ['rows', firstRow + ROW_BASIS, 999],
    ['rows', firstRow + ROW_BASIS, -2 - 999],
    ['rows', ROW_ITEMS, -2],
    ['rows', firstRow + ROW_ITEMS, -1],
    ['rows', firstRow + ROW_ITEMS, -2 - 6],
    ['rows', firstRow + ROW_ITEMS, -2 - 5],
    ['rows', firstRow + ROW_ITEMS, 999],
    ['rows', firstRow + ROW_ITEMS, 2],
    ['rows', firstRow + ROW_OTHERS, -0x8000_0000],
    ['rows', firstRow + ROW_OTHERS, 999],
    ['rows', ROW_PARAMETERS, 99],
    ['rows', ROW_PARAMETERS, -1],
    ['rows', ROW_PARAMETERS + 6, 0],
    ['rows', 3 * ROW_INTS + ROW_PARAMETERS, 0],
    ['rowParameters', 2, 999],
    ['rowSlots', 0, 4],
    ['lists', 0, -1],
    ['lists', 0, 99],
    ['catalogue', CATALOGUE_NAME, 999],
    ['catalogue', CATALOGUE_CLASS, 0],
    ['catalogue', CATALOGUE_CLASS, 4],
    ['catalogue', CATALOGUE_CLASS, 0x0401],
    ['catalogue', CATALOGUE_UNIT, -1],
    ['catalogue', CATALOGUE_UNITS, 999],
    ['catalogue', CATALOGUE_INTS + CATALOGUE_FROM, 9],
    ['catalogue', CATALOGUE_FROM, DAY_NEVER],
    ['supersessions', 0, 1],
    ['supersessions', 0, 5],
    ['supersessions', 1, 0],
    ['withdrawals', 0, 4],
    ['withdrawals', 1, 999],
    ['mappings', 0, 0],
    ['mappings', 1, 999],
    ['mappings', 3, -0x8000_0000],
    ['mappingSlots', 0, 2],
    ['textStart', 0, 1],
    ['textStart', 2, 0xffff_ffff],
    ['textStart', 3, 0],
  ];

  it.each(cases)('%s, element %d set to %d', (section, element, value) => {
    const bytes = patched((copy) => {
      const { offset, length } = sectionOf(copy, section);
      expect(element * 4).toBeLessThan(length);
      const before = new DataView(copy.buffer).getInt32(offset + element * 4, true);
      expect(before).not.toBe(value | 0);
      new DataView(copy.buffer).setInt32(offset + element * 4, value | 0, true);
    });
    expect(refusal(bytes).code).toBe('segment-malformed');
  });

  it('with a list that is longer than its heap', () => {
    const bytes = patched((copy) => {
      const { offset, length } = sectionOf(copy, 'lists');
      const lists = new Int32Array(copy.buffer, offset, length / 4);
      let last = 0;
      for (let at = 0; at < lists.length; at += lists[at]! + 1) last = at;
      lists[last]! += 1;
    });
    expect(refusal(bytes)).toEqual({ code: 'segment-malformed', section: 'lists' });
  });

  it('with a unit whose name is nowhere', () => {
    const bytes = patched((copy) => {
      const units = new DataView(copy.buffer).getInt32(sectionOf(copy, 'catalogue').offset + CATALOGUE_UNITS * 4, true);
      new DataView(copy.buffer).setInt32(sectionOf(copy, 'lists').offset + units * 4 + 4, 999, true);
    });
    expect(refusal(bytes)).toEqual({ code: 'segment-malformed', section: 'catalogue' });
  });

  it.each(['codeSlots', 'prefixSlots', 'diagnosisSlots', 'rowSlots', 'mappingSlots'] as const)(
    '%s, an entry of which is nowhere to be found, or twice',
    (section) => {
      const slotsOf = (copy: Uint8Array) => {
        const { offset, length } = sectionOf(copy, section);
        return new Uint32Array(copy.buffer, offset, length / 4);
      };
      const lost = patched((copy) =>
        slotsOf(copy).set(
          [0],
          slotsOf(copy).findIndex((slot) => slot !== 0),
        ),
      );
      const twice = patched((copy) => slotsOf(copy).set([1], slotsOf(copy).indexOf(0)));
      for (const bytes of [lost, twice]) expect(refusal(bytes)).toEqual({ code: 'segment-malformed', section });
    },
  );

  it('with bytes beyond ASCII in a code', () => {
    const { offset } = sectionOf(BYTES, 'codeBytes');
    expect(refusal(patched((copy) => copy.set([0xc3], offset)))).toMatchObject({ section: 'codeBytes' });
  });

  it('of a rule kind that is not known here', () => {
    const { offset } = sectionOf(BYTES, 'ruleNames');
    const bytes = patched((copy) => new DataView(copy.buffer).setUint32(offset + 4, 4000, true));
    expect(refusal(bytes).code).toBe('segment-kind-unsupported');
  });

  it.each([
    ['"R1"', '"R3"'],
    ['"excludes"', '"includes"'],
    ['"critical"', '"criticaX"'],
    ['"province"', '"provincX"'],
    ['"remind"', '"remiXX"'],
    ['"rules"', '"rulez"'],
    ['"2024-01-01"', '"2024-13-01"'],
    ['{"id"', '["id"'],
    ['"message"', '"messagX"'],
  ])('with declarations that say %s as %s', (word, other) => {
    const { offset, length } = sectionOf(BYTES, 'declarations');
    const json = new TextDecoder().decode(BYTES.subarray(offset, offset + length));
    expect(json).toContain(word);
    const bytes = patched((copy) => copy.set(new TextEncoder().encode(json.replace(word, other)), offset));
    expect(refusal(bytes).code).toBe('segment-malformed');
  });
});

function refusal(bytes: Uint8Array): { code: CoreErrorCode; section: unknown } {
  try {
    openSegment(bytes);
  } catch (error) {
    if (isCoreError(error)) return { code: error.code, section: error.detail['section'] };
    throw error;
  }
  throw new Error('the segment was opened');
}

function patched(change: (bytes: Uint8Array) => void): Uint8Array {
  const copy = BYTES.slice();
  change(copy);
  return copy;
}

function sectionOf(bytes: Uint8Array, name: SectionName): { offset: number; length: number } {
  const index = SECTIONS.findIndex(([section]) => section === name);
  const entry = new DataView(bytes.buffer, HEADER_BYTES + index * ENTRY_BYTES);
  return { offset: entry.getUint32(8, true), length: entry.getUint32(12, true) };
}
