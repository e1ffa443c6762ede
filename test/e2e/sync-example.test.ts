import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Swap } from '../../examples/bureau-and-clients/watch-swap.ts';
import { ROOT } from '../../scripts/workspace.ts';

const RUN_TIMEOUT_MS = 180_000;
const CLIENTS = ['relay', 'Node client', 'page'] as const;

/** A tripwire for a machine that does something else at the time, and for somebody who makes an evaluation wait for a disk. */
const P999_MS_MAX = 250;

interface Report {
  readonly publishedMs: number;
  readonly swaps: Readonly<Record<string, Swap>>;
  readonly dispositions: readonly object[];
  readonly complaints: readonly string[];
}

let stdout = '';
let report: Report;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'forecheck-e2e-'));
  const file = join(folder, 'report.json');
  // A test runner on a terminal asks its children for colours.
  const { FORCE_COLOR: _forced, ...env } = process.env;
  const main = join(ROOT, 'examples/bureau-and-clients/main.ts');
  const run = spawnSync(process.execPath, ['--conditions=@forecheck/source', main, '--report', file], {
    encoding: 'utf8',
    env,
    timeout: RUN_TIMEOUT_MS - 10_000,
  });
  expect([run.status, run.stderr]).toEqual([0, '']);
  stdout = run.stdout;
  report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(folder, { recursive: true });
}, RUN_TIMEOUT_MS);

afterAll(() => console.log(stdout));

describe('a bureau, a relay behind it, and behind that a Node client and a page', () => {
  test('all reach the new pack, and it is the same one', () => {
    expect(Object.keys(report.swaps)).toEqual(CLIENTS);
    const packs = Object.values(report.swaps).map(({ before, after }) => [before.pack, after.pack]);
    expect(new Set(packs.map(([before]) => before)).size).toBe(1);
    expect(new Set(packs.map(([, after]) => after)).size).toBe(1);
    for (const [before, after] of packs) {
      expect(after).toMatch(/^[0-9a-f]{64}$/);
      expect(after).not.toBe(before);
    }
  });

  test.each(CLIENTS)('the %s judges the same order otherwise after one rule has changed', (client) => {
    const { before, after } = report.swaps[client] as Swap;
    expect(before.alerts).toEqual(['nhsa-2025-67']);
    expect(after.alerts).toEqual(['nhsa-2025-67', 'nhsa-2025-14']);
  });

  test.each(CLIENTS)('no evaluation of the %s waits for the swap', (client) => {
    const { evaluations, p999Ms, activatedMs } = report.swaps[client] as Swap;
    expect(evaluations).toBeGreaterThan(100);
    expect(p999Ms).toBeLessThan(P999_MS_MAX);
    expect(activatedMs - report.publishedMs).toBeGreaterThanOrEqual(0);
  });

  test('the page breaks nothing of its policy, and complains of nothing', () => {
    expect(report.complaints).toEqual([]);
  });

  test('what was recorded in the page arrives at the bureau, once', () => {
    expect(report.dispositions).toEqual([{ institution: 'H0002', rule: 'nhsa-2025-67', kind: 'return-and-change' }]);
  });

  test('the table names every client and what it says', () => {
    for (const word of [...CLIENTS, 'alerts before', 'alerts after', 'publish to activation', 'slowest evaluation']) {
      expect(stdout).toContain(word);
    }
  });
});
