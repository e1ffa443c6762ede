import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { isCoreError } from '../error.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleDefinition } from '../source/rule-source.ts';
import { PARAMETER_ABSENT, PARAMETER_SLOTS } from './encoding.ts';
import { KIND_MODE_NUMBERS, type KindMode } from './kind-numbers.ts';
import { ENTRY_BYTES, HEADER_BYTES, SECTIONS } from './layout.ts';
import { openSegment } from './open.ts';
import { ROW_INTS, ROW_PARAMETERS } from './row.ts';

/** Every parameter of every mode, so that every slot is filled. */
const FULLEST: Readonly<Record<KindMode, readonly object[]>> = {
  'restrict.sex': [{ sex: 'male' }],
  'restrict.age': [{ yearsMin: 0, yearsBelow: 200, daysMin: 0, daysMax: 73_050 }],
  'restrict.insurance-type': [{ allow: ['employee', 'other'] }, { deny: ['work-injury'] }],
  'restrict.visit-type': [{ allow: ['outpatient', 'internet'] }],
  'restrict.institution-level': [{ levelMin: 'tertiary', specialities: ['眼科'] }],
  'restrict.department': [{ deny: ['A01', 'A02'] }],
  'restrict.prescriber': [{ titleMin: 'chief', departments: ['A01'] }],
  'restrict.reproductive-state': [{ deny: ['pregnant', 'lactating'] }],
  'indication.allow': [
    {
      groups: [
        {
          allOf: [
            { kind: 'diagnosis', codes: ['E11', 'I60-I64'], role: 'main' },
            { kind: 'age', yearsMin: 18 },
            { kind: 'sex', sex: 'female' },
          ],
        },
        {
          allOf: [
            { kind: 'lab', code: 'Hb', operator: '>', value: '90.5', unit: 'g/L', withinDays: 30 },
            { kind: 'marker', code: 'ALK', results: ['+', '++'] },
            { kind: 'document', type: '会诊' },
            { kind: 'onset', withinHours: 72 },
            { kind: 'prior-use', codes: ['XA01', 'XB0*'], withinDays: 365, daysMin: 3 },
          ],
        },
      ],
    },
  ],
  'indication.deny': [{ groups: [{ allOf: [{ kind: 'age', yearsBelow: 18 }] }] }],
  'indication.evidence': [{ visitTypes: ['outpatient', 'internet'] }],
  'conflict.includes': [{ window: { kind: 'hours', hours: 6 }, sameSite: true }],
  'conflict.excludes': [{ window: { kind: 'insurance-year', startsOn: '12-28' }, sameSite: false }],
  'conflict.same-class': [{ window: { kind: 'overlap' }, distinctMax: 1000 }],
  'limit.quantity': [
    { window: { kind: 'rolling', days: 36_600 }, max: 900_000_000_000, unit: '片', count: 'each', perSite: true },
  ],
  'limit.times': [{ window: { kind: 'line' }, max: '0.0001', unit: '次', count: 'together', perSite: false }],
  'limit.days': [{ window: { kind: 'course', gapDays: 7 }, max: 1_000_000, count: 'span' }],
  'limit.min-gap': [{ days: 14 }],
  'limit.supply': [{ daysMax: '7.5' }],
  'limit.amount': [{ window: { kind: 'lifetime' }, maxFen: 10_000_000_000 }],
  'limit.distinct': [{ window: { kind: 'visit' }, max: 0 }],
  'price.ceiling': [{ maxFen: '123456.7891', maxFenByLevel: { primary: 1, tertiary: '2.5' } }],
  'price.discount': [{ ratio: '0.5', group: 'g', incision: 'same-day' }],
  'coverage.never': [{}],
  'coverage.composition': [{}],
  'companion.required': [{ window: { kind: 'hour' } }],
  'companion.step': [{ firstLine: ['XA01', 'XB0*'], withinDays: 36_525, daysMin: 36_525 }],
};

const KIND_MODES = Object.keys(KIND_MODE_NUMBERS) as readonly KindMode[];

function compile(kindMode: KindMode, parameters: object): Uint8Array {
  const [kind, mode] = kindMode.split('.');
  const words = { 'zh-CN': '一', en: 'one' };
  const rule = {
    id: 'R',
    name: words,
    logic: { kind, mode, parameters } as RuleLogic,
    verdict: 'notice',
    severity: 'info',
    fundScope: 'any',
    message: words,
    basis: [],
  } satisfies RuleDefinition;
  return compileSegment({ formatVersion: 1, id: 'S', layer: 'city', rules: [rule] });
}

