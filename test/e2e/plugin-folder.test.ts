import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/workspace.ts';

/** A folder as a hospital has it: nothing of ours, and no npm, anywhere around it. */
let folder: string;
const running = new Set<ChildProcess>();

/** Nothing of the machine but what every machine has. */
const ENV = { HOME: tmpdir(), PATH: '/usr/bin:/bin' };

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forecheck-folder-')));
  const script = join(ROOT, 'scripts/plugin-folder.ts');
  const words = ['--conditions=@forecheck/source', script, join(folder, 'program'), '--with-node'];
  execFileSync(process.execPath, words, { stdio: 'pipe' });
  cpSync(join(ROOT, 'packages/cli/test-data'), folder, { recursive: true });
  forecheck('keygen', '--out', 'keys');
  forecheck('compile', 'rules', '--out', 'pack');
  forecheck('seal', 'pack', '--layer', 'cn', '--keys', 'keys', '--out', 'carried');
}, 120_000);
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  running.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program of the folder, by the folder’s own Node. */
function forecheck(...words: readonly string[]): string {
  const node = join(folder, 'program', 'node');
  return execFileSync(node, [join('program', 'app', 'main.js'), ...words], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

const plugin = (...words: readonly string[]) => forecheck('plugin', ...words, '--config', 'plugin.json', '--json');

async function start(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const launcher = join(folder, 'program', 'forecheck-plugin');
  const child = spawn(launcher, ['--config', 'plugin.json', '--json'], { cwd: folder, env: ENV });
  running.add(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let complained = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text;
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`it ended: ${complained}`);
  });
  ended.catch(() => {});
  while (!said.includes('\n')) await Promise.race([once(child.stdout, 'data'), ended]);
  return { child, url: (JSON.parse(said) as { url: string }).url };
}

const makeToken = () => (JSON.parse(plugin('token', '--name', 'his-1')) as { token: string }).token;

function post(url: string, path: string, token: string, body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(url + path, { method: 'POST', headers, body });
}

describe('a folder of its own', () => {
  test('runs with nothing else installed, judges, and ends in good order', async () => {
    const { child, url } = await start();
    const token = makeToken();
    const message = readFileSync(join(folder, 'message.json'), 'utf8');
    expect(await (await post(url, '/nhsa', token, message)).json()).toMatchObject({
      infcode: 0,
      output: { result: [{ rule_id: 'female-only' }] },
    });
    const widget = await (await fetch(`${url}/widget.js`)).text();
    expect(widget).toContain('compliance-alerts');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(JSON.parse(plugin('audit'))).toMatchObject({ isIntact: true, problems: [] });
  });

  test('says what is wrong with its configuration by the name of the field', () => {
    const file = join(folder, 'wrong.json');
    writeFileSync(
      file,
      JSON.stringify({ folder: 'x', institution: 'H', scope: 'cn', root: 'keys/root.json', port: 1 }),
    );
    expect(() => forecheck('plugin', 'check', '--config', 'wrong.json')).toThrow(/there is no setting `port`/);
  });

  test('is killed again and again while it judges, and its trail is still one chain', { timeout: 90_000 }, async () => {
    const token = makeToken();
    const body = `{"encounter":${readFileSync(join(folder, 'encounter.json'), 'utf8')}}`;
    let answered = 0;
    for (const afterMs of [30, 90, 150]) {
      const { child, url } = await start();
      const killed = once(child, 'exit');
      setTimeout(() => child.kill('SIGKILL'), afterMs);
      while (child.signalCode === null && child.exitCode === null) {
        const response = await post(url, '/v1/check', token, body).catch(() => undefined);
        if (response?.ok) answered += 1;
        await response?.arrayBuffer().catch(() => {});
      }
      await killed;
    }
    expect(answered).toBeGreaterThan(3);
    const { child } = await start();
    child.kill('SIGTERM');
    await once(child, 'exit');
    const report = JSON.parse(plugin('audit')) as { isIntact: boolean; entries: number; problems: unknown[] };
    expect(report).toMatchObject({ isIntact: true, problems: [] });
    expect(report.entries).toBeGreaterThan(6);
    const [trail = ''] = readdirSync(join(folder, 'plugin-data', 'audit'));
    expect(readFileSync(join(folder, 'plugin-data', 'audit', trail), 'utf8')).not.toMatch(/SAMPLE-|1960-/);
  });
});

test('the self-test page shows every part in a browser, under its own strict policy', async () => {
  const { url } = await start();
  const token = makeToken();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ locale: 'zh-CN' });
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(String(error)));
    await page.goto(`${url}/self-test`);
    await page.locator('li[data-part=workstation]').waitFor();
    const parts = await page.locator('li').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset));
    expect(parts.map(({ part, state }) => `${part} ${state}`)).toEqual([
      'reach ok',
      'pack ok',
      'bureau ok',
      'clock ok',
      'outbox ok',
      'store ok',
      'audit ok',
      'callers ok',
      'workstation ok',
    ]);
    expect(await page.title()).toBe('Forecheck 工作站自检');
    await page.locator('#page').fill('http://1.2.3.4/his');
    await page.locator('#token').fill(token);
    await page.locator('#look').click();
    await page.locator('#admitted.ok').waitFor();
    expect(await page.locator('#outcome').textContent()).toContain('同源反向代理');
    expect(await page.locator('#listed').textContent()).toContain('不在允许名单');
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
