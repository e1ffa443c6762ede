import { sexImplied, sexNamed } from '../text/sex-named.ts';
import type { RuleFacts } from './define-rule.ts';
import { CORRECTION_DISPOSITIONS, defineRule } from './define-rule.ts';
import type { RuleClass } from './rule-class.ts';

/** 药品区分性别使用. */
export const drugSex: RuleClass = sexOnly({
  number: 67,
  nationalCode: 'GZ10000301004000',
  name: { 'zh-CN': '药品区分性别使用', en: 'Drug for one sex' },
  message: {
    'zh-CN': '“{item}”限定性别使用，与参保人性别不符。',
    en: '“{item}” is for the other sex than the insured person’s.',
  },
});

/**
 * 医疗服务项目区分性别使用. The annex exempts people whose sex is not clear or who have a disorder of sexual development;
 * a record that leaves the sex open makes the rule undetermined, and the annex's remark is part of its basis.
 */
export const serviceSex: RuleClass = sexOnly({
  number: 81,
  nationalCode: 'GZ10000302004000',
  name: { 'zh-CN': '医疗服务项目区分性别使用', en: 'Service for one sex' },
  message: {
    'zh-CN': '“{item}”限定性别使用，与参保人性别不符，请核对性别与项目编码。',
    en: '“{item}” is for the other sex than the insured person’s; please check the sex and the code.',
  },
});

function sexOnly(facts: Pick<RuleFacts, 'number' | 'nationalCode' | 'name' | 'message'>): RuleClass {
  return {
    name: facts.name['zh-CN'],
    rule: defineRule({
      ...facts,
      logic: { kind: 'restrict', mode: 'sex' },
      certainty: 'violation',
      // Wrong person or wrong code: worth an interruption, and it matters whoever pays.
      severity: 'critical',
      fundScope: 'any',
      dispositions: CORRECTION_DISPOSITIONS,
    }),
    mapPoint({ text, name, parameters }) {
      const sex = sexNamed(parameters['sex'] ?? '') ?? sexImplied(`${name} ${text}`);
      return sex === undefined
        ? { kind: 'set-aside', reason: 'value-unknown' }
        : { kind: 'decidable', parameters: { sex } };
    },
  };
}
