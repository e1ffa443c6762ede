import { chromium } from 'playwright';
import { describe, expect, test } from 'vitest';
import { fetchOldBrowser, OLD_BROWSERS, type OldVersion, readTitle } from './widget-old-browsers.ts';
import { STRICT, startSmokeServer, TRUSTED } from './widget-smoke-server.ts';

const TEST_MS_MAX = 300_000;

const versions = Object.keys(OLD_BROWSERS).map(Number) as OldVersion[];

describe('the script in browsers as hospitals still have them', () => {
  test.for(versions)(
    'W41 W36 Chromium %i: shown, styled and answered under a strict policy',
    { timeout: TEST_MS_MAX },
    async (version, { skip }) => {
      const browser = await fetchOldBrowser(version);
      if ('why' in browser) return skip(`Chromium ${version} cannot be had: ${browser.why}`);
      await using server = await startSmokeServer(STRICT);
      expectWhole(await readTitle(browser.program, server.url));
    },
  );
});

test.for([STRICT, TRUSTED])('W36 today’s Chromium under `%s`', { timeout: TEST_MS_MAX }, async (policy) => {
  await using server = await startSmokeServer(policy);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(server.url);
    await expect.poll(() => page.title()).not.toBe('running');
    expectWhole(await page.title());
    expect(errors.filter((text) => !text.includes('favicon'))).toEqual([]);
  } finally {
    await browser.close();
  }
});

function expectWhole(title: string): void {
  expect(title).toMatch(/^\{/);
  const { events, ...found } = JSON.parse(title);
  expect(found).toEqual({
    violations: [],
    isOpen: true,
    role: 'alertdialog',
    rows: 3,
    banner: 1,
    badges: 1,
    focused: 'revise',
    isStyled: true,
    chipColour: 'rgb(176, 0, 32)',
    isInSight: true,
    isWide: false,
    canContinue: true,
    isClosed: true,
    focusBack: 'save',
    // The fix of the first; the reason of the second; going back from what was shown again.
    dispositions: expect.arrayContaining(['return-and-change', 'continue-with-reason']),
    english: 'Insurance prompt',
    printed: true,
  });
  expect(events.filter((type: string) => type !== 'disposition')).toEqual(['fix', 'continue', 'revise']);
}
