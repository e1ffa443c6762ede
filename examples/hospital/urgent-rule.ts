import type { Encounter, RuleSource } from '@forecheck/core';

/** What the bureau publishes urgently in this example: made up, like its number. */
const CODE = 'XA02BCA084A012010100453';
export const URGENT_DRUG = { code: CODE, name: '艾普拉唑肠溶片' } as const;

/** A drug that the fund no longer pays for from this moment on. */
export function urgentRule(): RuleSource {
  return {
    formatVersion: 1,
    id: 'urgent-suspension',
    layer: 'national',
    rules: [
      {
        id: 'demo-suspension',
        name: { 'zh-CN': '暂停医保支付', en: 'Payment suspended' },
        logic: { kind: 'coverage', mode: 'never' },
        verdict: 'violation',
        severity: 'critical',
        fundScope: 'pooled',
        message: {
          'zh-CN': '“{item}”已由医保局紧急通知暂停支付，请更换或由患者自费。',
          en: 'Payment for “{item}” has been suspended by an urgent notice. Change it, or let the patient pay.',
        },
        basis: [{ instrument: '示例紧急通知（演示用，并非真实文件）', article: '第1号' }],
        dispositions: ['return-and-change', 'self-pay-with-consent', 'continue-with-reason'],
        examples: [
          { name: 'claimed from the fund', encounter: encounter(), expect: 'alert' },
          { name: 'paid by the person', encounter: encounter('self'), expect: 'clear' },
        ],
      },
    ],
    knowledge: [{ id: 'demo-suspension-1', rule: 'demo-suspension', items: [CODE], name: URGENT_DRUG.name }],
  };
}

function encounter(payment?: 'self'): Encounter {
  const item = { id: '1', code: CODE, quantity: 1, occurredAt: '2026-07-01 09:00' };
  return {
    id: 'example',
    asOf: '2026-07-01 10:00',
    phase: 'prompt',
    insuredPerson: { sex: 'female', birthDate: '1986-07-01', insuranceType: 'employee' },
    institution: { kind: 'hospital', level: 'tertiary' },
    visit: { type: 'outpatient' },
    diagnoses: [{ code: 'K25.9' }],
    historyCoverage: 'regional',
    items: [payment === undefined ? item : { ...item, payment }],
  };
}
