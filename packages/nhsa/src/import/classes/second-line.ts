import { defineRule, EVIDENCE_DISPOSITIONS, EVIDENCE_MESSAGE } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/**
 * 药品限二线使用. Always a question: the published words name no first-line drug by its catalogue name, and “did not
 * help” or “was not tolerated” stands in the record, not in the orders.
 */
export const secondLine: RuleClass = {
  name: '药品限二线使用',
  rule: defineRule({
    number: 5,
    nationalCode: 'GZ10000101005000',
    name: { 'zh-CN': '药品限二线使用', en: 'Second-line drug' },
    logic: { kind: 'indication', mode: 'evidence' },
    certainty: 'suspected',
    severity: 'info',
    fundScope: 'pooled',
    // In a rescue nobody can be asked to try the first line before.
    isEmergencyExempt: true,
    message: EVIDENCE_MESSAGE,
    dispositions: EVIDENCE_DISPOSITIONS,
    catalogueNote: '（十一）2',
  }),
  mapPoint: () => ({ kind: 'prompt' }),
};
