import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { servePage } from '../../examples/evaluate-in-browser/serve.ts';
import { ROOT } from '../../scripts/workspace.ts';

const CHROMIUM_PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Runs an example against the built packages, as somebody who has installed them would. */
function runExample(name: string): { readonly lines: readonly string[]; readonly notes: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'examples', name)], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return { lines: stdout.trimEnd().split('\n'), notes: stderr.split('\n').filter((line) => line !== '') };
}

test('evaluate-in-node prints both alerts with evidence and fixes', () => {
  expect(runExample('evaluate-in-node.ts').lines).toEqual([
    'critical nhsa-2025-67: “阿帕他胺片”限定性别使用，与参保人性别不符。',
    '  insuredPerson.sex = female, bound male',
    '  fixes: remove-item',
    'warning nhsa-2025-27: “Ⅰ级护理”每日不超过1日，当日已计2日。',
    '  items.quantity = 2, bound 1',
    '  fixes: reduce-quantity, remove-item',
  ]);
});

test('npm start judges every request, without a terminal', () => {
  const args = ['--conditions=@forecheck/source', join(ROOT, 'scripts/start.ts'), '--table'];
  // A test runner on a terminal asks its children for colours.
  const { FORCE_COLOR: _forced, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  expect([status, stderr]).toEqual([0, '']);
  for (const name of readdirSync(join(ROOT, 'examples/requests'))) expect(stdout).toContain(name.replace('.json', ''));
  expect(stdout).toContain('What to try next');
  // No colours, no line that is written over.
  for (const sign of ['\u001b', '\r']) expect(stdout).not.toContain(sign);
});

test('nhsa-3101 answers in the form of the interface', () => {
  const { lines, notes } = runExample('nhsa-3101.ts');
  const answer = JSON.parse(lines.join('\n')) as { infcode: number; output: { result: object[] } };
  expect(answer.infcode).toBe(0);
  expect(answer.output.result).toMatchObject([{ rule_id: 'nhsa-2025-67' }]);
  // What was repaired or left out: a code and a path, never a value.
  expect(notes.filter((note) => !/^[a-z-]+ [\w.[\]]+$/.test(note))).toEqual([]);
});

test('evaluate-in-browser judges in a page whose policy allows no inline script', async () => {
  const { url, server } = await servePage(0);
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const response = await page.goto(url);
    expect(response?.headers()['content-security-policy']).toContain("script-src 'self';");
    const answer = page.locator('#answer');
    await answer
      .filter({ hasText: 'block' })
      .or(answer.filter({ hasText: 'require' }))
      .waitFor();
    expect(await answer.textContent()).toContain('“阿帕他胺片”限定性别使用');
    await page.selectOption('#sex', 'male');
    expect(await answer.textContent()).toBe('pass: 无提醒');
    await page.selectOption('#sex', '');
    expect(await answer.textContent()).toContain('insuredPerson.sex');
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
});
