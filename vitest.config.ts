import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const SOURCE = '@forecheck/source';

// A tripwire, wide enough for a busy machine.
const testTimeout = 30_000;

// These look at `dist`, so they wait for a build and must not see the source condition.
const AFTER_BUILD = ['test/api/**/*.test.ts', 'test/bundle/**/*.test.ts', 'test/e2e/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: [SOURCE, ...defaultServerConditions] },
        ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions], externalConditions: [SOURCE] } },
        test: {
          name: 'node',
          testTimeout,
          include: ['packages/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts', ...AFTER_BUILD],
        },
      },
      {
        resolve: { conditions: [SOURCE, ...defaultClientConditions] },
        // Found only while tests run, these would reload the page under them.
        optimizeDeps: {
          include: ['axe-core', 'fast-check', 'msgpackr', 'msgpackr/index-no-eval', 'sm-crypto-v2', 'zod', 'zod/mini'],
        },
        test: {
          name: 'browser',
          testTimeout,
          include: [
            'packages/{core,pack,sync}/**/*.test.ts',
            'packages/**/*.browser.test.ts',
            'test/conformance/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.node.test.ts', '**/*.property.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
                args: [
                  '--no-sandbox',
                  '--disable-gpu',
                  '--disable-quic',
                  '--no-first-run',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'built',
          testTimeout,
          include: [...AFTER_BUILD, 'test/conformance/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
        },
      },
    ],
  },
});
