import { readFileSync } from 'node:fs';
import { advanceRoots, pinRoot, readSealed } from '@forecheck/pack';
import { importSigner, nodeCrypto } from '@forecheck/pack/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
beforeEach(async () => {
  samples = copySamples();
  await call(['keygen', '--out', samples.path('keys')]);
});
afterEach(() => samples.remove());

const bytesOf = (...names: string[]) => new Uint8Array(readFileSync(samples.path(...names)));
const rootOf = (...names: string[]) => readSealed(bytesOf(...names), 'root').signed;
const idOf = (...names: string[]) => importSigner(samples.read(...names)).keyId;
const codeOf = ({ errors }: { readonly errors: string }) => /^forecheck: ([\w-]+):/.exec(errors)?.[1];

function root(...more: string[]) {
  const words = ['root', samples.path('keys', 'root.json'), '--out', samples.path('next.json')];
  return call([...words, '--signer', samples.path('keys', 'root.pem'), ...more]);
}

describe('forecheck root', () => {
  test('seals the next one for longer, which whoever trusts the one before follows', async () => {
    const { exit, output } = await root('--for', '3000d');
    expect([exit, output]).toEqual([EXIT.ok, expect.stringMatching(/next\.json: version 2, 6 keys, until 20/)]);
    const trust = await pinRoot(bytesOf('keys', 'root.json'), nodeCrypto());
    const { root: next } = await advanceRoots(trust, [bytesOf('next.json')], nodeCrypto());
    expect(next).toMatchObject({ version: 2, keys: trust.root.keys, delegations: trust.root.delegations });
    expect(Math.round((next.expiresMs - next.issuedMs) / 86_400_000)).toBe(3_000);
    expect(codeOf(await root())).toBe('file-present');
  });

  test('puts keys in the place of others, each in its role', async () => {
    await call(['keygen', '--out', samples.path('new'), '--roles', 'head,publisher-1']);
    const [head, maker] = [idOf('keys', 'head.pem'), idOf('keys', 'publisher-1.pem')];
    const include = ['--include', samples.path('new', 'public-keys.json')];
    await root(...include, '--drop', head, '--drop', maker.slice(0, 16), '--raise-head-epoch');
    const [before, after] = [rootOf('keys', 'root.json'), rootOf('next.json')];
    expect(after.head.keys).toEqual([idOf('new', 'head.pem')]);
    expect(after.delegations[0]?.publisher.keys).toEqual([
      ...before.delegations[0]!.publisher.keys.filter((key) => key !== maker),
      idOf('new', 'publisher-1.pem'),
    ]);
    expect(after.headEpoch).toBe(before.headEpoch + 1);
    expect(Object.keys(after.keys)).not.toContain(head);
    expect(Object.keys(after.keys).length).toBe(6);
  });

  test('is handed to the bureau with the token of an administrator', async () => {
    const { bureau, call: ask } = await startSampleBureau({
      ...samples,
      path: (...names) => samples.path('b', ...names),
    });
    const keys = samples.path('b', 'keys');
    const words = ['root', `${keys}/root.json`, '--signer', `${keys}/root.pem`, '--out', samples.path('next.json')];
    expect((await ask([...words, '--publish'])).output).toContain('the bureau has it');
    expect((await bureau.store.readRoots(0)).map(({ version }) => version)).toEqual([1, 2]);
    await bureau.close();
  });

  test.each([
    ['a key that is none', ['--drop', 'abc'], 'arguments-malformed'],
    ['too few keys left', () => ['--drop', idOf('keys', 'head.pem')], 'arguments-malformed'],
    ['a layer that is not delegated', ['--layer', 'xx'], 'arguments-malformed'],
    ['a signer that is none of the root', () => ['--signer', samples.path('keys', 'head.pem')], undefined],
    ['no root', () => ['--include', samples.path('encounter.json')], 'input-malformed'],
  ])('%s', async (_, more, code) => {
    expect(codeOf(await root(...(typeof more === 'function' ? more() : more)))).toBe(code);
  });

  test('the keepers of the root before have to sign', async () => {
    const words = ['root', samples.path('keys', 'root.json'), '--out', samples.path('next.json')];
    const ended = await call([...words, '--signer', samples.path('keys', 'urgent.pem')]);
    expect(codeOf(ended)).toBe('signature-insufficient');
    expect(() => bytesOf('next.json')).toThrow();
  });
});
