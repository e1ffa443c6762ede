import { CORRECTION_DISPOSITIONS, defineRule } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 医疗服务项目限定频次: one charge a day, or at most the hours that a day has. */
export const serviceFrequency: RuleClass = {
  name: '医疗服务项目限定频次',
  rule: defineRule({
    number: 27,
    nationalCode: 'GZ10000102014000',
    name: { 'zh-CN': '医疗服务项目限定频次', en: 'Service beyond its daily number' },
    logic: { kind: 'limit', mode: 'quantity', parameters: { window: { kind: 'day' }, count: 'each' } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'insurance',
    message: {
      'zh-CN': '“{item}”每日不超过{bound}{unit}，当日已计{value}{unit}。',
      en: '“{item}” is charged for {value} {unit} on one day; at most {bound} are allowed.',
    },
    dispositions: CORRECTION_DISPOSITIONS,
  }),
  mapPoint({ parameters }) {
    const max = Number(parameters['max_qty'] ?? Number.NaN);
    const unit = frequencyUnit(parameters['per_unit'] ?? '');
    if (!(max > 0) || unit === undefined) return { kind: 'set-aside', reason: 'value-unknown' };
    // “Once a day” counts charges, which hospitals write as 日, 次 or 项; hours are measured.
    return { kind: 'decidable', parameters: unit === '日' ? { max } : { max, unit } };
  },
};

/** The unit that a frequency is counted in, in one spelling: 日 or 小时. */
export function frequencyUnit(text: string): '日' | '小时' | undefined {
  if (text === '日' || text === '天') return '日';
  return text === '小时' ? '小时' : undefined;
}

/**
 * 医疗服务项目周期超频次: at most once in so many days, across visits. Any days in a row count, not calendar weeks: the
 * annex gives the period in days, and “not less than 14 days apart” is the same bound.
 */
export const servicePeriod: RuleClass = {
  name: '医疗服务项目周期超频次',
  rule: defineRule({
    number: 31,
    name: { 'zh-CN': '医疗服务项目周期超频次', en: 'Service repeated too soon' },
    logic: { kind: 'limit', mode: 'quantity', parameters: { count: 'each' } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'insurance',
    message: {
      'zh-CN': '“{item}”在规定周期内最多计{bound}次，已计{value}次：{text}',
      en: '“{item}” is charged {value} times within a period that allows {bound}: {text}',
    },
    dispositions: CORRECTION_DISPOSITIONS,
  }),
  mapPoint({ parameters }) {
    const max = Number(parameters['max_qty'] ?? Number.NaN);
    const days = Number(parameters['period_days'] ?? Number.NaN);
    if (!(max > 0) || !Number.isInteger(days)) return { kind: 'set-aside', reason: 'value-unknown' };
    return { kind: 'decidable', parameters: { max, window: { kind: 'rolling', days } } };
  },
};
