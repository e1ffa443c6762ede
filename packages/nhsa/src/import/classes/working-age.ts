import { normaliseText } from '../text/normalise-text.ts';
import { defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/**
 * 医疗服务项目限年龄. So far one point: vocational training, for people of statutory working age.
 *
 * From 16: Labour Law art. 15. To the statutory retirement age, which rises month by month from 2025 to 63 for men by
 * 2039 (decision of the National People's Congress Standing Committee of 13 September 2024) and is lower for women. The
 * bound is the highest of them, so that nobody still of working age is accused; a bureau that wants the age of
 * the day sets the parameter.
 */
export const serviceWorkingAge: RuleClass = {
  name: '医疗服务项目限年龄',
  rule: defineRule({
    number: 29,
    name: { 'zh-CN': '医疗服务项目限年龄', en: 'Service paid at certain ages only' },
    logic: { kind: 'restrict', mode: 'age', parameters: { yearsMin: 16, yearsBelow: 63 } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'pooled',
    message: {
      'zh-CN': '“{item}”限定年龄支付，参保人年龄不符：{text}',
      en: 'The insured person’s age is outside the ages for which “{item}” is paid: {text}',
    },
    dispositions: PAYMENT_DISPOSITIONS,
  }),
  mapPoint: (point) =>
    /法定就业年龄/.test(normaliseText(`${point.text}${point.logicText}`))
      ? { kind: 'decidable', parameters: {} }
      : { kind: 'prompt' },
};
