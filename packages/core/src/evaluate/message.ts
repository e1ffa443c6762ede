import type { Finding, Judge, Undecided } from '../judge/judge.ts';
import { catalogueOf } from '../judge/units.ts';
import { formatScaled } from '../model/decimal.ts';
import type { LocalText } from '../model/evaluation.ts';
import { CATALOGUE_NAME, ROW_INTS, ROW_NAME, ROW_TEXT } from '../segment/row.ts';
import { inChinese, inEnglish } from './terms.ts';

/** The alert's words: the rule pack's template with the finding's values. Nothing else composes prose. */
export function wordAlert(judge: Judge, finding: Finding): LocalText {
  const template = finding.version.definition.message;
  const fact = finding.evidence[0]?.fact ?? '';
  // Names are decoded and looked up, and most templates use one of them: each is made when first asked for, and serves both
  // languages. Making all was a tenth of an evaluation with nine alerts.
  const made: Partial<Record<keyof Values, string>> = {};
  const wordOf = (name: keyof Values): string => (made[name] ??= makeValue(judge, finding, name));
  const isTerm = (name: keyof Values): boolean => name === 'value' || name === 'bound';
  return {
    'zh-CN': fill(template['zh-CN'], (name) => (isTerm(name) ? inChinese(wordOf(name), fact) : wordOf(name))),
    en: fill(template.en, (name) => (name === 'bound' ? inEnglish(wordOf(name)) : wordOf(name))),
  };
}

/** The question's words: the rule pack's template with the item and the regulator's text. */
export function wordQuestion(judge: Judge, undecided: Undecided): LocalText {
  const { view } = undecided.segment;
  const base = undecided.row * ROW_INTS;
  const published = view.text(view.rows[base + ROW_NAME]!);
  const names = new Set(undecided.items.map((i) => itemName(judge, i, undecided.items.length > 1 ? '' : published)));
  const item = [...names].join('、');
  const text = view.text(view.rows[base + ROW_TEXT]!);
  const values = { item, text, other: '', value: '', bound: '', excess: '', unit: '' };
  const template = undecided.version.definition.message;
  const wordOf = (name: keyof Values): string => values[name];
  return { 'zh-CN': fill(template['zh-CN'], wordOf), en: fill(template.en, wordOf) };
}

/** Texts for the placeholders. */
type Values = Readonly<Record<'item' | 'other' | 'value' | 'bound' | 'excess' | 'unit' | 'text', string>>;

function makeValue(
  judge: Judge,
  { segment: { view }, row, words, offending, excess }: Finding,
  name: keyof Values,
): string {
  const base = row * ROW_INTS;
  switch (name) {
    case 'item': {
      const published = view.text(view.rows[base + ROW_NAME]!);
      return offending[0] === undefined ? published : itemName(judge, offending[0], published);
    }
    case 'other':
      return words.other === undefined ? '' : itemName(judge, words.other, '');
    case 'excess':
      return words.excess ?? (excess?.quantity === undefined ? '' : formatScaled(excess.quantity));
    case 'text':
      return view.text(view.rows[base + ROW_TEXT]!);
    default:
      return words[name] ?? '';
  }
}

/** Catalogue name on the day, else the published name, else the institution's own, else the code. */
function itemName(judge: Judge, i: number, published: string): string {
  const { facts } = judge;
  const code = facts.codeText[facts.code[i]!]!;
  const hit = catalogueOf(judge, i);
  const name = hit === undefined ? '' : hit.view.text(hit.view.catalogue[hit.base + CATALOGUE_NAME]!);
  return name || published || (facts.raw[i]!.name ?? '') || code;
}

function fill(template: string, wordOf: (name: keyof Values) => string): string {
  let text = '';
  for (const part of partsOf(template)) text += part.name === undefined ? part.literal : wordOf(part.name);
  return text;
}

interface TemplatePart {
  readonly literal: string;
  readonly name?: keyof Values;
}

/** Templates are few and fill often: each is taken apart once. */
function partsOf(template: string): readonly TemplatePart[] {
  let parts = PARTS.get(template);
  if (parts === undefined) {
    if (PARTS.size >= PARTS_MAX) PARTS.clear();
    parts = template
      .split(PLACEHOLDER)
      .map((literal) => (NAMES.has(literal) ? { literal, name: literal.slice(1, -1) as keyof Values } : { literal }));
    PARTS.set(template, parts);
  }
  return parts;
}

const PLACEHOLDER = /(\{[a-z]+\})/;
const NAMES: ReadonlySet<string> = new Set(['{item}', '{other}', '{value}', '{bound}', '{excess}', '{unit}', '{text}']);
const PARTS = new Map<string, readonly TemplatePart[]>();
/** Two languages of a thousand rules. */
const PARTS_MAX = 2048;
