import { describe, expect, test } from 'vitest';
import type { Fields } from '../precheck/sample-message.ts';
import { beijingVariant } from './beijing.ts';
import { variantByInfno } from './nhsa-variants.ts';
import { codesOf, DRUG, judge } from './sample-ruleset.ts';

describe('Beijing', () => {
  const visit = (overrides: Fields = {}): Fields => ({
    mdtrt_id: 'POS-1',
    icno: 'IC-1',
    patn_name: '演示甲',
    gend: '2',
    brdy: '1990-05-05',
    AreaCode: '110000',
    recipedate: '2026-07-01 09:20:00',
    dscg_main_dise_codg: 'I10.x00',
    drord_dr_codg: 'D999900000001',
    drord_dr_profttl: '233',
    sectioncode: 'LD-99',
    med_mdtrt_type: '3',
    med_type: '11',
    matn_stas: '3',
    insutype: '31',
    diagnoses: [
      { diagnoseno: '1', maindise_flag: '1', dise_codg: 'I10.x00', dise_name: '演示诊断', dise_date: '2026-07-01' },
    ],
    orders: [
      {
        rxno: 'R1',
        item_type: '0',
        nation_sub_code: DRUG,
        hiscode: 'SKU-1',
        itemname: '演示药品一片',
        count: 2,
        unitprice: 30,
        fee: 60,
        unit: '盒',
      },
    ],
    ...overrides,
  });

  test('a flat message in its own names is a purchase at a pharmacy', () => {
    const { encounter, notes } = beijingVariant.readPrecheck(visit(), { asOf: '2026-07-01 09:30:00' });
    expect(encounter).toMatchObject({
      id: 'POS-1',
      phase: 'prompt',
      scene: 'pharmacy-purchase',
      institution: { kind: 'pharmacy' },
      visit: { type: 'pharmacy' },
      insuredPerson: { sex: 'female', birthDate: '1990-05-05', poolingRegion: '110000', reproductiveState: 'pregnant' },
      practitioners: [{ id: 'D999900000001', title: 'attending' }],
      diagnoses: [{ code: 'I10.x00', isMain: true }],
      items: [
        {
          role: 'draft',
          code: DRUG,
          localCode: 'SKU-1',
          kind: 'drug',
          quantity: 2,
          unit: '盒',
          unitPriceFen: 3000,
          amountFen: 6000,
        },
      ],
    });
    // Local insurance codes: nobody published what they mean.
    expect(encounter.insuredPerson).not.toHaveProperty('insuranceType');
    expect(notes.map(({ code, path }) => `${code} ${path}`)).toContain('code-unknown insutype');
    expect(JSON.stringify(encounter)).not.toContain('演示甲');
  });

  test('local insurance codes in the institution’s table', () => {
    const tables = { insuranceType: { '31': 'employee' } } as const;
    expect(beijingVariant.readPrecheck(visit(), { tables }).encounter.insuredPerson?.insuranceType).toBe('employee');
  });

  test('nodes are found wherever they stand, and paths are those of the message', () => {
    const { orders, diagnoses, ...flat } = visit({ matn_stas: '1' });
    const nested = {
      infno: 'X',
      inf_time: '2026-07-01 09:30:00',
      input: { encounter: flat, items: orders, dise: JSON.stringify(diagnoses) },
    };
    const { encounter } = beijingVariant.readPrecheck(nested);
    expect(encounter).toMatchObject({
      id: 'POS-1',
      insuredPerson: { reproductiveState: 'none' },
      diagnoses: [{ code: 'I10.x00' }],
    });
    const bad = { ...nested, input: { ...nested.input, items: [{ nation_sub_code: DRUG, count: 'two' }] } };
    expect(beijingVariant.readPrecheck(bad).notes.map(({ code, path }) => `${code} ${path}`)).toContain(
      'value-malformed input.items[0].count',
    );
  });

  test('an answer in its own names', () => {
    const parsed = beijingVariant.readPrecheck(visit());
    expect(beijingVariant.writePrecheck(parsed, judge(parsed))).toMatchObject({
      infcode: 0,
      output: {
        result: [
          {
            ruleid: 'drug-quantity',
            rulename: '药品限数量',
            volacont: '演示药品一 限 1 盒',
            mdtrtid: 'POS-1',
            volaamt: 30,
            volaamtstas: '1',
            sevdeg: '1',
            volaevid: expect.stringContaining('演示目录'),
            volabhvrtype: '1',
          },
          { ruleid: 'drug-sex', sevdeg: '2', volaamt: 60, volaamtstas: '1' },
        ],
      },
    });
  });

  test('1703 feeds back, as rows, as one row, in a list of any name', () => {
    const parsed = beijingVariant.readPrecheck(visit());
    const { output } = beijingVariant.writePrecheck(parsed, judge(parsed)) as {
      output: { result: { jrid: string }[] };
    };
    const [first, second] = output.result;
    const go = { jrid: first!.jrid, dspoway: '1', dspowayrea: '病情需要' };
    const back = { jrid: second!.jrid, dspoway: '2' };
    for (const message of [
      [go, back],
      { infno: '1703', rows: [go, back] },
      { input: { data: { list: [go, back] } } },
      JSON.stringify([go, back]),
    ]) {
      const { dispositions, problems } = beijingVariant.readFeedback(message, { receivedAt: '2026-07-01 09:31:00' });
      expect(problems).toEqual([]);
      expect(dispositions.map(({ kind, reason }) => [kind, reason])).toEqual([
        ['continue-with-reason', '病情需要'],
        ['return-and-change', undefined],
      ]);
    }
    expect(beijingVariant.isFeedback?.([go])).toBe(true);
    expect(beijingVariant.isFeedback?.(JSON.stringify({ rows: [go] }))).toBe(true);
    expect(beijingVariant.isFeedback?.(visit())).toBe(false);
    expect(beijingVariant.readFeedback(go).dispositions).toHaveLength(1);
    expect(codesOf(() => beijingVariant.readFeedback({ rows: [] }))).toBe('node-missing jrid');
    expect(variantByInfno('1703')).toBe(beijingVariant);
  });

  test('without a visit or without lines nothing is answered', () => {
    const { orders: _, ...without } = visit();
    expect(codesOf(() => beijingVariant.readPrecheck(without))).toBe('node-missing nation_sub_code');
    expect(codesOf(() => beijingVariant.readPrecheck({}))).toBe('node-missing mdtrt_id');
  });
});
