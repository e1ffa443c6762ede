import { readFileSync, writeFileSync } from 'node:fs';
import { SYNC_PATH } from '@forecheck/bureau';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call, type StartedCommand, startCommand } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { type SampleBureau, startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
let started: StartedCommand[];
beforeEach(async () => {
  samples = copySamples();
  started = [];
  await call(['keygen', '--out', samples.path('keys')]);
  await call(['compile', samples.path('rules'), '--out', samples.path('pack')]);
  await call([
    'seal',
    samples.path('pack'),
    '--layer',
    'cn',
    '--keys',
    samples.path('keys'),
    '--out',
    samples.path('carried'),
  ]);
});
afterEach(async () => {
  for (const command of started) await command.stop();
  samples.remove();
});

const plugin = (...words: string[]) => call(['plugin', ...words, '--config', samples.path('plugin.json')]);
const configure = (change: object) =>
  writeFileSync(samples.path('plugin.json'), JSON.stringify({ ...JSON.parse(samples.read('plugin.json')), ...change }));

async function start(): Promise<{ readonly command: StartedCommand; readonly url: string }> {
  const command = startCommand(['plugin', '--config', samples.path('plugin.json'), '--json']);
  started.push(command);
  const output = await command.until(/\n/);
  return { command, url: (JSON.parse(output.split('\n')[0] ?? '') as { url: string }).url };
}

async function makeToken(): Promise<string> {
  const { output } = await plugin('token', '--name', 'his-1', '--json');
  return (JSON.parse(output) as { token: string }).token;
}

async function ask<Answer>(url: string, token: string, body: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  return (await response.json()) as Answer;
}

describe('forecheck plugin', () => {
  test('judges by a folder that was carried, whatever the HIS speaks', async () => {
    const { command, url } = await start();
    const token = await makeToken();
    const checked = await ask<{ decision: string; decidedBy: string; pack: string }>(
      `${url}/v1/check`,
      token,
      `{"encounter":${samples.read('encounter.json')}}`,
    );
    expect(checked).toMatchObject({ decision: 'require-fix', decidedBy: 'plugin' });
    const answered = await ask<{ infcode: number; output: { result: { rule_id: string }[] } }>(
      `${url}/nhsa`,
      token,
      samples.read('message.json'),
    );
    expect(answered).toMatchObject({ infcode: 0, output: { result: [{ rule_id: 'female-only' }] } });
    expect(await (await fetch(`${url}/cds-services`)).json()).toMatchObject({ services: [{ id: 'forecheck' }, {}] });
    expect(await command.stop()).toBe(EXIT.ok);
    const audit = await plugin('audit');
    expect(audit).toMatchObject({
      exit: EXIT.ok,
      output: expect.stringContaining('the audit trail is intact\n  4 entries'),
    });
  });

  test('what a person did reaches the bureau', async () => {
    const bureau: SampleBureau = await startSampleBureau(samples);
    await bureau.call(['publish', samples.path('rules'), '--layer', 'cn', '--keys', samples.path('keys')]);
    writeFileSync(samples.path('bureau.token'), bureau.tokens.institution);
    const { seed: _, ...config } = JSON.parse(samples.read('plugin.json')) as { seed: string };
    const urls = [bureau.bureau.url.replace('http', 'ws') + SYNC_PATH];
    writeFileSync(samples.path('plugin.json'), JSON.stringify({ ...config, urls, bureauTokenFile: 'bureau.token' }));
    const { url } = await start();
    const token = await makeToken();
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
    const disposition = { id: 'D1', alert: 'A1', rule: 'female-only', kind: 'return-and-change' };
    const answered = await ask(`${url}/v1/answer`, token, JSON.stringify({ dispositions: [disposition] }));
    expect(answered).toEqual({ recorded: ['D1'] });
    await expect
      .poll(async () => JSON.stringify(await (await fetch(`${url}/v1/self-test`)).json()))
      .toContain('"outbox","state":"ok","detail":{"entries":0');
    await bureau.bureau.close();
  });

  test('a HIS is paired by a code', async () => {
    const { url } = await start();
    const { output } = await plugin('pair', '--name', 'his-2', '--json');
    const { code } = JSON.parse(output) as { code: string };
    const paired = await ask<{ token: string; name: string }>(`${url}/v1/pair`, '', JSON.stringify({ code }));
    expect(paired.name).toBe('his-2');
    const status = await fetch(`${url}/v1/status`, { headers: { authorization: `Bearer ${paired.token}` } });
    expect(status.status).toBe(200);
    const { output: list } = await plugin('tokens');
    expect(list).toMatch(/^[0-9a-f]{12} {2}his-2 {2}a program {2}\d{4}-\d\d-\d\d\n$/);
    expect(await plugin('revoke', list.slice(0, 12))).toMatchObject({ exit: EXIT.ok });
    expect(await plugin('tokens')).toMatchObject({ output: 'no tokens\n' });
    expect(await plugin('revoke', list.slice(0, 12))).toMatchObject({
      exit: EXIT.input,
      errors: expect.stringContaining('token-unknown'),
    });
  });

  test('the one that runs is asked how it is', async () => {
    const { url } = await start();
    const { exit, output } = await plugin('self-test', '--url', url);
    expect(exit).toBe(EXIT.ok);
    expect(output).toMatch(/^ {2}ok {9}pack/m);
    expect(output).toMatch(/^ {2}attention {2}callers/m);
    expect(await plugin('self-test', '--url', 'http://127.0.0.1:1')).toMatchObject({
      exit: EXIT.input,
      errors: expect.stringContaining('plugin-unreachable'),
    });
  });

  test('a trail that was changed shows', async () => {
    const { command } = await start();
    await command.stop();
    const file = samples.path('plugin-data', 'audit', 'audit-000001.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"started"', '"STARTED"'));
    expect(await plugin('audit')).toMatchObject({
      exit: EXIT.findings,
      output: expect.stringContaining('line-changed  audit-000001.jsonl:1'),
    });
  });

  test('says what it takes to start', async () => {
    const { exit, output } = await plugin('measure', '--json');
    expect(exit).toBe(EXIT.ok);
    const { startUpMs, rssBytes } = JSON.parse(output) as { startUpMs: number; rssBytes: number };
    expect(startUpMs).toBeGreaterThan(0);
    expect(rssBytes).toBeGreaterThan(10_000_000);
  });

  test('a configuration that is good is said to be', async () => {
    expect(await plugin('check')).toMatchObject({ exit: EXIT.ok, output: expect.stringContaining('is good') });
  });

  test.each<[string, object, string, string]>([
    ['a misspelt field', { orgins: [] }, 'option-malformed', 'there is no setting `orgins`'],
    ['a port that is none', { listen: { port: -1 } }, 'option-malformed', '`listen.port`'],
    ['a network without TLS', { listen: { host: '0.0.0.0' } }, 'option-malformed', '`listen.tls`'],
    ['no root', { root: 'nowhere.json' }, 'file-unreadable', '`root`'],
    ['no seed', { seed: 'nowhere' }, 'file-unreadable', '`seed`'],
  ])('%s is refused by its name, before anything runs', async (_, change, code, words) => {
    configure(change);
    for (const verb of [['check'], []]) {
      const { exit, errors } = await plugin(...verb);
      expect({ exit, errors }).toMatchObject({ exit: EXIT.input, errors: expect.stringContaining(`${code}: `) });
      expect(errors).toContain(words);
    }
  });

  test.each([
    [['plugin', 'chekc'], 'there is no `plugin chekc`; did you mean `check`?'],
    [['plugin'], 'option `--config <file>` is missing'],
    [['plugin', 'check', 'x', '--config', 'y'], '`plugin check` takes no `x`'],
  ])('%j ends with 2', async (words, message) => {
    const { exit, errors } = await call(words);
    expect(exit).toBe(EXIT.usage);
    expect(errors).toContain(message);
  });

  test('two do not run over one folder', async () => {
    await start();
    expect(await plugin()).toMatchObject({ exit: EXIT.input, errors: expect.stringContaining('storage-locked') });
  });
});
