/** Synthetic rules for the tests of this folder. */
import { activate, type Evaluation, evaluate, openSegment, type RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { isNhsaError } from '../error.ts';
import type { ParsedPrecheck } from '../precheck/parse-request.ts';
import { sampleLine } from '../precheck/sample-message.ts';

/** The drug that every sample line is of. */
export const DRUG = String(sampleLine()['hilist_code']);
const SOURCE: RuleSource = {
  formatVersion: 1,
  id: 'demo',
  layer: 'national',
  catalogue: [{ code: DRUG, name: '演示药品一', kind: 'drug', baseUnit: '盒' }],
  rules: [
    {
      id: 'drug-quantity',
      name: { 'zh-CN': '药品限数量', en: 'drug limited in quantity' },
      logic: { kind: 'limit', mode: 'quantity', parameters: { max: 1, window: { kind: 'line' } } },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'pooled',
      message: { 'zh-CN': '{item} 限 1 盒', en: '{item} up to 1' },
      basis: [{ instrument: '演示目录' }],
    },
    {
      id: 'drug-sex',
      name: { 'zh-CN': '药品限性别使用', en: 'drug restricted to one sex' },
      logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
      verdict: 'suspected',
      severity: 'warning',
      fundScope: 'pooled',
      message: { 'zh-CN': '{item} 限男性使用', en: '{item} is for men' },
      basis: [{ instrument: '演示目录' }],
    },
  ],
  knowledge: [
    { id: 'K1', rule: 'drug-quantity', items: [DRUG] },
    { id: 'K2', rule: 'drug-sex', items: [DRUG] },
  ],
};
const digest = 'a'.repeat(64);
/** Of those rules. */
export const RULESET = activate({ manifest: 'demo', segments: [digest] }, [
  { digest, view: openSegment(compileSegment(SOURCE)) },
]);
/** Evaluations of a message, in the order of its persons. */
export const judge = (parsed: ParsedPrecheck): readonly Evaluation[] =>
  [parsed, ...parsed.others].map(({ encounter }) => evaluate(RULESET, encounter));
/** Code and path of the failure, or `read`. */
export const codesOf = (read: () => unknown): string => {
  try {
    read();
    return 'read';
  } catch (error) {
    if (!isNhsaError(error)) throw error;
    return `${error.code} ${error.path}`;
  }
};
