import { describe, expect, test } from 'vitest';
import { DEFAULT_REASONS, REASONS_MAX, reasonsFor } from '../model/reasons.ts';
import { type ConsentForm, consentOf, type OverrideForm, problemsOf } from './form.ts';

const override: OverrideForm = {
  kind: 'override',
  rows: ['r'],
  rules: ['r'],
  isBreakGlass: false,
  roles: [],
  code: 'rescue',
  text: '',
  role: '',
  staffNumber: '',
};
const consent: ConsentForm = {
  kind: 'consent',
  rows: ['r'],
  fix: { kind: 'self-pay-with-consent', items: ['1'] },
  by: 'insured-person',
  relation: '',
  at: '2026-07-01T09:30',
  isTold: true,
  text: '',
};

describe('W07 a reason', () => {
  test.each<[string, Partial<OverrideForm>, readonly string[]]>([
    ['that is coded is enough', {}, []],
    ['that was not chosen is missing', { code: '' }, ['reason']],
    ['that is on no list is none', { code: 'because' }, ['reason']],
    ['called other needs text', { code: 'other' }, ['text']],
    ['called other with four characters needs more', { code: 'other', text: '病情需要' }, ['text']],
    ['called other with five characters is enough', { code: 'other', text: '病情确需要' }, []],
    ['is not made longer by spaces', { code: 'other', text: '病情  　 ' }, ['text']],
    ['counts a rare character as one', { code: 'other', text: '𠮷㛃𠮷㛃' }, ['text']],
    ['of somebody else needs who', { roles: ['insurance-office', 'pharmacist'] }, ['role', 'staff-number']],
    ['of somebody else is theirs', { roles: ['pharmacist'], role: 'pharmacist', staffNumber: '0417' }, []],
  ])('W07 %s', (_, given, problems) => {
    expect(problemsOf({ ...override, ...given }, DEFAULT_REASONS)).toEqual(problems);
  });

  test('W07 no more than eight are offered, and only those for the rules', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ code: `c${index}` }));
    expect(reasonsFor(many, ['r'], false)).toHaveLength(REASONS_MAX);
    const some = [
      { code: 'a', rules: ['other'] },
      { code: 'b', isBreakGlass: true },
      { code: 'c', rules: ['r', 's'] },
    ];
    expect(reasonsFor(some, ['r'], false).map(({ code }) => code)).toEqual(['c']);
    expect(DEFAULT_REASONS.length).toBeLessThanOrEqual(REASONS_MAX);
  });
});

test.each<[string, Partial<OverrideForm>, readonly string[]]>([
  ['nothing', {}, ['text', 'staff-number']],
  ['a number without a word', { staffNumber: '0417' }, ['text']],
  ['a word without a number', { text: '抢救中来不及' }, ['staff-number']],
  ['a number of one letter', { text: '抢救中来不及', staffNumber: 'x' }, ['staff-number']],
  ['both', { text: '抢救中来不及', staffNumber: '0417' }, []],
])('W08 the glass is broken with reason, word and number: %s', (_, given, problems) => {
  expect(problemsOf({ ...override, isBreakGlass: true, ...given }, DEFAULT_REASONS)).toEqual(problems);
});

describe('W06 consent', () => {
  test.each<[string, Partial<ConsentForm>, readonly string[]]>([
    ['of the person is enough', {}, []],
    ['of nobody named is none', { by: '' }, ['consent-by']],
    ['without having told them is none', { isTold: false }, ['told']],
    ['of a relative needs the relation', { by: 'relative' }, ['relation']],
    ['of a relative with the relation is enough', { by: 'relative', relation: '女儿' }, []],
    ['of a guardian needs the relation', { by: 'guardian', relation: ' ' }, ['relation']],
    ['without a time is none', { at: '' }, ['time']],
    ['in an emergency needs to say why', { by: 'nobody', isTold: false }, ['text']],
    ['in an emergency needs no more', { by: 'nobody', isTold: false, text: '昏迷，无家属在场' }, []],
  ])('W06 %s', (_, given, problems) => {
    expect(problemsOf({ ...consent, ...given }, [])).toEqual(problems);
  });

  test('W06 says who, in what relation and when, and names nobody', () => {
    expect(consentOf({ ...consent, by: 'relative', relation: ' 女儿 ' })).toEqual({
      by: 'relative',
      relation: '女儿',
      at: Date.parse('2026-07-01T09:30:00+08:00'),
      isEmergency: false,
    });
    expect(consentOf({ ...consent, by: 'nobody', text: '昏迷，无家属在场' })).toMatchObject({
      isEmergency: true,
      emergencyReason: '昏迷，无家属在场',
    });
  });
});
