import type { Decision, Fix, LocalText } from '@forecheck/core';
import type { CdsHook } from './discovery.ts';
import { enTexts } from './texts-en.ts';
import { zhCnTexts } from './texts-zh-cn.ts';

/** Words of cards that no rule says: labels, headings, reasons. `{item}` and its like are filled in. */
export interface CdsTexts {
  /** Which of a rule's own words go with them. */
  readonly language: keyof LocalText;
  readonly service: {
    readonly title: string;
    readonly descriptions: Readonly<Record<CdsHook, string>>;
    readonly usageRequirements: string;
  };
  /** Source of a card whose rule names no instrument. */
  readonly sourceLabel: string;
  readonly headings: {
    readonly offending: string;
    readonly involved: string;
    readonly excess: string;
    readonly evidence: string;
    readonly basis: string;
    readonly decision: string;
    readonly fixes: string;
    readonly pack: string;
  };
  readonly excess: { readonly quantity: string; readonly days: string; readonly amount: string };
  readonly decisions: Readonly<Record<Decision, string>>;
  /** Labels of suggestions. */
  readonly fixes: Readonly<Record<Fix['kind'], string>>;
  /** Descriptions of actions. */
  readonly actions: { readonly create: string; readonly update: string; readonly delete: string };
  readonly inForceFrom: string;
  readonly bound: string;
  readonly stale: string;
  /** A question around the regulator's words, where the rule pack has none. */
  readonly prompt: string;
  readonly evidenceOnFile: string;
  /** Label of our override reasons, by code. */
  readonly overrideReasons: Readonly<Record<OverrideCode, string>>;
  readonly comma: string;
}

/** Codes of our reasons for going on. The last two are dispositions of their own. */
export type OverrideCode =
  | 'clinical-need'
  | 'emergency'
  | 'no-alternative'
  | 'specialist-advice'
  | 'record-incomplete'
  | 'other'
  | 'self-pay-with-consent'
  | 'evidence-on-file';

/** Our words in that language. */
export function textsOf(language: keyof LocalText): CdsTexts {
  return language === 'en' ? enTexts : zhCnTexts;
}

/** The template with its `{name}`s filled in; a name without a value becomes nothing. */
export function fill(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template
    .replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''))
    .replace(/ {2,}/g, ' ')
    .trim();
}
