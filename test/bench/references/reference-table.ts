import { jsonLogic } from './json-logic.ts';
import { jsonRules } from './json-rules.ts';
import { checkedMapIndex, mapIndex } from './map-index.ts';
import { naiveLoop } from './naive-loop.ts';
import type { Reference, ReferenceName } from './reference.ts';
import { zen } from './zen.ts';

/** Every reference by its name. */
export const REFERENCES: Readonly<Record<ReferenceName, Reference>> = {
  'map-index': mapIndex,
  'map-index+schema': checkedMapIndex,
  'naive-loop': naiveLoop,
  'json-logic-engine': jsonLogic,
  'json-rules-engine': jsonRules,
  'zen-engine': zen,
};
