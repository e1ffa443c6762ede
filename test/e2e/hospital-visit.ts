import type { ComplianceAlerts } from '@forecheck/widget';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright';

/** One of the pages of the example's HIS, and how a person adds a line there. */
export interface HisPage {
  readonly name: string;
  readonly path: string;
  order(page: Page, item: string): Promise<void>;
}

export const HIS_PAGES: readonly HisPage[] = [
  {
    name: 'bare page',
    path: '',
    async order(page, item) {
      await page.fill('#find', item);
      await page.press('#find', 'Enter');
    },
  },
  {
    name: 'Vue page',
    path: 'vue/',
    async order(page, item) {
      await page.click('#open-add');
      await page.fill('#find', item);
      await page.click('#add-line');
      await page.locator('.el-dialog').waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'jQuery page',
    path: 'jquery/',
    async order(page, item) {
      await page.fill('#find', item);
      await page.click('#append');
    },
  },
];

/** Somebody at a page of the HIS. */
export interface Visit {
  readonly page: Page;
  readonly dialog: Locator;
  /** What the widget says in the page, beside the order. */
  readonly beside: Locator;
  readonly lines: Locator;
  /** What the page says under the order. */
  readonly said: Locator;
  /** What the page complained of: its console, uncaught errors, violations of its policy. */
  readonly complaints: string[];
  /** An empty order. */
  restart(): Promise<void>;
  order(...items: readonly string[]): Promise<void>;
  save(): Promise<void>;
  /** Rules of axe-core that the page violates now, with what violates them. */
  findBarriers(): Promise<readonly string[]>;
  /** From pressing the button to the frame in which the dialog is there, in milliseconds. */
  timeSaves(count: number): Promise<readonly number[]>;
}

/** Opens a page of the HIS at `his`. */
export async function visit(browser: Browser, his: string, { path, order }: HisPage): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  await page.exposeFunction('complain', (complaint: string) => void complaints.push(complaint));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { complain(what: string): void }).complain(`${violatedDirective}: ${blockedURI}`);
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => void complaints.push(message));
  return {
    page,
    complaints,
    dialog: page.locator('#alerts dialog[open]'),
    beside: page.locator('#alerts [data-beside]'),
    lines: page.locator('#lines'),
    said: page.locator('#said'),
    async restart() {
      await page.goto(his + path);
      await page.locator('#save').waitFor();
      // People take longer than the third of a second in which keys do not count yet.
      await page.locator('#alerts').evaluate((alerts: ComplianceAlerts) => {
        alerts.guardMs = 0;
      });
    },
    async order(...items) {
      for (const item of items) {
        await order(page, item);
        await page.locator('#lines', { hasText: item }).waitFor();
      }
    },
    save: () => page.click('#save'),
    async findBarriers() {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    },
    timeSaves: (count) => page.evaluate(timeSaves, count),
  };
}

/** Runs in the page. */
async function timeSaves(count: number): Promise<readonly number[]> {
  const alerts = document.querySelector('#alerts') as ComplianceAlerts;
  const save = document.querySelector('#save') as HTMLButtonElement;
  const dialog = alerts.shadowRoot?.querySelector('dialog') as HTMLDialogElement;
  // A message that is sent in an animation frame arrives after that frame is painted.
  const painted = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(0);
      });
    });
  const times: number[] = [];
  for (let k = 0; k < count; k += 1) {
    const opened = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!dialog.open) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(dialog, { attributes: true });
    });
    const startedMs = performance.now();
    save.click();
    await opened;
    await painted();
    times.push(performance.now() - startedMs);
    alerts.dismiss();
    await painted();
  }
  return times;
}
