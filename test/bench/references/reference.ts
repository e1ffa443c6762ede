import type { Encounter } from '@forecheck/core';
import type { Point } from '../world/point.ts';
import { RULE_BY_KIND } from '../world/rules.ts';
import type { World } from '../world/world.ts';

/** Another way to answer the same question: which of the six kinds of knowledge points do the items break? */
export interface Reference {
  readonly name: ReferenceName;
  /**
   * Makes it ready for these encounters. Libraries that build something per rule may build only what the encounters
   * touch: it changes nothing about the time of an evaluation and saves minutes of loading.
   */
  readonly prepare: (world: World, encounters: readonly Encounter[]) => Evaluator | Promise<Evaluator>;
}

export type ReferenceName =
  | 'map-index'
  | 'map-index+schema'
  | 'naive-loop'
  | 'json-logic-engine'
  | 'json-rules-engine'
  | 'zen-engine';

export type Evaluator =
  | { readonly kind: 'sync'; readonly evaluate: (encounter: Encounter) => readonly PlainAlert[] }
  | { readonly kind: 'async'; readonly evaluate: (encounter: Encounter) => Promise<readonly PlainAlert[]> };

/** What an engineer would return at the least: which rule, which items, and what to tell the practitioner. */
export interface PlainAlert {
  readonly rule: string;
  readonly knowledgePoint: string;
  readonly items: readonly string[];
  readonly message: string;
}

/** The alert of a point that is broken by these items. */
export function alertOf(point: Point, items: readonly string[], name: string): PlainAlert {
  return { rule: RULE_BY_KIND[point.kind], knowledgePoint: point.id, items, message: `${name}：${wordsOf(point)}` };
}

function wordsOf(point: Point): string {
  switch (point.kind) {
    case 'sex':
      return `限${point.sex}使用`;
    case 'age':
      return `限${point.yearsMin}–${point.yearsBelow}岁使用`;
    case 'indication':
      return `缺少限定的诊断（${point.prefixes.join(' ')}）`;
    case 'pair':
      return `不得与${point.other}同日使用`;
    case 'quantity':
      return `每次就诊限${point.max}盒`;
    case 'level':
      return `限${point.levelMin}及以上医疗机构使用`;
    case 'class':
      return '同类药品重复使用';
  }
}
