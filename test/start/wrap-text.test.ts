import { describe, expect, test } from 'vitest';
import { padText, wrapText } from '../../scripts/start/wrap-text.ts';

describe('wrapText', () => {
  test('breaks between Chinese characters, which take two columns', () => {
    expect(wrapText('中药饮片不予支付', 8)).toEqual(['中药饮片', '不予支付']);
  });

  test('keeps Latin words whole', () => {
    expect(wrapText('bound 1 of the day', 10)).toEqual(['bound 1 of', 'the day']);
  });

  test('never begins a line with closing punctuation', () => {
    expect(wrapText('限住院患者。', 10)).toEqual(['限住院患者。']);
  });

  test('breaks a word that is longer than a line', () => {
    expect(wrapText('XL02BBA326A001010102180', 12)).toEqual(['XL02BBA326A0', '01010102180']);
  });

  test('gives one empty line for an empty text', () => {
    expect(wrapText('', 10)).toEqual(['']);
  });
});

describe('padText', () => {
  test('fills by columns, not by characters', () => {
    expect(padText('天', 4)).toBe('天  ');
    expect(padText('1', 3, 'right')).toBe('  1');
  });

  test('leaves a longer text as it is', () => {
    expect(padText('依据依据', 3)).toBe('依据依据');
  });
});
