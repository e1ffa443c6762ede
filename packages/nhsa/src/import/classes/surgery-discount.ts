import { CORRECTION_DISPOSITIONS, defineRule } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 手术项目未按规定折价收费: the second and later operations of one group through one incision are charged in part. */
export const surgeryDiscount: RuleClass = {
  name: '手术项目未按规定折价收费',
  rule: defineRule({
    number: 15,
    nationalCode: 'GZ10000102002000',
    name: { 'zh-CN': '手术项目未按规定折价收费', en: 'Further operation through one incision not discounted' },
    // The share is each region's own and is not part of the published points: known price lists have 0.5 and 0.75.
    // A region states its own; `stated`, because only the operation record knows which operations shared an incision.
    logic: { kind: 'price', mode: 'discount', parameters: { ratio: '0.5', incision: 'stated' } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'insurance',
    // Before the operation there is no price to judge.
    phases: ['review', 'audit'],
    message: {
      'zh-CN': '“{item}”与其他手术经同一切口进行，应按规定折价收费。',
      en: '“{item}” was done through the same incision as another operation and is to be charged at the reduced rate.',
    },
    dispositions: CORRECTION_DISPOSITIONS,
  }),
  mapPoint(point) {
    const group = point.parameters['incision_group'] ?? point.text;
    return group === '' ? { kind: 'set-aside', reason: 'value-unknown' } : { kind: 'decidable', parameters: { group } };
  },
};
