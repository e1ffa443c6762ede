import { chromium, type Page } from 'playwright';
import type { WatchedClient } from './start-client.ts';
import type { Swap } from './watch-swap.ts';

/** The page in a browser without a window. */
export interface OpenPage extends WatchedClient {
  readonly page: Page;
  /** What the page complained of: violations of its policy, errors on its console, uncaught ones. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens the page; resolves when it has its first pack and is online. */
export async function openPage(url: string): Promise<OpenPage> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    // Whoever opened the page closes it, together with everything else.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 1180 } });
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
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(url);
  await untilOnline(page);
  return {
    name: 'page',
    page,
    complaints,
    async watch() {
      const output = page.locator('#swap');
      await page.click('#measure');
      await output.and(page.locator('[data-state=watching]')).waitFor();
      const finish = async (): Promise<Swap> => {
        await output.and(page.locator('[data-state=swapped]')).waitFor();
        return JSON.parse((await output.getAttribute('data-swap')) ?? '') as Swap;
      };
      return { swapped: finish() };
    },
    close: () => browser.close(),
  };
}

/** Resolves when the page has a pack and a connection. */
export async function untilOnline(page: Page): Promise<void> {
  await page.locator('#status-pack code').waitFor();
  await page.locator('#status-connection.good').waitFor();
}
