import type { Decision, DispositionKind, Severity } from '@forecheck/core';
import type { ClientStatus } from '@forecheck/sync';
import type { Swap } from '../watch-swap.ts';

/** Languages of the page. What an alert says comes with the rules, in both. */
export type Language = 'zh-CN' | 'en';

/** Everything that the page says of its own. */
export interface Words {
  readonly title: string;
  readonly otherLanguage: string;
  readonly status: string;
  readonly order: string;
  readonly alerts: string;
  readonly swap: string;
  readonly swapNote: string;
  readonly measure: string;
  readonly measuring: string;
  readonly labels: Readonly<
    Record<
      | 'connection'
      | 'pack'
      | 'since'
      | 'freshness'
      | 'outbox'
      | 'damage'
      | 'item'
      | 'quantity'
      | 'price'
      | 'evidence'
      | 'basis'
      | 'reason',
      string
    >
  >;
  readonly connection: Readonly<Record<ClientStatus['connection'], string>>;
  readonly decision: Readonly<Record<Decision, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly disposition: Readonly<Record<DispositionKind, string>>;
  readonly person: string;
  readonly fresh: string;
  stale(since: string | undefined): string;
  readonly damaged: string;
  readonly noPack: string;
  bound(bound: string): string;
  readonly listComma: string;
  readonly noAlerts: string;
  waiting(entries: number): string;
  recorded(kind: string): string;
  swapped(swap: Swap): string;
  failed(code: string): string;
}

const ZH: Words = {
  title: '规则同步与事前提醒（示例）',
  otherLanguage: 'English',
  status: '规则包状态',
  order: '示例医嘱',
  alerts: '提醒',
  swap: '换包时的评估',
  swapNote: '点击后页面不停评估上面的医嘱，直到医保局发布的新规则在本页生效。',
  measure: '持续评估',
  measuring: '持续评估中，等待新规则…',
  labels: {
    connection: '连接',
    pack: '生效规则包',
    since: '本页生效时间',
    freshness: '时效',
    outbox: '处置上报',
    damage: '本地存储',
    item: '项目',
    quantity: '数量',
    price: '单价（元）',
    evidence: '证据',
    basis: '依据',
    reason: '理由',
  },
  connection: {
    idle: '未连接',
    connecting: '连接中',
    greeting: '握手中',
    online: '在线',
    waiting: '离线，稍后重连',
    closed: '已停止',
  },
  decision: {
    pass: '通过',
    remind: '提醒',
    'require-reason': '须说明理由',
    'require-fix': '须修改',
    block: '阻断',
  },
  severity: { critical: '严重', warning: '警告', info: '提示' },
  disposition: {
    'return-and-change': '返回修改',
    'continue-with-reason': '说明理由后继续',
    'self-pay-with-consent': '知情同意后自费',
    'supply-evidence': '补充依据',
  },
  person: '女，40岁，住院，三级医院（虚构）',
  fresh: '最新',
  stale: (since) => (since === undefined ? '尚未收到医保局的确认' : `自${since}起可能过时，仍按现有规则评估`),
  damaged: '有损坏，正以较早的规则评估并重新下载',
  noPack: '尚无规则包',
  bound: (bound) => `（限${bound}）`,
  listComma: '，',
  noAlerts: '没有提醒。',
  waiting: (entries) => (entries === 0 ? '全部送达' : `${entries}条已落盘，待送达`),
  recorded: (kind) => `已记录：${kind}`,
  swapped: ({ before, after, evaluations, slowestMs, pauseMs }) =>
    `提醒由${before.alerts.length}条变为${after.alerts.length}条；其间评估${evaluations}次，最慢${slowestMs.toFixed(2)}毫秒，两次之间最长停顿${pauseMs.toFixed(1)}毫秒。`,
  failed: (code) =>
    code === 'storage-locked' ? '另一个标签页正在使用本页的规则包，请先关闭它。' : `没有成功（${code}）。`,
};

const EN: Words = {
  title: 'Rules in sync, alerts on the spot (example)',
  otherLanguage: '中文',
  status: 'Rule pack',
  order: 'Sample order',
  alerts: 'Alerts',
  swap: 'Evaluations while packs are swapped',
  swapNote: 'Judges the order above without pause, until new rules of the bureau are in force in this page.',
  measure: 'Judge without pause',
  measuring: 'Judging; waiting for new rules …',
  labels: {
    connection: 'Connection',
    pack: 'Pack in force',
    since: 'In force here since',
    freshness: 'Freshness',
    outbox: 'Dispositions',
    damage: 'Storage',
    item: 'Item',
    quantity: 'Quantity',
    price: 'Unit price (¥)',
    evidence: 'Evidence',
    basis: 'Basis',
    reason: 'Reason',
  },
  connection: {
    idle: 'not connected',
    connecting: 'connecting',
    greeting: 'greeting',
    online: 'online',
    waiting: 'offline, will connect again',
    closed: 'stopped',
  },
  decision: {
    pass: 'pass',
    remind: 'remind',
    'require-reason': 'a reason is required',
    'require-fix': 'a change is required',
    block: 'blocked',
  },
  severity: { critical: 'critical', warning: 'warning', info: 'info' },
  disposition: {
    'return-and-change': 'Go back and change',
    'continue-with-reason': 'Continue, with a reason',
    'self-pay-with-consent': 'Self-paid, with consent',
    'supply-evidence': 'Supply evidence',
  },
  person: 'female, 40 years, inpatient, tertiary hospital (made up)',
  fresh: 'up to date',
  stale: (since) =>
    since === undefined ? 'not confirmed by the bureau yet' : `may be outdated since ${since}; still judging by it`,
  damaged: 'damaged; judging by earlier rules while it is fetched again',
  noPack: 'none yet',
  bound: (bound) => ` (bound ${bound})`,
  listComma: ', ',
  noAlerts: 'No alerts.',
  waiting: (entries) => (entries === 0 ? 'all delivered' : `${entries} on disk, waiting to be delivered`),
  recorded: (kind) => `Recorded: ${kind}`,
  swapped: ({ before, after, evaluations, slowestMs, pauseMs }) =>
    `From ${before.alerts.length} to ${after.alerts.length} alerts; ${evaluations} evaluations meanwhile, the slowest ${slowestMs.toFixed(2)} ms, the longest pause between two ${pauseMs.toFixed(1)} ms.`,
  failed: (code) =>
    code === 'storage-locked'
      ? 'Another tab has the packs of this page; close it first.'
      : `That did not work (${code}).`,
};

export const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': ZH, en: EN };
