import { describe, expect, it } from 'vitest';
import { DISEASE_CODES } from './disease-codes.ts';
import { namedDiseases } from './named-disease.ts';

const NONE = new Map<string, readonly string[]>();
const diagnosis = (...codes: string[]) => ({ kind: 'diagnosis', codes });

describe('namedDiseases', () => {
  it.each([
    ['限前列腺增生。', [{ allOf: [diagnosis('N40')] }]],
    ['限前列腺增生患者。', [{ allOf: [diagnosis('N40')] }]],
    ['限前列腺增生的治疗。', [{ allOf: [diagnosis('N40')] }]],
    ['限成人2型糖尿病患者。', [{ allOf: [diagnosis('E11', 'O24.1'), { kind: 'age', yearsMin: 18 }] }]],
    ['限2型糖尿病成人患者。', [{ allOf: [diagnosis('E11', 'O24.1'), { kind: 'age', yearsMin: 18 }] }]],
    ['限6岁及6岁以上注意缺陷多动障碍(ADHD)。', [{ allOf: [diagnosis('F90'), { kind: 'age', yearsMin: 6 }] }]],
    ['限成人和儿童高磷血症。', [{ allOf: [diagnosis('E83.3')] }]],
    ['限：1.高磷血症；2.前列腺增生。', [{ allOf: [diagnosis('E83.3')] }, { allOf: [diagnosis('N40')] }]],
    ['限高磷血症、前列腺增生患者。', [{ allOf: [diagnosis('E83.3')] }, { allOf: [diagnosis('N40')] }]],
  ])('decides %s', (text, groups) => {
    expect(namedDiseases(text, NONE)).toEqual(groups);
  });

  it.each([
    ['a qualifier before', '限重度高磷血症。'],
    ['a qualifier after', '限高磷血症的二线用药。'],
    ['one unknown of two', '限高磷血症、某种罕见病患者。'],
    ['one unknown clause', '限：1.高磷血症；2.与抗生素联用以根除细菌。'],
    ['an age that may belong to both', '限高磷血症或前列腺增生成人患者。'],
    ['a second sentence', '限高磷血症患者。需经审查。'],
    ['nothing at all', ''],
  ])('concludes nothing from %s', (_case, text) => {
    expect(namedDiseases(text, NONE)).toBeUndefined();
  });

  it('takes names of the diagnosis list, widened to the codes around them', () => {
    const list = new Map([
      ['某甲病', ['A01.900']],
      ['某乙病', ['B02.x00']],
      ['某丙病', ['C03.105', 'C03.1x1']],
      ['某丁病', ['D04.000+E05.1*']],
    ]);
    expect(namedDiseases('限某甲病；某乙病；某丙病；某丁病。', list)).toEqual([
      { allOf: [diagnosis('A01')] },
      { allOf: [diagnosis('B02')] },
      { allOf: [diagnosis('C03.1')] },
      { allOf: [diagnosis('D04.0')] },
    ]);
  });
});

describe('DISEASE_CODES', () => {
  it('holds prefixes, codes and ranges of categories only', () => {
    for (const code of Object.values(DISEASE_CODES).flat()) {
      expect(code).toMatch(/^[A-Z]\d{2}(?:-[A-Z]\d{2}|\.\d(?:\d{2}(?:x\d{3})?)?)?$/);
    }
  });
});
