import { describe, expect, test } from 'vitest';
import type { ExpectedAlert, ExpectedEvaluation } from './case-file.ts';
import type { AnsweredAlert, ConformanceAnswer } from './implementation.ts';
import { matchAnswer } from './match-answer.ts';

const ALERT = {
  rule: 'R',
  offending: ['1', '2'],
  involved: ['3'],
  knowledgePoint: 'K',
  severity: 'warning',
  verdict: 'violation',
  degree: 'high',
  decision: 'remind',
  excess: { quantity: '1', unit: 'tablet' },
  evidence: [{ fact: 'items.quantity', value: '3' }],
  dispositions: ['return-and-change'],
  message: { 'zh-CN': '甲', en: 'A' },
  fixes: [{ kind: 'remove-item', item: '1' }],
} as const satisfies AnsweredAlert;

const EXPECTED: ExpectedAlert = { ...ALERT, evidence: ['items.quantity'], fixes: ['remove-item'] };

const ANSWER: ConformanceAnswer = {
  status: 'complete',
  alerts: [ALERT, { rule: 'S', offending: ['2'] }],
  preexisting: [{ rule: 'P', offending: ['4'] }],
  undetermined: [
    { rule: 'U', items: ['1'], missing: ['visit.type', 'diagnoses'], knowledgePoint: 'K' },
    { rule: 'U', items: ['2'], missing: ['visit.type'], knowledgePoint: 'K' },
  ],
  exempted: [{ rule: 'X', items: ['1'] }],
  partial: [{ rule: 'L' }, { rule: 'L' }],
  unmapped: ['7', '6'],
  diagnostics: [{ code: 'field-malformed' }],
  decision: 'remind',
};

const AGREED: ExpectedEvaluation = {
  status: 'complete',
  alerts: [EXPECTED, { rule: 'S', offending: ['2'] }],
  preexisting: [{ rule: 'P', offending: ['4'] }],
  undetermined: [
    { rule: 'U', missing: ['visit.type'] },
    { rule: 'U', missing: ['diagnoses', 'visit.type'], items: ['1'] },
  ],
  exempted: [{ rule: 'X' }],
  partial: ['L'],
  unmapped: ['6', '7'],
  diagnostics: ['field-malformed'],
  decision: 'remind',
};

describe('an answer agrees', () => {
  test('when all that is listed is equal', () => {
    expect(matchAnswer(AGREED, ANSWER)).toEqual([]);
  });

  test('when it says more than the case compares', () => {
    const expected = {
      ...AGREED,
      alerts: [
        { rule: 'R', offending: ['2', '1'] },
        { rule: 'S', offending: ['2'] },
      ],
    };
    const { status: _, partial: __, unmapped: ___, decision: ____, ...little } = expected;
    expect(matchAnswer(little, ANSWER)).toEqual([]);
  });

  test('when evidence is compared as far as the case writes it', () => {
    const alerts = [
      { ...EXPECTED, evidence: [{ fact: 'items.quantity', value: '3' }] },
      { rule: 'S', offending: ['2'] },
    ];
    expect(matchAnswer({ ...AGREED, alerts }, ANSWER)).toEqual([]);
  });

  test('when there is no excess, as the case demands', () => {
    const alerts = [EXPECTED, { rule: 'S', offending: ['2'], excess: {} }];
    expect(matchAnswer({ ...AGREED, alerts }, ANSWER)).toEqual([]);
  });

  test('when it leaves out lists that the case expects to be empty', () => {
    expect(matchAnswer({ alerts: [], partial: [], unmapped: [] }, { alerts: [] })).toEqual([]);
  });
});

describe('an answer differs', () => {
  test.each<[string, ExpectedAlert]>([
    ['rule', { ...EXPECTED, rule: 'Q' }],
    ['an offending item fewer', { ...EXPECTED, offending: ['1'] }],
    ['an offending item more', { ...EXPECTED, offending: ['1', '2', '3'] }],
    ['an offending item twice', { ...EXPECTED, offending: ['1', '2', '2'] }],
    ['involved', { ...EXPECTED, involved: [] }],
    ['knowledge point', { ...EXPECTED, knowledgePoint: 'J' }],
    ['severity', { ...EXPECTED, severity: 'info' }],
    ['verdict', { ...EXPECTED, verdict: 'notice' }],
    ['degree', { ...EXPECTED, degree: 'low' }],
    ['decision', { ...EXPECTED, decision: 'block' }],
    ['excess', { ...EXPECTED, excess: { quantity: '1' } }],
    ['an excess where there should be none', { ...EXPECTED, excess: {} }],
    ['evidence', { ...EXPECTED, evidence: ['items.quantity', 'insuredPerson.sex'] }],
    ['value of evidence', { ...EXPECTED, evidence: [{ fact: 'items.quantity', value: '4' }] }],
    ['bound of evidence', { ...EXPECTED, evidence: [{ fact: 'items.quantity', bound: '2' }] }],
    ['dispositions', { ...EXPECTED, dispositions: [] }],
    ['message', { ...EXPECTED, message: { 'zh-CN': '乙', en: 'B' } }],
    ['fixes', { ...EXPECTED, fixes: [] }],
  ])('in an alert: %s', (_, alert) => {
    expect(matchAnswer({ ...AGREED, alerts: [alert, { rule: 'S', offending: ['2'] }] }, ANSWER)).toHaveLength(1);
  });

  test.each<[string, Partial<ExpectedEvaluation>]>([
    ['an alert too many', { alerts: [EXPECTED] }],
    ['an alert too few', { alerts: [...AGREED.alerts, { rule: 'T', offending: ['1'] }] }],
    ['the order of alerts', { alerts: [...AGREED.alerts].reverse() }],
    ['a preexisting alert', { preexisting: [] }],
    ['an exempted rule', { exempted: [] }],
    ['a partial rule', { partial: [] }],
    ['an unmapped item', { unmapped: ['6'] }],
    ['a diagnostic', { diagnostics: [] }],
    ['the status', { status: 'refused' }],
    ['the decision', { decision: 'pass' }],
  ])('in %s', (_, changed) => {
    expect(matchAnswer({ ...AGREED, ...changed }, ANSWER)).toHaveLength(1);
  });

  test('in what is missing: the entry expected and the entry answered are both told', () => {
    const undetermined = [
      { rule: 'U', missing: ['visit.type'] },
      { rule: 'U', missing: ['diagnoses'] },
    ];
    expect(matchAnswer({ ...AGREED, undetermined }, ANSWER)).toHaveLength(2);
  });

  test('in the items of an exempted rule', () => {
    expect(matchAnswer({ ...AGREED, exempted: [{ rule: 'X', items: ['2'] }] }, ANSWER)).toHaveLength(2);
  });

  test('in a diagnostic that the case does not expect', () => {
    const { diagnostics: _, ...expected } = AGREED;
    expect(matchAnswer(expected, ANSWER)).toHaveLength(1);
  });

  test('in undetermined rules that the case does not expect', () => {
    const { undetermined: _, ...expected } = AGREED;
    expect(matchAnswer(expected, ANSWER)).toHaveLength(2);
  });
});
