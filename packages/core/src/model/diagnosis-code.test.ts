import { describe, expect, it } from 'vitest';
import {
  formatDiagnosisCode,
  isHistoryCode,
  isPlainDiagnosisCode,
  isSuspectedCode,
  normaliseDiagnosisCode,
} from './diagnosis-code.ts';

describe('diagnosis codes', () => {
  it('are compared without points, spaces and case', () => {
    for (const text of ['M45.x00', 'm45.X00', ' M45 x00 ', 'M45x00']) {
      expect(normaliseDiagnosisCode(text)).toEqual(['M45x00']);
    }
  });

  it('keep a leading X, which is a chapter and not a placeholder', () => {
    expect(normaliseDiagnosisCode('x40.x00')).toEqual(['X40x00']);
  });

  it('fall in two at a dagger or its plus sign', () => {
    expect(normaliseDiagnosisCode('E10.2†N08.3*')).toEqual(['E102', 'N083']);
    expect(normaliseDiagnosisCode('A01.000x003+G01*')).toEqual(['A01000x003', 'G01']);
  });

  it('are suspected with a question mark of either width', () => {
    expect(isSuspectedCode('J18.900?')).toBe(true);
    expect(isSuspectedCode('J18.900？ ')).toBe(true);
    expect(isSuspectedCode('J18.900')).toBe(false);
    expect(normaliseDiagnosisCode('J18.900?')).toEqual(['J18900']);
  });

  it('tell history from Z80 to Z92', () => {
    expect(['Z79', 'Z80', 'Z92', 'Z929', 'Z93', 'E11'].filter(isHistoryCode)).toEqual(['Z80', 'Z92', 'Z929']);
  });

  it('are plain with a capital, two digits and, behind a point, digits and x', () => {
    for (const text of ['E11', 'E11.9', 'M45.x00', 'I10.x00x002']) expect(isPlainDiagnosisCode(text)).toBe(true);
    for (const text of ['', 'E', 'E1', 'E11.', 'E119', 'e11', 'E1x', 'E11.X', 'E11.9 ', 'E11.9?', 'E11x9', '药11.9']) {
      expect(isPlainDiagnosisCode(text)).toBe(false);
    }
  });

  it('are shown with their point', () => {
    expect(formatDiagnosisCode('E112')).toBe('E11.2');
    expect(formatDiagnosisCode('E11')).toBe('E11');
  });
});
