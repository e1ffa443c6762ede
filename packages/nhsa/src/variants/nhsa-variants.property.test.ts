import { evaluate } from '@forecheck/core';
import { parseEncounter } from '@forecheck/core/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNhsaError } from '../error.ts';
import { BEIJING_DIAGNOSIS, BEIJING_LINE, BEIJING_VISIT } from './beijing.ts';
import { attachVolaDetail, GUANGDONG_LINE } from './guangdong.ts';
import { HUNAN_LINE, HUNAN_VISIT } from './hunan.ts';
import { nhsaVariants } from './nhsa-variants.ts';
import { DRUG, RULESET } from './sample-ruleset.ts';

const fields = [BEIJING_VISIT, BEIJING_DIAGNOSIS, BEIJING_LINE, GUANGDONG_LINE, HUNAN_LINE, HUNAN_VISIT].flat(2);
const names = fc.constantFrom(
  ...fields,
  ...[
    'infno',
    'inf_time',
    'msgid',
    'input',
    'data',
    'feedetail',
    'trigScen',
    'patientDtos',
    'encounterDtos',
    'orderDtos',
  ],
  ...[
    'patient_dtos',
    'fsi_encounter_dtos',
    'fsi_order_dtos',
    'jrid',
    'dspoway',
    'dspowayrea',
    'warns',
    'rows',
    'psn_no',
  ],
  ...['__proto__', 'constructor', 'toString'],
);
const leaves = fc.oneof(
  fc.constantFrom(
    '1',
    '2',
    '-',
    '无',
    DRUG,
    '2026-07-01 09:30:00',
    '3660',
    '2204',
    '2301',
    '3101',
    '1703',
    '[{}]',
    '{',
    '[{"rx_id":1}]',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaves,
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('anything')), { maxLength: 7 }).map((pairs) => {
      const node: Record<string, unknown> = {};
      for (const [name, value] of pairs)
        Object.defineProperty(node, name, { value, enumerable: true, configurable: true });
      return node;
    }),
  ),
}));
/** Messages in which each reader finds what it looks for, with anything in its fields. */
const likely = fc
  .tuple(fc.dictionary(names, anything, { maxKeys: 6 }), fc.dictionary(names, anything, { maxKeys: 6 }))
  .map(([visit, line]) => ({
    ...visit,
    inf_time: '2026-07-01 09:30:00',
    recipedate: '2026-07-01 09:20:00',
    infno: undefined,
    input: { feedetail: [line], data: { trig_scen: '2', patient_dtos: { ...visit, fsi_order_dtos: [line] } } },
    lines: [{ ...line, nation_sub_code: DRUG }],
  }));

describe.each(nhsaVariants.map((variant) => [variant.id, variant] as const))('%s', (_, variant) => {
  test('any message is read or refused as NhsaError, and what is read is an encounter that gets an answer', () => {
    let readings = 0;
    fc.assert(
      fc.property(fc.oneof(anything, likely), (message) => {
        const parsed = attempt(() => variant.readPrecheck(message));
        if (parsed === undefined) return;
        readings += 1;
        const subjects = [parsed, ...parsed.others];
        for (const { encounter } of subjects) expect(parseEncounter(encounter)).toMatchObject({ ok: true });
        for (const { path } of parsed.notes) expect(path).toMatch(PATH);
        const evaluations = subjects.map(({ encounter }) => evaluate(RULESET, encounter));
        expect(variant.writePrecheck(parsed, evaluations)).toHaveProperty('infcode');
      }),
    );
    expect(readings).toBeGreaterThan(10);
  });

  test('any feedback is read or refused as NhsaError', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (message, isWrapped) => {
        const feedback = attempt(() => variant.readFeedback(isWrapped ? { warns: [{ jrid: 'x' }, message] } : message));
        expect(feedback?.dispositions ?? []).toEqual([]);
      }),
    );
  });
});

test('rows are attached to any answer of a centre, and found there again', () => {
  const row = {
    mdtrt_id: 'M1',
    medins_list_codg: '',
    medins_list_name: '',
    med_list_codg: DRUG,
    vola_type: 'R',
    vola_dscr: 'x',
  };
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('infcode', 'output', 'err_msg'), anything), (answer) => {
      const attached = attachVolaDetail(answer, [row])['output'];
      const output = (typeof attached === 'string' ? JSON.parse(attached) : attached) as { voladetail: unknown[] };
      expect(output.voladetail.at(-1)).toEqual(row);
    }),
  );
});

/** The result, or `undefined` for an NhsaError; anything else thrown fails the property. */
function attempt<Result>(call: () => Result): Result | undefined {
  try {
    return call();
  } catch (error) {
    if (!isNhsaError(error)) throw error;
    expect(error.path).toMatch(PATH);
    return undefined;
  }
}

const PATH = /^[a-z_A-Z0-9.[\]*]*$/;
