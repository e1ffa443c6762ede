import type { Finding, Judge, Undecided } from '../judge/judge.ts';
import { catalogueOf } from '../judge/units.ts';
import { formatScaled } from '../model/decimal.ts';
import type { LocalText } from '../model/evaluation.ts';
import { CATALOGUE_NAME, ROW_INTS, ROW_NAME, ROW_TEXT } from '../segment/row.ts';
import { inChinese, inEnglish } from './terms.ts';

/** The alert's words: the rule pack's template with the finding's values. Nothing else composes prose. */
export function wordAlert(judge: Judge, finding: Finding): LocalText {
  const template = finding.version.definition.message;
  const values = valuesOf(judge, finding);
  const fact = finding.evidence[0]?.fact ?? '';
  const zh = { ...values, value: inChinese(values.value, fact), bound: inChinese(values.bound, fact) };
  const en = { ...values, bound: inEnglish(values.bound) };
  return { 'zh-CN': fill(template['zh-CN'], zh), en: fill(template.en, en) };
}

/** The question's words: the rule pack's template with the item and the regulator's text. */
export function wordQuestion(judge: Judge, undecided: Undecided): LocalText {
  const { view } = undecided.segment;
  const base = undecided.row * ROW_INTS;
  const [first] = undecided.items;
  const published = view.text(view.rows[base + ROW_NAME]!);
  const item = first === undefined ? published : itemName(judge, first, published);
  const text = view.text(view.rows[base + ROW_TEXT]!);
  const values = { item, text, other: '', value: '', bound: '', excess: '', unit: '' };
  const template = undecided.version.definition.message;
  return { 'zh-CN': fill(template['zh-CN'], values), en: fill(template.en, values) };
}

/** Texts for the placeholders. */
type Values = Readonly<Record<'item' | 'other' | 'value' | 'bound' | 'excess' | 'unit' | 'text', string>>;

function valuesOf(judge: Judge, finding: Finding): Values {
  const { view } = finding.segment;
  const base = finding.row * ROW_INTS;
  const { words, offending } = finding;
  const published = view.text(view.rows[base + ROW_NAME]!);
  return {
    item: offending[0] === undefined ? published : itemName(judge, offending[0], published),
    other: words.other === undefined ? '' : itemName(judge, words.other, ''),
    value: words.value ?? '',
    bound: words.bound ?? '',
    excess: words.excess ?? (finding.excess?.quantity === undefined ? '' : formatScaled(finding.excess.quantity)),
    unit: words.unit ?? '',
    text: view.text(view.rows[base + ROW_TEXT]!),
  };
}

/** Catalogue name on the day, else the published name, else the institution's own, else the code. */
function itemName(judge: Judge, i: number, published: string): string {
  const { facts } = judge;
  const code = facts.codeText[facts.code[i]!]!;
  const hit = catalogueOf(judge, i);
  const name = hit === undefined ? '' : hit.view.text(hit.view.catalogue[hit.base + CATALOGUE_NAME]!);
  return name || published || (facts.raw[i]!.name ?? '') || code;
}

function fill(template: string, values: Values): string {
  let text = '';
  for (const part of partsOf(template)) {
    text += part.name === undefined ? part.literal : (values[part.name] ?? part.literal);
  }
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