function slotsOf(bytes: Uint8Array): Int32Array {
  const entry = HEADER_BYTES + SECTIONS.findIndex(([name]) => name === 'rows') * ENTRY_BYTES;
  const offset = new DataView(bytes.buffer).getUint32(entry + 8, true) + ROW_PARAMETERS * 4;
  return new Int32Array(bytes.buffer, offset, PARAMETER_SLOTS);
}

function isRefused(bytes: Uint8Array): boolean {
  try {
    openSegment(bytes);
    return false;
  } catch (error) {
    if (isCoreError(error)) return true;
    throw error;
  }
}

describe('parameters of every kind and mode', () => {
  it.each(KIND_MODES.flatMap((kindMode) => FULLEST[kindMode].map((parameters) => [kindMode, parameters] as const)))(
    '%s are let pass as they are written',
    (kindMode, parameters) => {
      const bytes = compile(kindMode, parameters);
      const written = openSegment(bytes).rows.subarray(ROW_PARAMETERS, ROW_INTS);
      const isFilled = written.some((value) => value !== PARAMETER_ABSENT);
      expect(isFilled).toBe(Object.keys(parameters).length > 0);
    },
  );

  it.each(KIND_MODES)('%s are refused beyond what their slots may hold', (kindMode) => {
    const [parameters] = FULLEST[kindMode];
    const bytes = compile(kindMode, parameters!);
    const slots = slotsOf(bytes);
    for (let slot = 0; slot < PARAMETER_SLOTS; slot += 1) {
      const written = slots[slot]!;
      for (const value of [-1, PARAMETER_ABSENT + 1]) {
        slots[slot] = value;
        expect(isRefused(bytes), `slot ${slot} set to ${value}`).toBe(true);
      }
      slots[slot] = 1;
      if (written === PARAMETER_ABSENT) expect(isRefused(bytes), `slot ${slot}, which nobody fills`).toBe(true);
      slots[slot] = PARAMETER_ABSENT;
      expect(isRefused(bytes), `slot ${slot} absent`).toBe(false);
      slots[slot] = written;
    }
    expect(isRefused(bytes)).toBe(false);
  });

  it.each<[KindMode, number, number]>([
    ['restrict.sex', 0, 3],
    ['restrict.insurance-type', 1, 256],
    ['restrict.institution-level', 1, 0x7fff],
    ['restrict.reproductive-state', 1, 8],
    ['indication.allow', 0, 0],
    ['indication.evidence', 0, 256],
    ['conflict.includes', 0, 15],
    ['conflict.includes', 1, 36_601],
    ['limit.quantity', 4, 0x7fff],
    ['limit.quantity', 5, 3],
    ['limit.days', 3, 0],
    ['price.ceiling', 2, 1],
    ['price.discount', 2, 0x7fff],
    ['companion.step', 0, 0x7fff],
  ])('%s with slot %d set to %d is refused', (kindMode, slot, value) => {
    const bytes = compile(kindMode, FULLEST[kindMode][0]!);
    const slots = slotsOf(bytes);
    expect(slots[slot]).not.toBe(value);
    slots[slot] = value;
    expect(isRefused(bytes)).toBe(true);
  });
});

describe('an indication', () => {
  it('is refused wherever one of its lists is changed to what it cannot be', () => {
    const bytes = compile('indication.allow', FULLEST['indication.allow'][0]!);
    const entry = HEADER_BYTES + SECTIONS.findIndex(([name]) => name === 'lists') * ENTRY_BYTES;
    const header = new DataView(bytes.buffer);
    const lists = new Int32Array(
      bytes.buffer,
      header.getUint32(entry + 8, true),
      header.getUint32(entry + 12, true) / 4,
    );
    expect(lists.length).toBeGreaterThan(40);
    let refused = 0;
    for (let at = 0; at < lists.length; at += 1) {
      const written = lists[at]!;
      lists[at] = 0x3fff_ffff;
      if (isRefused(bytes)) refused += 1;
      lists[at] = -2;
      expect(isRefused(bytes), `element ${at} set to −2`).toBe(true);
      lists[at] = written;
    }
    // A count of days, hours or years may be any number; everything else is a reference, a choice or a length.
    expect(lists.length - refused).toBe(9);
  });
});
