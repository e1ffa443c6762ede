import { describe, expect, test } from 'vitest';
import type { Fields } from '../precheck/sample-message.ts';
import { attachVolaDetail, formatVolaDetail, guangdongVariant } from './guangdong.ts';
import { codesOf, DRUG, judge } from './sample-ruleset.ts';

describe('Guangdong', () => {
  const line = (overrides: Fields = {}): Fields => ({
    feedetl_sn: 'F1',
    mdtrt_id: 'M1',
    psn_no: 'P1',
    fee_ocur_time: '2026-07-01 09:20:00',
    med_list_codg: DRUG,
    medins_list_codg: 'LOCAL-1',
    medins_list_name: '演示药品一片',
    det_item_fee_sumamt: 60,
    cnt: 2,
    pric: 30,
    ...overrides,
  });
  const upload = (lines: unknown, overrides: Fields = {}): Fields => ({
    infno: '2204',
    inf_time: '2026-07-01 09:30:00',
    msgid: 'X1',
    fixmedins_code: 'H99990000001',
    input: { feedetail: lines },
    ...overrides,
  });
  const row = {
    mdtrt_id: 'M1',
    medins_list_codg: 'LOCAL-1',
    medins_list_name: '演示药品一片',
    med_list_codg: DRUG,
    vola_type: 'drug-quantity',
    vola_dscr: '演示药品一 限 1 盒',
  };

  test('fee lines are judged as they are uploaded', () => {
    const parsed = guangdongVariant.readPrecheck(upload([line()]));
    expect(parsed.encounter).toMatchObject({
      id: 'M1',
      phase: 'prompt',
      scene: 'outpatient-order',
      institution: { kind: 'hospital' },
      items: [{ id: 'F1', role: 'draft', code: DRUG, localCode: 'LOCAL-1', quantity: 2, amountFen: 6000 }],
    });
    expect(parsed.encounter.insuredPerson).toEqual({});
    expect(guangdongVariant.writePrecheck(parsed, judge(parsed))).toMatchObject({
      infcode: 0,
      output: { voladetail: [row] },
    });
  });

  test('an inpatient upload, its lines as one object or as text', () => {
    const one = guangdongVariant.readPrecheck(upload(line(), { infno: '2301' }));
    expect(one.encounter).toMatchObject({ scene: 'inpatient-order', visit: { type: 'inpatient' } });
    const text = guangdongVariant.readPrecheck(upload(JSON.stringify([line()])));
    expect(text.encounter.items).toHaveLength(1);
  });

  test('lines of two visits are two encounters, and every row names its own', () => {
    const parsed = guangdongVariant.readPrecheck(upload([line(), line({ feedetl_sn: 'F2', mdtrt_id: 'M2' })]));
    expect([parsed, ...parsed.others].map(({ encounter }) => encounter.id)).toEqual(['M1', 'M2']);
    const { output } = formatVolaDetail(parsed, judge(parsed));
    expect(output?.voladetail.map(({ mdtrt_id }) => mdtrt_id)).toEqual(['M1', 'M2']);
  });

  test('only what is certain becomes a row, unless the institution asks for more', () => {
    const parsed = guangdongVariant.readPrecheck(upload([line()]));
    const woman = { ...parsed, encounter: { ...parsed.encounter, insuredPerson: { sex: 'female' as const } } };
    expect(formatVolaDetail(woman, judge(woman)).output?.voladetail).toHaveLength(1);
    const all = formatVolaDetail(woman, judge(woman), {
      verdicts: ['violation', 'suspected'],
      volaTypeByRule: { 'drug-sex': '02' },
    });
    expect(all.output?.voladetail.map(({ vola_type }) => vola_type)).toEqual(['drug-quantity', '02']);
  });

  test('our rows stand behind the centre’s own, and nothing else of its answer changes', () => {
    const centre = { infcode: '0', output: { result: [{ feedetl_sn: 'F1' }], voladetail: [{ vola_dscr: 'x' }] } };
    expect(attachVolaDetail(centre, [row])).toEqual({
      infcode: '0',
      output: { result: [{ feedetl_sn: 'F1' }], voladetail: [{ vola_dscr: 'x' }, row] },
    });
    expect(attachVolaDetail({ infcode: 0, output: '{"result":[]}' }, [row])).toEqual({
      infcode: 0,
      output: JSON.stringify({ result: [], voladetail: [row] }),
    });
    expect(attachVolaDetail(centre, [])).toBe(centre);
  });

  test('what cannot be judged is refused by the sender’s own names', () => {
    const read = (message: unknown) => codesOf(() => guangdongVariant.readPrecheck(message));
    expect(read(upload([], { infno: '2207' }))).toBe('infno-unsupported infno');
    expect(read(upload(undefined))).toBe('node-missing input.feedetail');
    expect(read(upload('lines'))).toBe('message-malformed input.feedetail');
    expect(read('{')).toBe('message-malformed ');
    const { notes } = guangdongVariant.readPrecheck(
      upload([line(), line({ feedetl_sn: 'F2', cnt: 'two', med_list_codg: '-' })]),
    );
    expect(notes.map(({ code, path }) => `${code} ${path}`)).toContain('value-malformed input.feedetail[1].cnt');
    expect(notes.map(({ code, path }) => `${code} ${path}`)).toContain('value-dummy input.feedetail[1].med_list_codg');
  });
});
