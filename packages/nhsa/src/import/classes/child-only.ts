import type { LocalText } from '@forecheck/core';
import type { PublishedPoint } from '../points/published-point.ts';
import { childAgeBounds } from '../text/age-bounds.ts';
import { childAgeGroup } from '../text/child-age-group.ts';
import { hasRemainder } from '../text/remainder.ts';
import type { RuleFacts } from './define-rule.ts';
import { CORRECTION_DISPOSITIONS, defineRule, PAYMENT_DISPOSITIONS } from './define-rule.ts';
import type { PointOutcome, RuleClass } from './rule-class.ts';

/**
 * Where 儿童 stands without a number. Wards admit children to 14, the law protects them to 18, and the regulator does not
 * say which it means. The wider bound accuses nobody wrongly. It is the rule's own parameter: a bureau that
 * means 14 changes it in one place.
 */
const CHILD_YEARS_BELOW = 18;

/** 药品限儿童使用: the fund pays for children only, often of certain ages. */
export const drugPaidForChildren: RuleClass = childOnly(
  {
    number: 7,
    nationalCode: 'GZ10000101007000',
    name: { 'zh-CN': '药品限儿童使用', en: 'Drug paid for children only' },
    severity: 'warning',
    fundScope: 'pooled',
    dispositions: PAYMENT_DISPOSITIONS,
    catalogueNote: '（十一）1',
    message: message('限儿童使用', 'is paid for children of certain ages only'),
  },
  (point) => {
    const parameters = childAgeBounds(point.text);
    if (parameters === undefined) return { kind: 'prompt' };
    const decided = { kind: 'decidable', parameters } as const;
    return hasRemainder(point.text, [/儿童/]) ? { ...decided, remainder: {} } : decided;
  },
);

/** 药品儿童专用: made for children; given to an adult it is the wrong drug, whoever pays. */
export const drugForChildren: RuleClass = childOnly(
  {
    number: 65,
    nationalCode: 'GZ10000301002000',
    name: { 'zh-CN': '药品儿童专用', en: 'Drug for children' },
    severity: 'warning',
    fundScope: 'any',
    dispositions: CORRECTION_DISPOSITIONS,
    message: message('为儿童专用药', 'is made for children'),
  },
  // The text is the label. An age in it belongs to one of the label's uses and bounds nothing here.
  (point) =>
    point.parameters['age_group'] === '儿童'
      ? { kind: 'decidable', parameters: {} }
      : { kind: 'set-aside', reason: 'value-unknown' },
);

/** 医疗服务项目儿童专用: services for the newborn, infants or children. */
export const serviceForChildren: RuleClass = childOnly(
  {
    number: 80,
    nationalCode: 'GZ10000302003000',
    name: { 'zh-CN': '医疗服务项目儿童专用', en: 'Service for children' },
    severity: 'warning',
    fundScope: 'any',
    dispositions: CORRECTION_DISPOSITIONS,
    message: message('为儿童专用项目', 'is a service for children of certain ages'),
  },
  (point) => {
    const parameters = childAgeGroup(point.text, point.parameters['age_group'] ?? '');
    return parameters === undefined
      ? { kind: 'set-aside', reason: 'value-unknown' }
      : { kind: 'decidable', parameters };
  },
);

function childOnly(
  facts: Omit<RuleFacts, 'logic' | 'certainty'>,
  mapPoint: (point: PublishedPoint) => PointOutcome,
): RuleClass {
  return {
    name: facts.name['zh-CN'],
    rule: defineRule({
      ...facts,
      logic: { kind: 'restrict', mode: 'age', parameters: { yearsBelow: CHILD_YEARS_BELOW } },
      certainty: 'violation',
    }),
    mapPoint,
  };
}

function message(zh: string, en: string): LocalText {
  return {
    'zh-CN': `“{item}”${zh}，参保人年龄不符。`,
    en: `“{item}” ${en}; the insured person’s age does not fit.`,
  };
}
