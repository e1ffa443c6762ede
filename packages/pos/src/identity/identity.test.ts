import { parseCstDate } from '@forecheck/core';
import { describe, expect, test } from 'vitest';
import { assessIdentity } from './assess-identity.ts';
import {
  checkCharacter,
  IDENTITY_KINDS,
  isSamePerson,
  lengthenNumber,
  revealIdentity,
  sealIdentity,
} from './identity-number.ts';

const TODAY = parseCstDate('2026-11-21');
/** In parts, and of a region that was never given out. */
const number = (born: string, sequence: string): string => {
  const body = `100000${born}${sequence}`;
  return body + checkCharacter(body);
};

describe('the number of a resident', () => {
  // The example of the standard itself, in parts.
  test('has the check character that the standard computes', () => {
    expect(checkCharacter(['110105', '19491231', '002'].join(''))).toBe('X');
  });

  test('tells birth date and sex', () => {
    expect(assessIdentity(sealIdentity('resident-card', number('19900725', '102')), TODAY)).toEqual({
      kind: 'sound',
      birthDay: parseCstDate('1990-07-25'),
      sex: 'female',
      isChecked: true,
    });
  });

  test('is refused when any one of its digits is another', () => {
    const right = number('19900725', '102');
    for (let at = 0; at < 17; at += 1) {
      const wrong = right.slice(0, at) + ((Number(right[at]) + 1) % 10) + right.slice(at + 1);
      expect(assessIdentity(sealIdentity('resident-card', wrong), TODAY).kind, `digit ${at}`).toBe('unsound');
    }
  });

  test('of a person born today is sound, of one born tomorrow it is not', () => {
    expect(assessIdentity(sealIdentity('resident-card', number('20261121', '101')), TODAY).kind).toBe('sound');
    expect(assessIdentity(sealIdentity('resident-card', number('20261122', '101')), TODAY)).toEqual({
      kind: 'unsound',
      code: 'ID.DATE',
    });
  });

  test('of fifteen digits is the same person as of eighteen', () => {
    const long = number('19900725', '102');
    const short = sealIdentity('resident-card-15', ['100000', '900725', '102'].join(''));
    expect(lengthenNumber(revealIdentity(short))).toBe(long);
    expect(isSamePerson(short, sealIdentity('resident-card', long))).toBe(true);
    expect(isSamePerson(short, sealIdentity('resident-card', number('19900725', '104')))).toBe(false);
  });

  test("tells no sex on a foreigner's card", () => {
    const body = ['911000', '19840404', '021'].join('');
    const assessed = assessIdentity(sealIdentity('permanent-residence', body + checkCharacter(body)), TODAY);
    expect(assessed).toEqual({ kind: 'sound', birthDay: parseCstDate('1984-04-04'), isChecked: true });
  });
});

test('an empty number is sound on no document and is nobody', () => {
  for (const kind of IDENTITY_KINDS) {
    const empty = sealIdentity(kind, ' ');
    expect(assessIdentity(empty, TODAY)).toEqual({ kind: 'unsound', code: 'ID.FORMAT' });
    expect(isSamePerson(empty, empty)).toBe(false);
  }
});

test('full-width digits, spaces and a lower-case x are the same number', () => {
  expect(revealIdentity(sealIdentity('passport', ' ｘ１ 2x'))).toBe('X12X');
});
