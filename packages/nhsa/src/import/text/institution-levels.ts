import type { InstitutionLevel } from '@forecheck/core';
import { normaliseText } from './normalise-text.ts';

/** Level named by 一级, 二级 or 三级; `undefined` for anything else. */
export function institutionLevel(text: string): InstitutionLevel | undefined {
  return LEVELS[text];
}

/** Every level that a text names, from the lowest. */
export function institutionLevelsIn(text: string): readonly InstitutionLevel[] {
  const named = new Set(normaliseText(text).match(/[一二三]级(?=及以上|综合|专科|医院|医疗机构)/g));
  return Object.entries(LEVELS)
    .filter(([name]) => named.has(name))
    .map(([, level]) => level);
}

/** In ascending order. */
const LEVELS: Readonly<Record<string, InstitutionLevel>> = { 一级: 'primary', 二级: 'secondary', 三级: 'tertiary' };
