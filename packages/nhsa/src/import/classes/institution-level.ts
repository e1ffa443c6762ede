import type { InstitutionLevel } from '@forecheck/core';
import { institutionLevel, institutionLevelsIn } from '../text/institution-levels.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { hasRemainder } from '../text/remainder.ts';
import { defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/**
 * 药品限医疗机构级别. The bound is the lowest level that the words admit: “tertiary, or a secondary eye hospital” is
 * decided as secondary, and the rest is asked. A level that binds the first prescription only decides nothing, because
 * whether this is the first one is not in the order.
 */
export const drugInstitutionLevel: RuleClass = {
  name: '药品限医疗机构级别',
  rule: defineRule({
    number: 12,
    nationalCode: 'GZ10000101012000',
    name: { 'zh-CN': '药品限医疗机构级别', en: 'Drug paid at certain institution levels only' },
    logic: { kind: 'restrict', mode: 'institution-level' },
    certainty: 'violation',
    severity: 'warning',
    fundScope: 'pooled',
    // A rescue does not wait for the transfer to a larger hospital.
    isEmergencyExempt: true,
    message: {
      'zh-CN': '“{item}”限定医疗机构级别支付，本机构级别低于限定级别：{text}',
      en: 'This institution is below the level at which “{item}” is paid: {text}',
    },
    dispositions: PAYMENT_DISPOSITIONS,
    catalogueNote: '（十一）1',
  }),
  mapPoint({ text, parameters }) {
    if (/首次处方时?需由/.test(normaliseText(text))) return { kind: 'prompt' };
    const column = institutionLevel(parameters['min_level'] ?? '');
    const levelMin = lowest([...institutionLevelsIn(text), ...(column === undefined ? [] : [column])]);
    if (levelMin === undefined) return { kind: 'set-aside', reason: 'value-unknown' };
    return {
      kind: 'decidable',
      parameters: { levelMin },
      ...(hasRemainder(text, [/[一二三]级(?:及以上)?医疗机构/]) && { remainder: {} }),
      ...(column !== levelMin && { doubt: `column ${String(column)}, text admits ${levelMin}` }),
    };
  },
};

function lowest(levels: readonly InstitutionLevel[]): InstitutionLevel | undefined {
  return (['primary', 'secondary', 'tertiary'] as const).find((level) => levels.includes(level));
}
