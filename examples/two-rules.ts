// The rule source of the other examples: what a bureau writes.
import type { RuleSource } from '@forecheck/core';

export const rules: RuleSource = {
  formatVersion: 1,
  id: 'two-rules',
  layer: 'national',
  catalogue: [
    { code: 'XL02BBA326A001010102180', name: '阿帕他胺片', kind: 'drug', baseUnit: '片' },
    { code: '001201000030000', name: 'Ⅰ级护理', kind: 'service', baseUnit: '日' },
  ],
  rules: [
    {
      id: 'nhsa-2025-67',
      nationalCode: 'GZ10000301004000',
      name: { 'zh-CN': '药品区分性别使用', en: 'Drug for one sex' },
      logic: { kind: 'restrict', mode: 'sex' },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'any',
      message: {
        'zh-CN': '“{item}”限定性别使用，与参保人性别不符。',
        en: '“{item}” is for the other sex than the insured person’s.',
      },
      basis: [{ instrument: '医疗保障基金智能监管规则库、知识库（2025年版）', article: '第67类规则' }],
      dispositions: ['return-and-change', 'continue-with-reason'],
    },
    {
      id: 'nhsa-2025-27',
      nationalCode: 'GZ10000102014000',
      name: { 'zh-CN': '医疗服务项目限定频次', en: 'Service beyond its daily number' },
      logic: { kind: 'limit', mode: 'quantity', parameters: { window: { kind: 'day' }, count: 'each' } },
      verdict: 'violation',
      severity: 'warning',
      fundScope: 'insurance',
      message: {
        'zh-CN': '“{item}”每日不超过{bound}{unit}，当日已计{value}{unit}。',
        en: '“{item}” is charged for {value} {unit} on one day; at most {bound} are allowed.',
      },
      basis: [{ instrument: '医疗保障基金智能监管规则库、知识库（2025年版）', article: '第27类规则' }],
      dispositions: ['return-and-change', 'continue-with-reason'],
    },
  ],
  knowledge: [
    { id: 'sex-1', rule: 'nhsa-2025-67', items: ['XL02BBA326A001010102180'], parameters: { sex: 'male' } },
    { id: 'day-1', rule: 'nhsa-2025-27', items: ['001201000030000'], parameters: { max: 1, unit: '日' } },
  ],
};
