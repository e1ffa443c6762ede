import type { Alert, Basis, Evidence, Excess, ItemId, OrderItem } from '@forecheck/core';
import { evidenceWords } from '@forecheck/nhsa';
import { escapeMarkdown } from './markdown.ts';
import { type CdsTexts, fill } from './texts.ts';

/** What the details of cards share. */
export interface DetailContext {
  readonly items: ReadonlyMap<ItemId, OrderItem>;
  readonly texts: CdsTexts;
  /** Rule version, told at the end. */
  readonly pack?: string;
  readonly isStale: boolean;
}

/** The Markdown of one alert: message, orders, excess, facts, clauses, what is asked. */
export function writeDetail(context: DetailContext, alert: Alert, orphanFixes: readonly string[]): string {
  const { texts } = context;
  const { headings } = texts;
  return document([
    escapeMarkdown(alert.message[texts.language]),
    section(
      headings.offending,
      alert.offending.map((id) => nameOf(context, id)),
    ),
    section(
      headings.involved,
      alert.involved.map((id) => nameOf(context, id)),
    ),
    section(headings.excess, alert.excess === undefined ? [] : excessLines(texts, alert.excess)),
    section(
      headings.evidence,
      alert.evidence.flatMap((evidence) => evidenceLine(texts, evidence) ?? []),
    ),
    section(
      headings.basis,
      alert.basis.map((basis) => basisLine(texts, basis)),
    ),
    section(headings.fixes, orphanFixes),
    section(headings.decision, [texts.decisions[alert.decision]]),
    ...footer(context),
  ]);
}

/** The Markdown of one question that only a person can answer. */
export function writePromptDetail(
  context: DetailContext,
  question: string,
  items: readonly ItemId[],
  basis: readonly Basis[],
): string {
  const { headings } = context.texts;
  return document([
    escapeMarkdown(question),
    section(
      headings.involved,
      items.map((id) => nameOf(context, id)),
    ),
    section(
      headings.basis,
      basis.map((one) => basisLine(context.texts, one)),
    ),
    ...footer(context),
  ]);
}

/** What the client calls an order; its code or id where it has no name. */
export function nameOf({ items }: Pick<DetailContext, 'items'>, id: ItemId): string {
  const item = items.get(id);
  return item?.name ?? item?.code ?? item?.localCode ?? id;
}

/** Yuan of an amount of fen. */
export function yuanText(fen: number): string {
  return (fen / 100).toFixed(2);
}

function document(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function section(heading: string, lines: readonly string[]): string {
  const escaped = [...new Set(lines)].map(escapeMarkdown).filter((line) => line !== '');
  if (escaped.length === 0) return '';
  // Behind a list's dash a text can open no block of its own.
  const shown = escaped.slice(0, LINES_MAX).map((line) => `- ${line}`);
  if (escaped.length > LINES_MAX) shown.push(`- … (+${escaped.length - LINES_MAX})`);
  return [`**${escapeMarkdown(heading)}**`, '', ...shown].join('\n');
}

function excessLines({ excess: words }: CdsTexts, excess: Excess): readonly string[] {
  const { quantity, unit, days, amountFen } = excess;
  return [
    ...(quantity === undefined ? [] : [fill(words.quantity, { value: quantity, unit })]),
    ...(days === undefined ? [] : [fill(words.days, { value: String(days) })]),
    ...(amountFen === undefined ? [] : [fill(words.amount, { value: yuanText(amountFen) })]),
  ];
}

function evidenceLine(texts: CdsTexts, evidence: Evidence): string | undefined {
  if (texts.language === 'zh-CN') return evidenceWords(evidence);
  const { fact, value, bound } = evidence;
  return `${fact}: ${value}${bound === undefined || bound === '' ? '' : fill(texts.bound, { bound }).replace(/^(?=\()/, ' ')}`;
}

function basisLine(texts: CdsTexts, basis: Basis): string {
  const where = [basis.instrument, basis.article, basis.locator].filter((part) => part !== undefined).join(' ');
  const since = basis.inForceFrom === undefined ? undefined : fill(texts.inForceFrom, { date: basis.inForceFrom });
  return [where, basis.text, since].filter((part) => part !== undefined).join(texts.language === 'en' ? '; ' : '；');
}

function footer({ texts, pack, isStale }: DetailContext): readonly string[] {
  return [
    ...(isStale ? [`**${escapeMarkdown(texts.stale)}**`] : []),
    ...(pack === undefined || pack === '' ? [] : [`${escapeMarkdown(texts.headings.pack)} ${escapeMarkdown(pack)}`]),
  ];
}

const LINES_MAX = 20;
