import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pinRoot } from '@forecheck/pack';
import { importSigner, nodeCrypto } from '@forecheck/pack/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { call } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => {
  vi.unstubAllEnvs();
  samples.remove();
});

const keygen = (...more: string[]) => call(['keygen', '--out', samples.path('keys'), ...more]);
const sealedRoot = (folder = 'keys') => new Uint8Array(readFileSync(samples.path(folder, 'root.json')));
const keyIdOf = (name: string, passphrase?: string) => importSigner(samples.read('keys', name), passphrase).keyId;
const codeOf = ({ errors }: { readonly errors: string }) => /^forecheck: ([\w-]+):/.exec(errors)?.[1];

describe('forecheck keygen', () => {
  test('makes six keys, and a root that names each for its role', async () => {
    const { exit, output, errors } = await keygen();
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    expect(readdirSync(samples.path('keys')).sort()).toEqual([
      'head.pem',
      'public-keys.json',
      'publisher-1.pem',
      'publisher-2.pem',
      'publisher-3.pem',
      'root.json',
      'root.pem',
      'urgent.pem',
    ]);
    const { root } = await pinRoot(sealedRoot(), nodeCrypto(), Date.now());
    const publishers = ['publisher-1.pem', 'publisher-2.pem', 'publisher-3.pem'].map((name) => keyIdOf(name));
    expect(root).toMatchObject({
      version: 1,
      root: { keys: [keyIdOf('root.pem')], threshold: 1 },
      head: { keys: [keyIdOf('head.pem')], threshold: 1 },
      delegations: [
        {
          prefix: 'cn',
          publisher: { keys: publishers, threshold: 2 },
          urgent: { keys: [keyIdOf('urgent.pem')], threshold: 1 },
        },
      ],
    });
    expect(output).toMatch(/root\.pem .*OFFLINE/);
    expect(output).toMatch(/head\.pem .*machine of the bureau/);
  });

  test('keys are for their owner alone, and what is printed or public holds none', async () => {
    const { output } = await keygen('--json');
    for (const name of readdirSync(samples.path('keys'))) {
      const mode = statSync(samples.path('keys', name)).mode & 0o777;
      expect([name, mode]).toEqual([name, name.endsWith('.pem') ? 0o600 : 0o644]);
      if (!name.endsWith('.pem')) continue;
      const [, secret = ''] = samples.read('keys', name).split('\n');
      expect(secret.length).toBeGreaterThan(40);
      expect(output + samples.read('keys', 'public-keys.json')).not.toContain(secret);
    }
    expect(JSON.parse(output)).toMatchObject({ isEncrypted: false, keys: { length: 6 } });
  });

  test('writes nothing over, and then nothing at all', async () => {
    mkdirSync(samples.path('keys'));
    writeFileSync(samples.path('keys', 'urgent.pem'), 'mine');
    const ended = await keygen();
    expect([ended.exit, codeOf(ended)]).toEqual([EXIT.input, 'file-present']);
    expect(samples.read('keys', 'urgent.pem')).toBe('mine');
    expect(readdirSync(samples.path('keys'))).toEqual(['urgent.pem']);
  });

  test('a passphrase comes from the environment', async () => {
    vi.stubEnv('FORECHECK_PASSPHRASE', 'correct horse');
    expect((await keygen()).output).toContain(', encrypted');
    expect(samples.read('keys', 'root.pem')).toContain('ENCRYPTED');
    expect(keyIdOf('root.pem', 'correct horse')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('or is typed, twice', async () => {
    const words = ['keygen', '--out', samples.path('keys'), '--passphrase'];
    expect(codeOf(await call(words))).toBe('passphrase-missing');
    expect(codeOf(await call(words, { secrets: ['one', 'two'] }))).toBe('passphrase-mismatched');
    expect(codeOf(await call(words, { secrets: ['', ''] }))).toBe('passphrase-mismatched');
    expect(existsSync(samples.path('keys'))).toBe(false);
    const { output, errors } = await call(words, { secrets: ['correct horse', 'correct horse'] });
    expect(output + errors).not.toContain('correct horse');
    expect(keyIdOf('head.pem', 'correct horse')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('makes keys of SM2', async () => {
    await keygen('--algorithm', 'sm2');
    const { root } = await pinRoot(sealedRoot(), nodeCrypto());
    expect(Object.values(root.keys).map(({ algorithm }) => algorithm)).toEqual(new Array(6).fill('sm2'));
  });

  test('people make their own keys, and the root names those that it is sent', async () => {
    for (const name of ['publisher-1', 'publisher-2']) {
      const { exit, output } = await call(['keygen', '--out', samples.path(name), '--roles', name]);
      expect(exit).toBe(EXIT.ok);
      expect(output).toContain('send it to whoever seals the root');
      expect(readdirSync(samples.path(name)).sort()).toEqual(['public-keys.json', `${name}.pem`].sort());
    }
    const include = ['publisher-1', 'publisher-2'].flatMap((name) => [
      '--include',
      samples.path(name, 'public-keys.json'),
    ]);
    await keygen('--roles', 'root, head', '--layer', 'cn/330000', ...include);
    const { root } = await pinRoot(sealedRoot(), nodeCrypto());
    const own = ['publisher-1', 'publisher-2'].map((name) => importSigner(samples.read(name, `${name}.pem`)).keyId);
    expect(root.delegations).toEqual([{ prefix: 'cn/330000', publisher: { keys: own, threshold: 2 }, epoch: 1 }]);
  });

  test.each([
    [['--roles', 'root,president'], EXIT.usage, 'arguments-malformed'],
    [['--roles', 'root,head,publisher-1'], EXIT.usage, 'arguments-malformed'],
    [['--roles', 'head', '--include', 'x'], EXIT.usage, 'arguments-malformed'],
    [['--algorithm', 'rsa'], EXIT.usage, 'arguments-malformed'],
    [['--layer', '../cn'], EXIT.input, 'field-malformed'],
  ])('%j makes nothing', async (words, exit, code) => {
    const ended = await keygen(...words);
    expect([ended.exit, codeOf(ended)]).toEqual([exit, code]);
    expect(existsSync(samples.path('keys'))).toBe(false);
  });

  test('a list of public keys with one that is not what its id says is refused', async () => {
    await call(['keygen', '--out', samples.path('other'), '--roles', 'publisher-1']);
    const [key] = JSON.parse(samples.read('other', 'public-keys.json')) as { keyId: string }[];
    writeFileSync(samples.path('forged.json'), JSON.stringify([{ ...key, keyId: 'a'.repeat(64) }]));
    expect(codeOf(await keygen('--include', samples.path('forged.json')))).toBe('input-malformed');
  });
});
