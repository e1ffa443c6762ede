import { existsSync } from 'node:fs';
import type { Alert, Evaluation } from '@forecheck/core';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright';
import type { NothingFound, PaintCase, PaintLane, PaintResult } from '../case.ts';

/**
 * From handing an evaluation to the widget until its dialog is painted, in a real browser: the frame in which it is laid out has
 * been handed on when a task after its animation callback runs. Each time the dialog comes up anew, of other alerts.
 */
export async function runPaint(
  { alerts, items, cpuRates, rounds }: PaintCase,
  root: string,
): Promise<PaintResult | NothingFound> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return { skipped: 'there is no Chromium; CHROMIUM_PATH says where one is' };
  const content = await bundleWidget(root);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.setContent(PAGE);
    await page.addScriptTag({ content });
    const lanes: PaintLane[] = [];
    for (const cpuRate of cpuRates) {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: cpuRate });
      await paint(page, evaluations(alerts, items, WARM_UP_ROUNDS));
      const times = (await paint(page, evaluations(alerts, items, rounds))).sort((a, b) => a - b);
      const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
      lanes.push({ cpuRate, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), rounds: times.length });
    }
    return { browser: `Chromium ${browser.version()}`, lanes };
  } finally {
    await browser.close();
  }
}

function paint(page: Page, given: readonly Evaluation[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    const element = document.querySelector('compliance-alerts') as Element & {
      present(evaluation: unknown, options: object): void;
      dismiss(): void;
    };
    const painted = (): Promise<void> =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        requestAnimationFrame(() => port2.postMessage(undefined));
      });
    const items = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      label: `示例药品 ${index} 0.25g×24`,
    }));
    const times: number[] = [];
    for (const evaluation of all) {
      await painted();
      const started = performance.now();
      element.present(evaluation, { items });
      await painted();
      times.push(performance.now() - started);
      if (!element.shadowRoot?.querySelector('dialog')?.open) throw new Error('nothing was shown');
      element.dismiss();
    }
    return times;
  }, given as Evaluation[]);
}

function evaluations(alerts: number, items: number, count: number): readonly Evaluation[] {
  return Array.from({ length: count }, (_, round) => ({
    encounterId: `E${round}`,
    status: 'complete',
    alerts: Array.from({ length: alerts }, (_, index) =>
      createAlert(`${round}-${index}`, String(index % items), index),
    ),
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: 'require-reason',
    reachedUnder: { manifest: 'f'.repeat(64), segments: [] },
    diagnostics: [],
    work: { items, lookups: 0, candidates: alerts, hits: alerts },
  }));
}

function createAlert(id: string, item: string, index: number): Alert {
  return {
    id,
    rule: `rule-${index}`,
    knowledgePoint: `point-${index}`,
    verdict: 'violation',
    severity: index % 3 === 0 ? 'critical' : 'warning',
    offending: [item],
    involved: [],
    excess: { amountFen: 100 * index },
    evidence: [{ fact: 'items.days', value: '10', bound: '7' }],
    basis: [{ instrument: '示例目录（2026年版）', article: '凡例第十一条', inForceFrom: '2026-01-01' }],
    name: { 'zh-CN': `药品限最大开药天数 ${index}`, en: `Days of supply ${index}` },
    message: {
      'zh-CN': '“示例氨酚黄那敏颗粒”开药10天，一般不超过7天。',
      en: 'Prescribed for 10 days; at most 7 are allowed.',
    },
    decision: 'require-reason',
    dispositions: ['return-and-change', 'continue-with-reason'],
    fixes: [
      { kind: 'shorten-days', item, to: '7' },
      { kind: 'remove-item', item },
    ],
  };
}

async function bundleWidget(root: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "import '@forecheck/widget/define';", resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2018',
    conditions: ['@forecheck/source'],
  });
  return outputFiles[0]!.text;
}

const PAGE = '<!doctype html><html lang="zh-CN"><button>保存</button><compliance-alerts></compliance-alerts></html>';
const WARM_UP_ROUNDS = 10;
