import { namedDiseases } from '../text/named-disease.ts';
import { defineRule, EVIDENCE_DISPOSITIONS } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/**
 * 药品限适应症. Decided where the restriction is nothing but plainly named diseases; a question with the regulator's words
 * everywhere else. A decided point is suspicion, never more: the record may hold the disease under a code that no
 * table foresees.
 */
export const drugIndication: RuleClass = {
  name: '药品限适应症',
  rule: defineRule({
    number: 8,
    nationalCode: 'GZ10000101008000',
    name: { 'zh-CN': '药品限适应症', en: 'Drug paid for certain indications only' },
    logic: { kind: 'indication', mode: 'allow' },
    certainty: 'suspected',
    severity: 'warning',
    fundScope: 'pooled',
    message: {
      'zh-CN': '“{item}”的限定支付范围为：{text}本次诊断中未见相符的疾病。',
      en: 'No diagnosis of this visit is within the payment restriction of “{item}”: {text}',
    },
    dispositions: EVIDENCE_DISPOSITIONS,
    catalogueNote: '（十一）1',
  }),
  mapPoint(point, { diagnosisCodesByName }) {
    const groups = namedDiseases(point.text, diagnosisCodesByName);
    return groups === undefined ? { kind: 'prompt' } : { kind: 'decidable', parameters: { groups } };
  },
};
