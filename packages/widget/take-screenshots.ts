// The pictures of docs/integrating/widget.md: node packages/widget/take-screenshots.ts [folder]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright';

/** What a picture shows, and how the page comes to it. */
interface Picture {
  readonly name: string;
  /** Runs in the page, with `element`, `items` and the samples at hand. */
  readonly arrange: string;
  readonly keys?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly lang?: string;
  readonly isForced?: boolean;
  /** Device pixels for one of the page's: 2 is a zoom of 200 % in a window of half the size. */
  readonly zoom?: number;
}

const ROUND = 'element.present(aChecked(aWardRound()), { items })';
const LATER = 'element.present(aChecked(aWardRound().slice(1, 3)), { items })';

const PICTURES: readonly Picture[] = [
  { name: 'no-alert', arrange: 'element.present(aChecked([]), { items })' },
  {
    name: 'info',
    arrange:
      'element.present(anEvaluation(aWardRound().slice(4), { undetermined: [aQuestion()] }), { items }); press("info")',
  },
  { name: 'warning', arrange: 'element.present(aChecked(aWardRound().slice(3)), { items })' },
  { name: 'dialog', arrange: ROUND },
  { name: 'evidence', arrange: ROUND, keys: ['F4'] },
  { name: 'override', arrange: LATER, keys: ['F9', '5'] },
  { name: 'break-glass', arrange: ROUND, keys: ['F9', '1'] },
  { name: 'self-pay', arrange: LATER, keys: ['F2', '2'] },
  {
    name: 'answered',
    arrange: `element.addEventListener('forecheck-fix', (event) => event.detail.accept()); ${LATER}`,
    keys: ['2', 'F2', '1', 'F9', '1', 'Enter'],
  },
  {
    name: 'stale',
    arrange: `element.status = { connection: 'waiting', isStale: true, staleSinceMs: Date.now() - 3 * 864e5, version: '2026-07-01.3',
      inForceFrom: '2026-07-01', source: '示例医保局', outbox: { entries: 4 } };
      element.present(aChecked(aWardRound().slice(3)), { items })`,
  },
  {
    name: 'unjudged',
    arrange:
      "element.present(aChecked([], { evaluation: anEvaluation([], { status: 'refused' }), decision: 'block', decidedBy: 'nobody' }), { items })",
  },
  { name: 'dark', arrange: `element.setAttribute('theme', 'dark'); ${ROUND}`, keys: ['F9'] },
  { name: 'high-contrast', arrange: ROUND, isForced: true },
  { name: 'zoom-200', arrange: ROUND, viewport: { width: 550, height: 400 }, zoom: 2 },
  { name: 'english', arrange: ROUND, lang: 'en' },
];

const SAMPLES = 'aChecked, anEvaluation, aWardRound, aQuestion';

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
  body { margin: 0; font: 14px 'Noto Sans CJK SC', sans-serif; background: #eef1f5; color: #1b2430 }
  header { background: #27496d; color: #fff; padding: 10px 16px }
  main { padding: 12px 16px } table { width: 100%; border-collapse: collapse; background: #fff; margin-bottom: 10px }
  td, th { border: 1px solid #d5dbe3; padding: 6px 8px; text-align: left; font-weight: 400 } th { background: #f3f6fa }
  td input { width: 4em } main > button { margin-bottom: 12px; padding: 4px 16px }
</style><header>门诊医生站（示例）</header><main><table><thead><tr><th>#<th>药品<th>用法<th>数量</thead><tbody></tbody></table>
<button>保存</button><compliance-alerts></compliance-alerts></main></html>`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.argv[2] ?? join(ROOT, 'docs/integrating/widget');
mkdirSync(folder, { recursive: true });
const script = await bundle();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const picture of PICTURES) await take(browser, picture);
} finally {
  await browser.close();
}

async function take(from: Browser, picture: Picture): Promise<void> {
  const {
    name,
    arrange,
    keys = [],
    viewport = { width: 1000, height: 720 },
    lang = 'zh-CN',
    isForced,
    zoom = 1,
  } = picture;
  const context = await from.newContext({
    viewport,
    deviceScaleFactor: zoom,
    forcedColors: isForced === true ? 'active' : 'none',
  });
  const page = await context.newPage();
  await page.setContent(PAGE.replace('zh-CN', lang));
  await page.addScriptTag({ content: script });
  await page.evaluate(`samples.openOrder((element, items, press) => { const { ${SAMPLES} } = samples; ${arrange} })`);
  await page.evaluate('samples.element().guardMs = 0');
  for (const key of keys) await page.keyboard.press(key);
  await settle(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

/** Until fonts are there and nothing moves. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.evaluate('Promise.all(document.getAnimations({ subtree: true }).map((one) => one.finished))');
  await page.waitForTimeout(150);
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import './src/define.ts'; export * from './src/sample-evaluation.ts'; import { someItems } from './src/sample-evaluation.ts';
        export const element = () => document.querySelector('compliance-alerts');
        export function openOrder(arrange) {
          const items = someItems(6).map((item, index) => {
            const line = document.querySelector('tbody').insertRow();
            for (const text of [index + 1, item.label, item.detail]) line.insertCell().textContent = text;
            const control = document.createElement('input');
            control.value = '1';
            line.insertCell().append(control);
            return { ...item, control };
          });
          document.querySelector('button').focus();
          arrange(element(), items, (act) => element().shadowRoot.querySelector('[data-act="' + act + '"]').click());
        }`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'samples',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
