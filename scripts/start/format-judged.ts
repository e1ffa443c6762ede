import { styleText } from 'node:util';
import type { Alert, Basis, Encounter, Evidence, ItemId, Undetermined } from '@forecheck/core';
import stringWidth from 'string-width';
import type { JudgedRequest } from './judge-request.ts';
import { type Language, WORDS, type Words } from './words.ts';
import { padText, wrapText } from './wrap-text.ts';

/** One request and its answer, in lines of at most `width` terminal columns. */
export function formatJudged(judged: JudgedRequest, width: number, language: Language): readonly string[] {
  const { encounter, evaluation } = judged;
  const words = WORDS[language];
  const rows: (readonly Row[])[] = [
    ...evaluation.alerts.map((alert, i) => alertRows(alert, encounter, judged.told[i] ?? '', language)),
    ...evaluation.undetermined.map((entry) => undeterminedRows(entry, encounter, language)),
  ];
  if (rows.length === 0) rows.push([{ label: words.labels.clear, text: words.clear, style: 'green' }]);
  const asked = [judged.infno, encounter.phase, encounter.scene, words.items(encounter.items.length)]
    .filter((part) => part !== undefined)
    .join(' · ');
  const times = `${formatMicros(judged.warmMicros)}, ${words.firstTime} ${formatMicros(judged.firstMicros)}`;
  return [
    styleText('bold', bothEnds(judged.name, evaluation.decision, width), { stream: process.stdout }),
    styleText('dim', bothEnds(asked, times, width), { stream: process.stdout }),
    styleText('dim', '─'.repeat(width), { stream: process.stdout }),
    ...rows.flatMap((group, i) => [...(i === 0 ? [] : ['']), ...group.flatMap((row) => formatRow(row, width))]),
    '',
  ];
}

/** Microseconds with as many digits as they deserve. */
export function formatMicros(micros: number): string {
  if (micros >= 1000) return `${(micros / 1000).toFixed(1)} ms`;
  return `${micros.toFixed(micros < 100 ? 1 : 0)} µs`;
}

interface Row {
  readonly label: string;
  readonly text: string;
  readonly style?: Parameters<typeof styleText>[0];
}

function bothEnds(left: string, right: string, width: number): string {
  return padText(`${left}  `, width - stringWidth(right)) + right;
}

function alertRows(alert: Alert, encounter: Encounter, told: string, language: Language): readonly Row[] {
  const words = WORDS[language];
  const { labels } = words;
  const name = (id: ItemId): string => encounter.items.find((item) => item.id === id)?.name ?? id;
  const fixes = alert.fixes.map((fix) => words.fix(fix, name)).join(words.or);
  return [
    {
      label: words.severity[alert.severity],
      text: `${verdictOf(alert, words)} · ${alert.name[LOCALES[language]]} (${alert.rule})`,
      style: STYLES[alert.severity],
    },
    { label: labels.items, text: alert.offending.map((id) => nameOf(encounter, id)).join('、') },
    { label: labels.message, text: alert.message[LOCALES[language]] },
    // In Chinese, clauses and facts are shown in the words of the interface's own answer (vola_evid).
    ...(language === 'zh'
      ? [{ label: labels.basis, text: told }]
      : [
          { label: labels.evidence, text: alert.evidence.map(formatEvidence).join('; ') },
          { label: labels.basis, text: alert.basis.map(formatBasis).join('; ') },
        ]),
    { label: labels.fixes, text: fixes || words.noFix },
  ];
}

function undeterminedRows(undetermined: Undetermined, encounter: Encounter, language: Language): readonly Row[] {
  const { rule, name, items, missing, prompt } = undetermined;
  const words = WORDS[language];
  return [
    { label: words.labels.undecided, text: `${name[LOCALES[language]]} (${rule})`, style: 'cyan' },
    { label: words.labels.items, text: items.map((id) => nameOf(encounter, id)).join('、') },
    prompt === undefined
      ? { label: words.labels.missing, text: missing.join(', ') }
      : { label: words.labels.question, text: words.asks(prompt) },
  ];
}

function formatRow({ label, text, style }: Row, width: number): readonly string[] {
  const lines = wrapText(text, width - LABEL_WIDTH);
  return lines.map((line, i) => {
    const head = padText(i === 0 ? `  ${label}` : '', LABEL_WIDTH);
    return style === undefined ? head + line : styleText(style, head + line, { stream: process.stdout });
  });
}

function verdictOf({ verdict, degree }: Alert, words: Words): string {
  return `${words.verdict[verdict]}${degree === undefined ? '' : words.degree[degree]}`;
}

function nameOf(encounter: Encounter, id: ItemId): string {
  const item = encounter.items.find((candidate) => candidate.id === id);
  return `${item?.name ?? '?'} [${item?.code ?? item?.localCode ?? id}]`;
}

function formatEvidence({ fact, value, bound }: Evidence): string {
  return `${fact} = ${value}${bound === undefined ? '' : `, bound ${bound}`}`;
}

function formatBasis({ instrument, article, locator }: Basis): string {
  return [instrument, article, locator].filter((part) => part !== undefined).join('，');
}

const LABEL_WIDTH = 13;
const LOCALES = { zh: 'zh-CN', en: 'en' } as const;
const STYLES = { critical: 'red', warning: 'yellow', info: 'blue' } as const;
