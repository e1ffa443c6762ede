import { hasRemainder } from '../text/remainder.ts';
import { visitTypesIn } from '../text/visit-types.ts';
import { CORRECTION_DISPOSITIONS, defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 药品限就医方式: paid during a stay, or in the emergency department, only. */
export const drugVisitType: RuleClass = {
  name: '药品限就医方式',
  rule: defineRule({
    number: 13,
    name: { 'zh-CN': '药品限就医方式', en: 'Drug paid in certain visit types only' },
    logic: { kind: 'restrict', mode: 'visit-type' },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'pooled',
    isEmergencyExempt: true,
    message: {
      'zh-CN': '“{item}”限定就医方式支付，本次就医方式不符：{text}',
      en: '“{item}” is not paid in this type of visit: {text}',
    },
    dispositions: PAYMENT_DISPOSITIONS,
    catalogueNote: '（十一）1',
  }),
  mapPoint({ text, parameters }) {
    const allow = visitTypesIn(text, parameters['visit_type'] ?? '');
    if (allow === undefined) return { kind: 'set-aside', reason: 'value-unknown' };
    return {
      kind: 'decidable',
      parameters: { allow },
      // The rest is asked only where the visit itself is within the restriction.
      ...(hasRemainder(text, [/急诊或住院/, /住院(?:方可支付)?/]) && { remainder: { visitTypes: allow } }),
    };
  },
};

/**
 * 超互联网医院药品支付范围: narcotic and psychotropic drugs are not prescribed over the internet. A ban on prescribing,
 * so it holds whoever pays.
 */
export const internetBan: RuleClass = {
  name: '超互联网医院药品支付范围',
  rule: defineRule({
    number: 47,
    name: { 'zh-CN': '超互联网医院药品支付范围', en: 'Drug outside the scope of internet hospitals' },
    logic: { kind: 'restrict', mode: 'visit-type', parameters: { deny: ['internet'] } },
    certainty: 'violation',
    severity: 'critical',
    fundScope: 'any',
    message: {
      'zh-CN': '互联网诊疗不得开具“{item}”：{text}',
      en: '“{item}” may not be prescribed in an internet visit: {text}',
    },
    dispositions: CORRECTION_DISPOSITIONS,
  }),
  mapPoint: () => ({ kind: 'decidable', parameters: {} }),
};
