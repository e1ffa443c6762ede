import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { call, type StartedCommand, startCommand } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
let started: StartedCommand[];
beforeEach(async () => {
  samples = copySamples();
  started = [];
  await call(['keygen', '--out', samples.path('keys')]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const command of started) await command.stop();
  samples.remove();
});

interface Told {
  readonly url: string;
  readonly syncUrl: string;
  readonly healthUrl: string;
  readonly metricsUrl: string;
  readonly firstToken?: string;
}

const words = (...more: string[]) => [
  'bureau',
  '--folder',
  samples.path('data'),
  '--keys',
  samples.path('keys'),
  '--port',
  '0',
  ...more,
];

function startBureau(...more: string[]): StartedCommand {
  const command = startCommand(words(...more));
  started.push(command);
  return command;
}

/** What it says when it is asked for JSON. */
async function startAndRead(...more: string[]): Promise<Told> {
  return JSON.parse((await startBureau('--json', ...more).until(/\n/)).split('\n')[0]!) as Told;
}

const layersOf = async ({ url }: Told, token: string) =>
  (await (await fetch(`${url}/v1/layers`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
    layers: { layer: string; sequence: number }[];
  };

describe('forecheck bureau', () => {
  test('says where it is, and answers there until it is interrupted', async () => {
    const command = startBureau();
    const output = await command.until(/administrator/);
    const url = /^bureau at (\S+)$/m.exec(output)?.[1] ?? '';
    expect(output).toContain(`clients        ${url.replace('http', 'ws')}/v1/sync\n`);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/# EOF\n$/);
    expect(await command.stop()).toBe(EXIT.ok);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  test('tells the first token once', async () => {
    const first = await startAndRead();
    expect(await layersOf(first, first.firstToken!)).toMatchObject({ layers: [] });
    await started.pop()!.stop();
    const again = await startAndRead();
    expect(again.firstToken).toBeUndefined();
    expect(await layersOf(again, first.firstToken!)).toMatchObject({ layers: [] });
  });

  test('or writes it to a file for its owner alone', async () => {
    const file = samples.path('administrator.token');
    const told = await startAndRead('--token-file', file);
    expect(told.firstToken).toBeUndefined();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await layersOf(told, samples.read('administrator.token').trim())).toMatchObject({ layers: [] });
  });

  test('a token that cannot be written is printed, because it cannot be told again', async () => {
    const told = await startAndRead('--token-file', samples.path('encounter.json'));
    expect(await layersOf(told, told.firstToken!)).toMatchObject({ layers: [] });
    expect(samples.read('encounter.json')).toContain('SAMPLE-1');
    expect(started[0]!.terminal.errors()).toContain('is there already');
  });

  test('has something to look at, once', async () => {
    const command = startBureau('--sample');
    const output = await command.until(/published sample rules for cn/);
    const url = /^bureau at (\S+)$/m.exec(output)?.[1] ?? '';
    const token = / (fcb_\S+)/.exec(output)?.[1] ?? '';
    expect((await layersOf({ url } as Told, token)).layers).toMatchObject([{ layer: 'cn', sequence: 1 }]);
    await started.pop()!.stop();
    const again = startBureau('--sample');
    await again.until(/bureau at/);
    await vi.waitFor(() => expect(again.terminal.errors()).toContain('runs until'));
    expect(again.terminal.output()).not.toContain('published');
  });

  test('a head key that the root does not name, and a root key beside it, are told', async () => {
    const command = startBureau();
    await command.until(/bureau at/);
    expect(command.terminal.errors()).toContain('root.pem lies here too');
    expect(command.terminal.errors()).not.toContain('is no head key');
    await command.stop();
    await call(['keygen', '--out', samples.path('foreign'), '--roles', 'head']);
    const { copyFileSync } = await import('node:fs');
    copyFileSync(samples.path('foreign', 'head.pem'), samples.path('keys', 'head.pem'));
    const foreign = startBureau();
    await vi.waitFor(() => expect(foreign.terminal.errors()).toContain('is no head key'));
    await foreign.until(/bureau at/);
  });

  test.each<[string, string[], number, string]>([
    [
      'a port that is none',
      ['bureau', '--folder', 'd', '--keys', 'keys', '--port', 'x'],
      EXIT.usage,
      'arguments-malformed',
    ],
    ['no folder', ['bureau', '--keys', 'keys'], EXIT.usage, 'arguments-malformed'],
    ['no keys there', ['bureau', '--folder', 'd', '--keys', 'rules'], EXIT.input, 'key-missing'],
    [
      'an address of another machine',
      ['bureau', '--folder', 'd', '--keys', 'keys', '--port', '0', '--host', '192.0.2.1'],
      EXIT.input,
      'address-unavailable',
    ],
    [
      'a database that is not there',
      ['bureau', '--folder', 'd', '--keys', 'keys', '--port', '0', '--postgres', 'postgres://127.0.0.1:9/none'],
      EXIT.input,
      'storage-unreachable',
    ],
  ])('%s is refused with its code', async (_, line, exit, code) => {
    const placed = line.map((word, index) =>
      ['--folder', '--keys'].includes(line[index - 1] ?? '') ? samples.path(word) : word,
    );
    const ended = await call(placed);
    expect([ended.exit, ended.errors]).toEqual([exit, expect.stringContaining(`forecheck: ${code}: `)]);
  });

  test('a port that is taken, and a folder that another one holds, are refused', async () => {
    const { url } = await startAndRead();
    const elsewhere = ['bureau', '--folder', samples.path('d'), '--keys', samples.path('keys')];
    const taken = await call([...elsewhere, '--port', new URL(url).port]);
    expect([taken.exit, taken.errors]).toEqual([EXIT.input, expect.stringContaining('address-unavailable: ')]);
    expect((await call(words())).errors).toContain('storage-locked: ');
  });
});
