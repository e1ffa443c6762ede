import { writeFileSync } from 'node:fs';
import { SYNC_PATH } from '@forecheck/bureau';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { call, type StartedCommand, startCommand } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { type SampleBureau, startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
let sample: SampleBureau;
let started: StartedCommand[];
beforeEach(async () => {
  samples = copySamples();
  sample = await startSampleBureau(samples);
  await publish('rules');
  started = [];
  for (const role of ['institution', 'relay'] as const)
    writeFileSync(samples.path(`${role}.token`), sample.tokens[role]);
});
afterEach(async () => {
  for (const command of started.reverse()) await command.stop();
  await sample.bureau.close();
  samples.remove();
});

const publish = (source: string) =>
  sample.call(['publish', samples.path(source), '--layer', 'cn', '--keys', samples.path('keys')]);

function start(...words: readonly string[]): StartedCommand {
  const command = startCommand(words);
  started.push(command);
  return command;
}

const startClient = (url: string, ...more: string[]) =>
  start(
    ...['client', '--url', url, '--root', samples.path('keys', 'root.json'), '--institution', 'H0001'],
    ...['--scope', 'cn', '--folder', samples.path('client'), '--evaluate', samples.path('encounter.json')],
    ...['--token-file', samples.path('institution.token')],
    ...more,
  );

/** One line for each time that it judged. */
const judgementsIn = (output: string) => [...output.matchAll(/^ {2}SAMPLE-1: (.*)$/gm)].map(([, found]) => found);

describe('forecheck client', () => {
  test('judges under what is published, and again when it changes', async () => {
    const client = startClient(sample.bureau.url);
    await client.until(/SAMPLE-1: .*\n/);
    await publish('update');
    const output = await client.until(/SAMPLE-1: [^;\n]*\n[\s\S]*SAMPLE-1: .*;.*\n/);
    expect(judgementsIn(output)).toEqual([
      'female-only (1) · require-fix',
      'female-only (1); female-only (2) · require-fix',
    ]);
    expect(await client.stop()).toBe(EXIT.ok);
    expect(client.terminal.errors()).toBe('');
  });

  test('a rule that is switched off is told, and does not fire', async () => {
    const client = startClient(sample.bureau.url, '--json');
    await client.until(/"evaluation"/);
    await sample.call(['kill', 'female-only', '--layer', 'cn', '--until', '1h', '--reason', 'x'], 'checker');
    const output = await client.until(/"killed":\["female-only"\][\s\S]*"kind":"evaluation".*\n/);
    const last = JSON.parse(output.trimEnd().split('\n').at(-1)!) as { evaluation: { alerts: unknown[] } };
    expect(last.evaluation.alerts).toEqual([]);
  });

  test('what was in force is in force again without the bureau', async () => {
    const client = startClient(sample.bureau.url);
    await client.until(/SAMPLE-1: .*\n/);
    await client.stop();
    await sample.bureau.close();
    const again = startClient(sample.bureau.url);
    expect(judgementsIn(await again.until(/SAMPLE-1: .*\n/))).toEqual(['female-only (1) · require-fix']);
  });

  test('whoever has no leave gets no pack', async () => {
    writeFileSync(samples.path('institution.token'), 'fcb_other');
    const refused = startClient(sample.bureau.url);
    await refused.until(/waiting · no pack yet/);
    expect(refused.terminal.output()).not.toContain('SAMPLE-1');
  });

  test('judges messages of the national interface too', async () => {
    const client = startClient(sample.bureau.url.replace('http', 'ws') + SYNC_PATH);
    await client.until(/SAMPLE-1: .*\n/);
    await client.stop();
    const messages = start(
      ...['client', '--offline', '--root', samples.path('keys', 'root.json'), '--institution', 'H0001'],
      ...['--scope', 'cn', '--folder', samples.path('client'), '--evaluate', samples.path('message.json')],
    );
    await messages.until(/^ {2}\S+: .* · require-fix$/m);
  });

  test.each([
    ['an address, and no network', ['--url', 'http://127.0.0.1:9', '--offline'], 'arguments-malformed'],
    ['an address that is none', ['--url', 'ftp://bureau.example'], 'arguments-malformed'],
    ['no root', ['--root', 'nowhere.json'], 'file-unreadable'],
    ['a root that is none', ['--root', 'encounter.json'], 'object-malformed'],
    ['no seed', ['--seed', 'nowhere'], 'file-unreadable'],
    ['no file to judge', ['--evaluate', 'nowhere.json'], 'file-unreadable'],
  ])('%s is refused with its code', async (_, [option = '', value = '', ...more], code) => {
    const options = new Map([
      ['--root', samples.path('keys', 'root.json')],
      ['--institution', 'H0001'],
      ['--scope', 'cn'],
      ['--folder', samples.path('client')],
      [option, option === '--url' ? value : samples.path(value)],
    ]);
    expect((await call(['client', ...[...options].flat(), ...more])).errors).toContain(`forecheck: ${code}: `);
  });
});

describe('forecheck relay', () => {
  const words = (): readonly string[] => [
    ...['relay', '--upstream', sample.bureau.url, '--root', samples.path('keys', 'root.json'), '--scope', 'cn'],
    ...['--folder', samples.path('relay'), '--token-file', samples.path('relay.token')],
  ];
  const startRelay = (...more: readonly string[]): StartedCommand => start(...words(), ...more);

  test('hands on what is published, and what changes', async () => {
    const relay = startRelay();
    const output = await relay.until(/cn: online, pack [0-9a-f]{64}\n/);
    const url = /^relay at (\S+)$/m.exec(output)?.[1] ?? '';
    const client = startClient(url);
    await client.until(/SAMPLE-1: .*\n/);
    await publish('update');
    await client.until(/SAMPLE-1: .*;.*\n/);
    expect(await client.stop()).toBe(EXIT.ok);
    expect(await relay.stop()).toBe(EXIT.ok);
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow());
  });

  test('lets in by the tokens of the bureau, as its file lists them; without one it warns', async () => {
    const { output: list } = await sample.call(['token', '--list', '--json']);
    writeFileSync(samples.path('tokens.json'), list.replaceAll('"H0001"', '"H0002"'));
    const relay = startRelay('--tokens', samples.path('tokens.json'));
    const url = /^relay at (\S+)$/m.exec(await relay.until(/cn: online, pack [0-9a-f]{64}\n/))?.[1] ?? '';
    const client = startClient(url);
    await client.until(/token-refused/);
    await client.stop();
    writeFileSync(samples.path('tokens.json'), list);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const again = startClient(url);
    await again.until(/SAMPLE-1: .*\n/);
    await again.stop();
    expect(relay.terminal.errors()).not.toContain('whoever reaches this relay');
    await relay.stop();
    const open = startRelay();
    await open.until(/^relay at (\S+)$/m);
    expect(open.terminal.errors()).toContain('forecheck: no `--tokens`: whoever reaches this relay is let in');
    await open.stop();
  });

  test.each([
    ['rules/source.json', 'token-malformed'],
    ['nowhere.json', 'file-unreadable'],
  ])('%s tells no tokens', async (file, code) => {
    const { errors } = await call([...words(), '--tokens', samples.path(file)]);
    expect(errors).toContain(`forecheck: ${code}: `);
  });

  test('needs to be told what it serves', async () => {
    const { exit, errors } = await call(['relay', '--root', samples.path('keys', 'root.json'), '--folder', 'x']);
    expect([exit, errors]).toEqual([EXIT.usage, expect.stringContaining('option `--scope <layer>` is missing')]);
  });
});
