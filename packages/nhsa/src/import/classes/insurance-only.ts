import type { InsuranceType } from '@forecheck/core';
import { defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 药品限工伤保险. Only work-injury insurance may pay; the point needs no parameters of its own. */
export const workInjuryOnly: RuleClass = insuranceOnly({
  number: 1,
  nationalCode: 'GZ10000101001000',
  name: { 'zh-CN': '药品限工伤保险', en: 'Drug paid by work-injury insurance only' },
  allow: ['work-injury'],
  message: {
    'zh-CN': '“{item}”仅由工伤保险基金支付，本次不是工伤保险结算。',
    en: '“{item}” is paid by work-injury insurance only, and this visit is not settled under it.',
  },
  catalogueNote: '（十一）3',
});

/**
 * 药品限生育保险. Residents are admitted as well: the catalogue lets their insurance pay costs that have to do with
 * giving birth, and whether a cost does cannot be told from the order.
 */
export const maternityOnly: RuleClass = insuranceOnly({
  number: 2,
  nationalCode: 'GZ10000101002000',
  name: { 'zh-CN': '药品限生育保险', en: 'Drug paid by maternity insurance only' },
  allow: ['maternity', 'resident'],
  message: {
    'zh-CN': '“{item}”由生育保险基金支付，本次不是生育保险结算。',
    en: '“{item}” is paid by maternity insurance, and this visit is not settled under it.',
  },
  catalogueNote: '（十一）4',
});

interface InsuranceOnlyFacts {
  readonly number: number;
  readonly nationalCode: string;
  readonly name: { readonly 'zh-CN': string; readonly en: string };
  readonly allow: readonly InsuranceType[];
  readonly message: { readonly 'zh-CN': string; readonly en: string };
  readonly catalogueNote: string;
}

function insuranceOnly({ allow, ...facts }: InsuranceOnlyFacts): RuleClass {
  return {
    name: facts.name['zh-CN'],
    rule: defineRule({
      ...facts,
      logic: { kind: 'restrict', mode: 'insurance-type', parameters: { allow } },
      certainty: 'violation',
      severity: 'warning',
      // The restriction binds the fund; a personal account may buy what the fund does not pay.
      fundScope: 'pooled',
      dispositions: PAYMENT_DISPOSITIONS,
    }),
    mapPoint: () => ({ kind: 'decidable', parameters: {} }),
  };
}
