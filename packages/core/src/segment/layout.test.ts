import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../compile/canonical-json.ts';
import { PARAMETER_ABSENT, PARAMETER_SLOTS } from './encoding.ts';
import { hashCode } from './hash.ts';
import { KIND_MODE_NUMBERS } from './kind-numbers.ts';
import * as layout from './layout.ts';
import * as numbering from './numbering.ts';
import * as row from './row.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_MASK } from './slots.ts';

describe('the layout of a segment', () => {
  it('changes only together with the format version', () => {
    const { SIGNED_SECTIONS, ...constants } = layout;
    const all = {
      ...constants,
      ...row,
      signed: [...SIGNED_SECTIONS].sort(),
      PARAMETER_ABSENT,
      PARAMETER_SLOTS,
      SLOT_ENTRY_MASK,
      SLOT_TAG_MASK,
    };
    const digest = hashCode(canonicalJson(all)).toString(16);
    // When this fails: a changed layout needs a new `SEGMENT_FORMAT_VERSION`, a reader for every published one, new golden
    // bytes beside the old ones and a line in `docs/segment-format.md`.
    expect({ version: layout.SEGMENT_FORMAT_VERSION, digest }).toEqual({ version: 2, digest: '9ac1ba54' });
  });

  it('numbers kinds and facts for ever: new ones are appended', () => {
    const { SEXES, INSURANCE_TYPES, VISIT_TYPES, INSTITUTION_LEVELS, TITLES, REPRODUCTIVE_STATES, WINDOW_KINDS } =
      numbering;
    const { LAB_OPERATORS, ITEM_KINDS } = numbering;
    const lists = [
      SEXES,
      INSURANCE_TYPES,
      VISIT_TYPES,
      INSTITUTION_LEVELS,
      TITLES,
      REPRODUCTIVE_STATES,
      WINDOW_KINDS,
      LAB_OPERATORS,
      ITEM_KINDS,
    ];
    const firstOnes = [2, 8, 8, 3, 4, 3, 15, 4, 3];
    const kinds = Object.entries(KIND_MODE_NUMBERS).filter(([, number]) => number <= 27);
    const text = canonicalJson([lists.map((list, i) => list.slice(0, firstOnes[i])), kinds.sort()]);
    expect(hashCode(text).toString(16)).toBe('ec49525');
    expect(new Set(Object.values(KIND_MODE_NUMBERS)).size).toBe(Object.keys(KIND_MODE_NUMBERS).length);
  });
});
