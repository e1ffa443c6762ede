import type { RuleDefinition } from '@forecheck/core';
import type { PointKind } from './point.ts';

/** Id of the rule that a knowledge point belongs to. */
export const RULE_BY_KIND: Readonly<Record<PointKind, string>> = {
  sex: 'BENCH-SEX',
  age: 'BENCH-AGE',
  indication: 'BENCH-INDICATION',
  pair: 'BENCH-PAIR',
  quantity: 'BENCH-QUANTITY',
  level: 'BENCH-LEVEL',
  class: 'BENCH-CLASS',
};

/** One rule for each kind of knowledge point, with messages to fill in and a basis, as published rules have. */
export function createRules(): readonly RuleDefinition[] {
  return (Object.keys(RULE_BY_KIND) as PointKind[]).map((kind) => ({
    id: RULE_BY_KIND[kind],
    verdict: 'violation',
    severity: kind === 'pair' ? 'critical' : 'warning',
    fundScope: 'pooled',
    basis: [{ instrument: '测试用规则', article: '第一条', inForceFrom: '2025-01-01' }],
    dispositions: ['return-and-change', 'continue-with-reason', 'self-pay-with-consent'],
    ...WORDING[kind],
  }));
}

const WORDING: Readonly<Record<PointKind, Pick<RuleDefinition, 'name' | 'logic' | 'message'>>> = {
  sex: {
    name: { 'zh-CN': '限性别用药', en: 'Sex restriction' },
    logic: { kind: 'restrict', mode: 'sex' },
    message: { 'zh-CN': '{item}限{bound}使用', en: '{item} is for {bound} only' },
  },
  age: {
    name: { 'zh-CN': '限年龄用药', en: 'Age restriction' },
    logic: { kind: 'restrict', mode: 'age' },
    message: { 'zh-CN': '{item}限{bound}岁使用，实为{value}岁', en: '{item} is for ages {bound}, not {value}' },
  },
  indication: {
    name: { 'zh-CN': '限适应症用药', en: 'Indication' },
    logic: { kind: 'indication', mode: 'allow' },
    message: { 'zh-CN': '{item}缺少限定的诊断（{bound}）', en: '{item} lacks a diagnosis among {bound}' },
  },
  pair: {
    name: { 'zh-CN': '同日不得并用', en: 'Not on the same day' },
    logic: { kind: 'conflict', mode: 'excludes', parameters: { window: { kind: 'day' } } },
    message: { 'zh-CN': '{item}与{other}不得同日使用', en: '{item} and {other} on the same day' },
  },
  quantity: {
    name: { 'zh-CN': '单次就诊限量', en: 'Quantity per visit' },
    logic: { kind: 'limit', mode: 'quantity', parameters: { window: { kind: 'visit' }, unit: '盒', count: 'each' } },
    message: { 'zh-CN': '{item}每次就诊限{bound}{unit}，实为{value}', en: '{item} is limited to {bound}, not {value}' },
  },
  level: {
    name: { 'zh-CN': '限医疗机构等级', en: 'Institution level' },
    logic: { kind: 'restrict', mode: 'institution-level' },
    message: { 'zh-CN': '{item}限{bound}及以上医疗机构使用', en: '{item} needs a {bound} institution' },
  },
  class: {
    name: { 'zh-CN': '同类重复用药', en: 'Duplicate class' },
    logic: { kind: 'conflict', mode: 'same-class', parameters: { window: { kind: 'visit' }, distinctMax: 1 } },
    message: { 'zh-CN': '{item}与{other}属同类药品', en: '{item} and {other} are of one class' },
  },
};
