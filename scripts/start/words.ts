import type { Fix, Severity, Verdict } from '@forecheck/core';

/** Languages in which `npm start` prints what a practitioner would see. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words around those of the rules, which come with the rules. */
export interface Words {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly degree: Readonly<Record<'high' | 'low', string>>;
  readonly labels: Readonly<
    Record<
      'items' | 'message' | 'evidence' | 'basis' | 'fixes' | 'undecided' | 'missing' | 'question' | 'clear',
      string
    >
  >;
  readonly clear: string;
  readonly noFix: string;
  readonly asks: (prompt: string) => string;
  readonly items: (count: number) => string;
  readonly firstTime: string;
  readonly or: string;
  fix(fix: Fix, name: (id: string) => string): string;
}

const ZH: Words = {
  severity: { critical: '严重', warning: '警告', info: '提示' },
  verdict: { violation: '明确违规', suspected: '可疑', notice: '提示' },
  degree: { high: '（高度）', low: '（轻度）' },
  labels: {
    items: '项目',
    message: '提醒',
    evidence: '证据',
    basis: '依据',
    fixes: '修改建议',
    undecided: '无法判定',
    missing: '缺少',
    question: '请确认',
    clear: '通过',
  },
  clear: '没有提醒，也没有无法判定的规则',
  noFix: '没有能保证消除本提醒的修改',
  asks: (prompt) => `病历中是否有相应依据？${prompt}`,
  items: (count) => `${count}条明细`,
  firstTime: '首次',
  or: '；或',
  fix(fix, name) {
    switch (fix.kind) {
      case 'remove-item':
        return `取消${name(fix.item)}`;
      case 'remove-items':
        return `取消${fix.items.map(name).join('、')}`;
      case 'add-companion':
        return `${name(fix.item)}另开${fix.code}`;
      case 'reduce-quantity':
        return `${name(fix.item)}减至${fix.to}${fix.unit ?? ''}`;
      case 'shorten-days':
        return `${name(fix.item)}缩短为${fix.to}天`;
      case 'self-pay-with-consent':
        return `${fix.items.map(name).join('、')}经参保人同意后自费`;
      case 'set-price':
        return `${name(fix.item)}按${yuan(fix.toFen)}元收费`;
    }
  },
};

const EN: Words = {
  severity: { critical: 'critical', warning: 'warning', info: 'info' },
  verdict: { violation: 'violation', suspected: 'suspected', notice: 'notice' },
  degree: { high: ' (high)', low: ' (low)' },
  labels: {
    items: 'items',
    message: 'message',
    evidence: 'evidence',
    basis: 'basis',
    fixes: 'fixes',
    undecided: 'undecided',
    missing: 'missing',
    question: 'question',
    clear: 'clear',
  },
  clear: 'nothing fired and nothing was left undecided',
  noFix: 'none that is sure to help',
  asks: (prompt) => `Is this on record? ${prompt}`,
  items: (count) => `${count} items`,
  firstTime: 'first time',
  or: '; or ',
  fix(fix, name) {
    switch (fix.kind) {
      case 'remove-item':
        return `remove ${name(fix.item)}`;
      case 'remove-items':
        return `remove ${fix.items.map(name).join(', ')}`;
      case 'add-companion':
        return `order ${fix.code} beside ${name(fix.item)}`;
      case 'reduce-quantity':
        return `reduce ${name(fix.item)} to ${fix.to}${fix.unit === undefined ? '' : ` ${fix.unit}`}`;
      case 'shorten-days':
        return `shorten ${name(fix.item)} to ${fix.to} days`;
      case 'self-pay-with-consent':
        return `${fix.items.map(name).join(', ')} paid by the person, with consent`;
      case 'set-price':
        return `charge ${name(fix.item)} at ¥${yuan(fix.toFen)}`;
    }
  },
};

function yuan(fen: string | number): string {
  return (Number(fen) / 100).toFixed(2);
}

export const WORDS: Readonly<Record<Language, Words>> = { zh: ZH, en: EN };
