import type { Window } from '@forecheck/core';
import type { PublishedPoint } from '../points/published-point.ts';
import { dayBound } from '../text/day-bound.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { hasRemainder } from '../text/remainder.ts';
import { defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { PointOutcome, RuleClass } from './rule-class.ts';

/**
 * 药品限支付疗程. Days of use count, breaks do not; where the words give months, the calendar runs from the first use.
 *
 * Window: 单次 is one visit; a span belongs to the person. Everything else is one course: the words speak of an acute
 * illness, and counting a second illness years later against the first would accuse wrongly.
 */
export const drugPaymentDays: RuleClass = {
  name: '药品限支付疗程',
  rule: defineRule({
    number: 10,
    nationalCode: 'GZ10000101010000',
    name: { 'zh-CN': '药品限支付疗程', en: 'Drug paid for a limited course' },
    // Fifteen days is what local rules take to tell a new admission from the continuation of the last; a longer break
    // begins a new course.
    logic: { kind: 'limit', mode: 'days', parameters: { count: 'distinct', window: { kind: 'course', gapDays: 15 } } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'pooled',
    message: {
      'zh-CN': '“{item}”已使用{value}天，基金支付不超过{bound}天。',
      en: '“{item}” has been used for {value} days; the fund pays for at most {bound}.',
    },
    dispositions: PAYMENT_DISPOSITIONS,
    catalogueNote: '（十一）1',
  }),
  mapPoint: (point) =>
    boundedDays(point, [/支付不超过\d+天/, /住院方可支付,单次(?:最多支付|支付不超过)\d+天/, /单次住院最多支付\d+天/]),
};

/**
 * 医疗服务项目限支付疗程. Rehabilitation: “a disease process” has no date in the record, so uses no further than ninety
 * days apart are taken to belong to one.
 */
export const servicePaymentDays: RuleClass = {
  name: '医疗服务项目限支付疗程',
  rule: defineRule({
    number: 23,
    nationalCode: 'GZ10000102010000',
    name: { 'zh-CN': '医疗服务项目限支付疗程', en: 'Service paid for a limited course' },
    logic: { kind: 'limit', mode: 'days', parameters: { count: 'distinct', window: { kind: 'course', gapDays: 90 } } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'pooled',
    message: {
      'zh-CN': '“{item}”已使用{value}天，基金支付不超过{bound}天。',
      en: '“{item}” has been used for {value} days; the fund pays for at most {bound}.',
    },
    dispositions: PAYMENT_DISPOSITIONS,
  }),
  // The gap between two assessments is a matter of 医疗服务项目周期超频次, which lists it again with its own number.
  mapPoint: (point) =>
    boundedDays(point, [
      /(?:总时间|一个疾病过程支付|支付)不超过(?:\d+天|一年)/,
      /评定间隔时间不短于\d+天/,
      /每周最多支付一次/,
    ]),
};

function boundedDays(point: PublishedPoint, decided: readonly RegExp[]): PointOutcome {
  const stated = dayBound(point.text);
  const column = Number(point.parameters['max_days'] ?? Number.NaN);
  const isSpan = stated?.count === 'span' || normaliseText(point.logicText).includes('连续时间跨度');
  const max = Math.max(stated?.days ?? 0, Number.isInteger(column) ? column : 0);
  if (max === 0) return { kind: 'prompt' };
  const window: Window | undefined = isSpan
    ? { kind: 'lifetime' }
    : stated?.isPerVisit === true
      ? { kind: 'visit' }
      : undefined;
  const isDisputed = stated !== undefined && Number.isInteger(column) && stated.days !== column;
  return {
    kind: 'decidable',
    parameters: { max, ...(isSpan && { count: 'span' }), ...(window && { window }) },
    ...(hasRemainder(point.text, decided) && { remainder: {} }),
    // The longer of the two is used: below it, one of the regulator's own numbers allows the use.
    ...(isDisputed && { doubt: `text ${stated.days}, column ${column}, used ${max}` }),
  };
}
