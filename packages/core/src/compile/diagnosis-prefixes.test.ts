import { describe, expect, it } from 'vitest';
import { expandDiagnosis } from './diagnosis-prefixes.ts';

describe('a diagnosis of a rule', () => {
  it('is compared in normal form', () => {
    expect(expandDiagnosis(' e11 ')).toEqual(['E11']);
    expect(expandDiagnosis('E11.900')).toEqual(expandDiagnosis('e11900'));
    expect(expandDiagnosis('A01.002+G01*')).toEqual([...expandDiagnosis('A01.002')!, 'G01']);
  });

  it('that is a range of categories stands for each of them', () => {
    expect(expandDiagnosis('I60-I64')).toEqual(['I60', 'I61', 'I62', 'I63', 'I64']);
    expect(expandDiagnosis('c98-d01')).toEqual(['C98', 'C99', 'D00', 'D01']);
    expect(expandDiagnosis('I60-I60')).toEqual(['I60']);
    expect(expandDiagnosis('A00-Z99')).toHaveLength(2600);
  });

  it('that is neither is refused', () => {
    for (const text of ['', ' ', '*', '糖尿病', '11E', 'I64-I60', 'I60.1-I60.3', `E${'1'.repeat(60)}`]) {
      expect(expandDiagnosis(text)).toBeUndefined();
    }
  });
});
