import { describe, expect, it } from 'vitest';
import type { PublishedPoint } from '../points/published-point.ts';
import { buildCatalogue } from './build-catalogue.ts';
import { importDrugCatalogue } from './import-drug-catalogue.ts';
import { importNationalCodes } from './import-national-codes.ts';
import { matchPayClasses } from './match-pay-classes.ts';

const DRUG_A = 'XA01AAA001A001010100001';
const DRUG_B = 'XA01AAA001A001010100002';
const DRUG_C = 'XA01AAA001A001010100003';
const SERVICE = '009900000010000';

describe('importNationalCodes', () => {
  it('takes each code once, and lists codes of another shape', () => {
    const result = importNationalCodes([
      { file: 'a.csv', text: `code,name\n${DRUG_A},甲片\n${SERVICE},乙术\n9900000010000,乙术\n` },
      { file: 'b.csv', text: `code,name\n${DRUG_A},别名\n` },
    ]);
    expect(result.codes).toEqual([
      { code: DRUG_A, name: '甲片', kind: 'drug' },
      { code: SERVICE, name: '乙术', kind: 'service' },
    ]);
    expect(result.tables.map(({ rows, outcomes }) => [rows, outcomes])).toEqual([
      [3, { items: 2, repeated: 0, 'set aside': 1 }],
      [1, { items: 0, repeated: 1, 'set aside': 0 }],
    ]);
    expect(result.setAside).toEqual([{ at: 'a.csv:4', table: 'national-codes', reason: 'code-malformed' }]);
  });
});

describe('matchPayClasses', () => {
  const lines = (rows: string) =>
    importDrugCatalogue({ file: 'c.csv', text: `section,drug_name,class_ab,dosage_form,remark\n${rows}` });
  const codes = [
    { code: DRUG_A, name: '甲片', kind: 'drug' as const },
    { code: DRUG_B, name: '注射用乙', kind: 'drug' as const },
    { code: DRUG_C, name: '盐酸甲片', kind: 'drug' as const },
  ];

  it('matches exact names and names with their dosage form, and nothing like them', () => {
    const { byCode, outcomes, setAside } = matchPayClasses(
      lines('西药,甲,甲,口服常释剂型,\n西药,乙,乙,注射剂,\n西药,丙,乙,注射剂,\n中药饮片,丁,,,\n'),
      codes,
    );
    expect([...byCode]).toEqual([
      [DRUG_A, 'a'],
      [DRUG_B, 'b'],
    ]);
    expect(outcomes).toEqual({ matched: 2, 'without pay class': 1, 'name unmatched': 1, 'class ambiguous': 0 });
    expect(setAside).toEqual([
      { at: 'c.csv:4', table: 'drug-catalogue', reason: 'name-unmatched' },
      { at: 'c.csv:5', table: 'drug-catalogue', reason: 'class-absent' },
    ]);
  });

  it('gives no class to a drug that lines of both classes claim', () => {
    const { byCode, outcomes } = matchPayClasses(lines('西药,甲片,甲,,\n协议,甲片、其他,乙,,\n'), codes);
    expect([...byCode]).toEqual([]);
    expect(outcomes).toMatchObject({ matched: 0, 'class ambiguous': 2 });
  });

  it('refuses a class that is none', () => {
    expect(() => lines('西药,甲,丙,,\n')).toThrow('row 2 of `c.csv`, column `class_ab`');
  });
});

describe('buildCatalogue', () => {
  const point = (fields: Partial<PublishedPoint>): PublishedPoint => ({
    id: 'P1',
    source: { file: 'k.csv', line: 2, batch: '01', annex: '', annexRow: '' },
    ruleClass: '',
    name: '监测',
    text: '',
    logicText: '',
    parameters: {},
    codes: [SERVICE],
    supersedes: [],
    isCurrent: true,
    ...fields,
  });

  it('gives a base unit to what a frequency counts', () => {
    expect(buildCatalogue([], [point({ parameters: { per_unit: '小时' } })])).toEqual([
      { code: SERVICE, name: '监测', kind: 'service', baseUnit: '小时', units: { 时: 1, 分钟: [1, 60], 日: 24 } },
    ]);
  });

  it('keeps the name of the code table, and takes none from a pair', () => {
    const pair = { window: '单日', containing: SERVICE, contained: SERVICE };
    expect(buildCatalogue([{ code: SERVICE, name: '乙术', kind: 'service' }], [point({}), point({ pair })])).toEqual([
      { code: SERVICE, name: '乙术', kind: 'service' },
    ]);
  });

  it('bounds a pay class by the days of its edition', () => {
    const edition = { byCode: new Map([[DRUG_A, 'a' as const]]), from: '2025-01-01', to: '2026-01-01' };
    expect(buildCatalogue([{ code: DRUG_A, name: '甲片', kind: 'drug' }], [], edition)).toEqual([
      { code: DRUG_A, name: '甲片', kind: 'drug', to: '2025-01-01' },
      { code: DRUG_A, name: '甲片', kind: 'drug', payClass: 'a', from: '2025-01-01', to: '2026-01-01' },
      { code: DRUG_A, name: '甲片', kind: 'drug', from: '2026-01-01' },
    ]);
  });
});
