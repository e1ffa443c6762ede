import { duplicateWindow } from '../text/duplicate-window.ts';
import { CORRECTION_DISPOSITIONS, defineRule } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 医疗服务项目重复收费: service A contains service B, so B is not charged beside it. */
export const duplicateCharge: RuleClass = {
  name: '医疗服务项目重复收费',
  rule: defineRule({
    number: 25,
    nationalCode: 'GZ10000102012000',
    name: { 'zh-CN': '医疗服务项目重复收费', en: 'Service charged twice' },
    // Left and right, or two sites, are two services even where one would contain the other.
    logic: { kind: 'conflict', mode: 'includes', parameters: { sameSite: true } },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'insurance',
    message: {
      'zh-CN': '“{item}”已包含在“{other}”中，不得另行收费：{text}',
      en: '“{item}” is part of “{other}” and is not charged beside it: {text}',
    },
    dispositions: CORRECTION_DISPOSITIONS,
  }),
  mapPoint({ pair }) {
    if (pair === undefined) return { kind: 'set-aside', reason: 'pair-absent' };
    const window = duplicateWindow(pair.window);
    if (window === undefined) return { kind: 'set-aside', reason: 'window-unknown' };
    return { kind: 'decidable', parameters: { window }, items: [pair.containing], others: [pair.contained] };
  },
};
