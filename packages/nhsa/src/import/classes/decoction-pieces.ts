import { defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 中药饮片单复方均不予支付: never paid, alone or in a prescription with others. */
export const decoctionNeverPaid: RuleClass = {
  name: '中药饮片单复方均不予支付',
  rule: defineRule({
    number: 3,
    nationalCode: 'GZ10000101003000',
    name: { 'zh-CN': '中药饮片单复方均不予支付', en: 'Decoction piece never paid' },
    logic: { kind: 'coverage', mode: 'never' },
    certainty: 'violation',
    severity: 'warning',
    // Both classes say what the fund does not pay; a personal account may.
    fundScope: 'pooled',
    message: {
      'zh-CN': '中药饮片“{item}”不纳入基金支付范围。',
      en: 'The decoction piece “{item}” is outside the fund’s payment scope.',
    },
    dispositions: PAYMENT_DISPOSITIONS,
    catalogueNote: '（三）',
  }),
  mapPoint: () => ({ kind: 'decidable', parameters: {} }),
};

/** 中药饮片单方使用不予支付: a prescription that holds nothing but pieces of this list is not paid. */
export const decoctionAloneNotPaid: RuleClass = {
  name: '中药饮片单方使用不予支付',
  rule: defineRule({
    number: 4,
    nationalCode: 'GZ10000101004000',
    name: { 'zh-CN': '中药饮片单方使用不予支付', en: 'Decoction piece not paid when used alone' },
    logic: { kind: 'coverage', mode: 'composition' },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'pooled',
    message: {
      'zh-CN': '“{item}”单独使用，或处方全部由此类饮片组成时，统筹基金不予支付。',
      en: 'The pooled fund does not pay “{item}” alone, or a prescription made up of such pieces only.',
    },
    dispositions: PAYMENT_DISPOSITIONS,
    catalogueNote: '（十六）',
  }),
  mapPoint: () => ({ kind: 'decidable', parameters: {} }),
};
