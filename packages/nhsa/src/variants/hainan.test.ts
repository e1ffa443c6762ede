import { describe, expect, test } from 'vitest';
import { type Fields, sampleData, sampleEncounter, sampleMessage, samplePerson } from '../precheck/sample-message.ts';
import { formatSingleResult, hainanVariant } from './hainan.ts';
import { DRUG, judge } from './sample-ruleset.ts';

describe('Hainan', () => {
  const camel = (message: Fields): unknown =>
    JSON.parse(
      JSON.stringify(message)
        .replaceAll('"fsi_', '"')
        .replace(
          /"([a-z]+(?:_[a-z0-9]+)+)":/g,
          (_, name: string) => `"${name.replace(/_([a-z0-9])/g, (__, c: string) => c.toUpperCase())}":`,
        ),
    );
  const message = (infno: string, scenes: string): unknown => {
    const { patient_dtos: _, ...data } = sampleData({ trig_scen: scenes });
    const person = samplePerson({ fsi_encounter_dtos: sampleEncounter() });
    return {
      infno,
      inf_time: '2026-07-01 09:30:00',
      medins_code: 'H99990000002',
      input: {
        trigScen: {
          ...(camel(data) as Fields),
          trigScen: scenes,
          patientDtos: [{ ...(camel(person) as Fields), cvlservFlag: '0' }],
        },
      },
    };
  };

  test('a message in camelCase, its scenes in a list, is the encounter of the same 3101', () => {
    const { encounter } = hainanVariant.readPrecheck(message('3660', '1,2'));
    const national = hainanVariant.readPrecheck(sampleMessage({ infno: '3101' }));
    expect(encounter).toEqual(national.encounter);
    expect(encounter).toMatchObject({
      id: 'M1',
      phase: 'prompt',
      scene: 'outpatient-order',
      items: [{ code: DRUG, quantity: 2 }],
    });
  });

  test('3661 asks during, and so does a 3660 whose scene says so', () => {
    expect(hainanVariant.readPrecheck(message('3661', '7')).encounter).toMatchObject({
      phase: 'review',
      scene: 'outpatient-pre-settlement',
    });
    expect(hainanVariant.readPrecheck(message('3660', '7')).encounter.phase).toBe('review');
  });

  test('the answer is the national one; clients that read one object get the worst with all texts', () => {
    const parsed = hainanVariant.readPrecheck(message('3660', '2'));
    expect(hainanVariant.writePrecheck(parsed, judge(parsed))).toMatchObject({
      infcode: 0,
      output: { result: [{ rule_id: 'drug-quantity' }, { rule_id: 'drug-sex' }] },
    });
    expect(formatSingleResult(parsed, judge(parsed)).output?.result).toMatchObject({
      rule_id: 'drug-quantity',
      vola_cont: '演示药品一 限 1 盒\n演示药品一 限男性使用',
    });
    const nothing = judge(parsed).map((one) => ({ ...one, alerts: [] }));
    expect(formatSingleResult(parsed, nothing)).toMatchObject({ infcode: 0, output: {} });
    expect(formatSingleResult(parsed, nothing).output).not.toHaveProperty('result');
  });
});
