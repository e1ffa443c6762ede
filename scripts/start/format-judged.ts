import { styleText } from 'node:util';
import type { Alert, Basis, Encounter, Evidence, Fix, ItemId, Undetermined } from '@forecheck/core';
import type { JudgedRequest } from './judge-request.ts';
import { padText, wrapText } from './wrap-text.ts';

/** One request and its answer, in lines of at most `width` terminal columns. */
export function formatJudged(judged: JudgedRequest, width: number): readonly string[] {
  const { encounter, evaluation } = judged;
  const rows: (readonly Row[])[] = [
    ...evaluation.alerts.map((alert) => alertRows(alert, encounter)),
    ...evaluation.undetermined.map((entry) => undeterminedRows(entry, encounter)),
  ];
  if (rows.length === 0) rows.push([CLEAR]);
  const asked = [judged.infno, encounter.phase, encounter.scene, `${encounter.items.length} items`]
    .filter((part) => part !== undefined)
    .join(' · ');
  const times = `${formatMicros(judged.warmMicros)}, first time ${formatMicros(judged.firstMicros)}`;
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
  return padText(`${left}  `, width - right.length) + right;
}

function alertRows(alert: Alert, encounter: Encounter): readonly Row[] {
  return [
    {
      label: alert.severity,
      text: `${verdictOf(alert)} · ${alert.name['zh-CN']} (${alert.rule})`,
      style: STYLES[alert.severity],
    },
    { label: 'items', text: alert.offending.map((id) => nameOf(encounter, id)).join('、') },
    { label: 'message', text: alert.message['zh-CN'] },
    { label: 'evidence', text: alert.evidence.map(formatEvidence).join('; ') },
    { label: 'basis', text: alert.basis.map(formatBasis).join('；') },
    {
      label: 'fixes',
      text: alert.fixes.map((fix) => formatFix(fix, encounter)).join('; or ') || 'none that is sure to help',
    },
  ];
}

function undeterminedRows({ rule, name, items, missing, prompt }: Undetermined, encounter: Encounter): readonly Row[] {
  return [
    { label: 'undecided', text: `${name['zh-CN']} (${rule})`, style: 'cyan' },
    { label: 'items', text: items.map((id) => nameOf(encounter, id)).join('、') },
    prompt === undefined
      ? { label: 'missing', text: missing.join(', ') }
      : { label: 'question', text: `病历中是否有相应依据？${prompt}` },
  ];
}

function formatRow({ label, text, style }: Row, width: number): readonly string[] {
  const lines = wrapText(text, width - LABEL_WIDTH);
  return lines.map((line, i) => {
    const head = padText(i === 0 ? `  ${label}` : '', LABEL_WIDTH);
    return style === undefined ? head + line : styleText(style, head + line, { stream: process.stdout });
  });
}

function verdictOf({ verdict, degree }: Alert): string {
  return `${VERDICTS[verdict]}${degree === undefined ? '' : degree === 'high' ? '（高度）' : '（轻度）'}`;
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

function formatFix(fix: Fix, encounter: Encounter): string {
  const name = (id: ItemId) => encounter.items.find((item) => item.id === id)?.name ?? id;
  switch (fix.kind) {
    case 'remove-item':
      return `remove ${name(fix.item)}`;
    case 'reduce-quantity':
      return `reduce ${name(fix.item)} to ${fix.to}${fix.unit === undefined ? '' : ` ${fix.unit}`}`;
    case 'shorten-days':
      return `shorten ${name(fix.item)} to ${fix.to} days`;
    case 'self-pay-with-consent':
      return `${fix.items.map(name).join('、')} paid by the person, with consent`;
    case 'set-price':
      return `charge ${name(fix.item)} at ¥${(Number(fix.toFen) / 100).toFixed(2)}`;
  }
}

const CLEAR: Row = { label: 'clear', text: 'nothing fired and nothing was left undecided', style: 'green' };
const LABEL_WIDTH = 13;
const VERDICTS = { violation: '明确违规', suspected: '可疑', notice: '提示' } as const;
const STYLES = { critical: 'red', warning: 'yellow', info: 'blue' } as const;
