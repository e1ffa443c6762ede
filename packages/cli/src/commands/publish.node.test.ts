import { cpSync, writeFileSync } from 'node:fs';
import { readSealed } from '@forecheck/pack';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call as callAlone } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { type SampleBureau, startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
let sample: SampleBureau;
beforeEach(async () => {
  samples = copySamples();
  sample = await startSampleBureau(samples);
});
afterEach(async () => {
  await sample.bureau.close();
  samples.remove();
});

const key = (name: string) => samples.path('keys', `${name}.pem`);
const inOneGo = (source: string, ...more: string[]) =>
  sample.call(['publish', samples.path(source), '--layer', 'cn', '--keys', samples.path('keys'), ...more]);
const codeOf = ({ errors }: { readonly errors: string }) => /^forecheck: ([\w-]+):/.exec(errors)?.[1];
const layerOf = async () => (await sample.bureau.store.readState()).layers.find(({ layer }) => layer === 'cn');
const manifestOf = async (digest: string) =>
  readSealed((await sample.bureau.store.readManifest(digest))!.sealed, 'manifest');

/** Makes a draft as its maker; gives its id. */
async function makeDraft(source: string): Promise<string> {
  const words = ['publish', samples.path(source), '--layer', 'cn', '--maker', key('publisher-1'), '--json'];
  const { exit, output, errors } = await sample.call(words, 'maker');
  expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
  const draft = JSON.parse(output) as { id: string; state: string };
  expect(draft.state).toBe('open');
  return draft.id;
}

const approve = (draft: string, checker: string, ...source: string[]) =>
  sample.call(['publish', ...source, '--draft', draft, '--checker', key(checker)], 'checker');

describe('forecheck publish', () => {
  test('makes and approves in one go, with two keys, and leaves no token behind', async () => {
    const { exit, output, errors } = await inOneGo('rules');
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    expect(output).toMatch(/^published: cn, sequence 1, digest [0-9a-f]{64}\n {2}1 segment of \d+ rows; 5 examples/);
    const { signed, signatures } = await manifestOf((await layerOf())!.current!.digest);
    expect(signatures).toHaveLength(2);
    expect(signed.selfTest).toBeDefined();
    const extra = (await sample.bureau.store.readTokens()).filter(({ subject }) => subject.startsWith('publisher'));
    expect(extra.map(({ revokedMs }) => revokedMs !== undefined)).toEqual([true, true]);
  });

  test('an update is laid upon what was published, and sent alone', async () => {
    await inOneGo('rules');
    const { current } = (await layerOf())!;
    expect((await inOneGo('update')).output).toContain('sequence 2');
    const before = (await manifestOf(current!.digest)).signed;
    const { signed } = await manifestOf((await layerOf())!.current!.digest);
    expect(signed.segments.slice(0, 1)).toEqual(before.segments);
    expect(signed.segments).toHaveLength(2);
    expect(signed.previous).toBe(current!.digest);
  });

  test('a replacement says nothing of what the layer said before', async () => {
    await inOneGo('rules');
    const { segments } = (await manifestOf((await layerOf())!.current!.digest)).signed;
    await inOneGo('update');
    await inOneGo('rules', '--replace');
    expect(await layerOf()).toMatchObject({ sequence: 3 });
    expect((await manifestOf((await layerOf())!.current!.digest)).signed.segments).toEqual(segments);
  });

  test('a maker makes a draft, and another person approves what comes of the same source', async () => {
    const id = await makeDraft('rules');
    expect(await layerOf()).toBeUndefined();
    const looked = await sample.call(['publish', '--draft', id], 'checker');
    expect(looked.output).toContain('made by office-1');
    expect(await layerOf()).toBeUndefined();
    const { exit, output } = await approve(id, 'publisher-2', samples.path('rules'), '--layer', 'cn');
    expect(exit).toBe(EXIT.ok);
    expect(output).toMatch(/^published: cn, sequence 1/);
    expect((await layerOf())!.current).toBeDefined();
  });

  test('a draft that says anything else than the source of its checker is not approved', async () => {
    await inOneGo('rules');
    cpSync(samples.path('update'), samples.path('other'), { recursive: true });
    writeFileSync(
      samples.path('other', 'knowledge', 'points.jsonl'),
      `${samples.read('update', 'knowledge', 'points.jsonl').replace('SAMPLE-DRUG-2', 'SAMPLE-DRUG-1')}`,
    );
    const id = await makeDraft('update');
    const ended = await approve(id, 'publisher-2', samples.path('other'), '--layer', 'cn');
    expect([ended.exit, codeOf(ended)]).toEqual([EXIT.findings, 'draft-mismatched']);
    expect((await layerOf())!.sequence).toBe(1);
  });

  test('the newest draft is found by its layer, and approved with its source only', async () => {
    const newest = (...more: string[]) => approve('newest', 'publisher-2', '--layer', 'cn', ...more);
    expect(codeOf(await newest(samples.path('rules')))).toBe('draft-missing');
    await makeDraft('rules');
    expect(codeOf(await newest())).toBe('arguments-malformed');
    expect((await newest(samples.path('rules'))).output).toMatch(/^published: cn, sequence 1/);
  });

  test('one key cannot be maker and checker, and a key that the root does not name cannot be either', async () => {
    const id = await makeDraft('rules');
    expect(codeOf(await approve(id, 'publisher-1'))).toBe('checker-identical');
    expect(codeOf(await approve(id, 'urgent'))).toBe('signature-insufficient');
    expect(await layerOf()).toBeUndefined();
  });

  test('a rollout is for some at first', async () => {
    await inOneGo('rules');
    await inOneGo('update', '--rollout', '10');
    expect(await layerOf()).toMatchObject({ candidate: { percentage: 10 }, current: { sequence: 1 } });
  });

  test('an urgent source is published at once, for a while, and replaced only when that is said', async () => {
    await inOneGo('rules');
    const startedMs = Date.now();
    const { exit, output } = await inOneGo('update', '--urgent', '--for', '12h', '--json');
    expect(exit).toBe(EXIT.ok);
    const { urgent } = (await layerOf())!;
    expect(JSON.parse(output)).toMatchObject({ sequence: 2, digest: urgent!.digest });
    expect(urgent!.lapsesMs - startedMs).toBeGreaterThanOrEqual(12 * 3_600_000);
    expect(urgent!.lapsesMs - startedMs).toBeLessThan(12 * 3_600_000 + 60_000);
    expect(codeOf(await inOneGo('update', '--urgent'))).toBe('urgent-occupied');
    expect((await inOneGo('update', '--urgent', '--replace')).output).toContain('published urgently: cn, sequence 3');
  });

  test('the passphrase of a key is asked for, and is no argument', async () => {
    const keys = samples.path('secret-keys');
    await callAlone(['keygen', '--out', keys, '--passphrase'], { secrets: ['correct horse', 'correct horse'] });
    const ended = await sample.call(['publish', samples.path('rules'), '--layer', 'cn', '--keys', keys]);
    expect([ended.exit, codeOf(ended)]).toEqual([EXIT.input, 'passphrase-missing']);
  });

  test.each<[string, string[], number, string]>([
    ['neither keys nor draft', ['rules', '--layer', 'cn'], EXIT.usage, 'arguments-malformed'],
    ['keys and a maker', ['rules', '--layer', 'cn', '--keys', 'k', '--maker', 'm'], EXIT.usage, 'arguments-malformed'],
    ['no layer', ['rules', '--keys', 'keys'], EXIT.usage, 'arguments-malformed'],
    ['no source', ['--layer', 'cn', '--keys', 'keys'], EXIT.usage, 'arguments-malformed'],
    ['a maker who chooses a rollout', ['rules', '--maker', 'm', '--rollout', '5'], EXIT.usage, 'arguments-malformed'],
    ['a span that is none', ['rules', '--keys', 'k', '--urgent', '--for', 'long'], EXIT.usage, 'arguments-malformed'],
    ['a layer that is not delegated', ['rules', '--layer', 'us', '--keys', 'keys'], EXIT.input, 'layer-undelegated'],
    ['a key that is not there', ['rules', '--layer', 'cn', '--keys', 'rules'], EXIT.input, 'key-missing'],
    ['a source that is not there', ['nowhere', '--layer', 'cn', '--keys', 'keys'], EXIT.input, 'source-missing'],
    ['a draft that is not there', ['--draft', 'x'], EXIT.input, 'draft-unknown'],
  ])('%s is refused with its code', async (_, words, exit, code) => {
    const [first = '', ...rest] = words;
    const placed = [first.startsWith('--') ? first : samples.path(first), ...rest].map((word, index, all) =>
      all[index - 1] === '--keys' ? samples.path(word) : word,
    );
    const ended = await sample.call(['publish', ...placed]);
    expect([ended.exit, codeOf(ended)]).toEqual([exit, code]);
    expect(ended.errors).toMatch(/^ {2}next: (?!look the code up)\S/m);
  });

  test('what the linter or an example refuses ends with 1, and nothing is published', async () => {
    cpSync(samples.path('rules'), samples.path('failing'), { recursive: true });
    writeFileSync(samples.path('failing', 'knowledge', 'points.jsonl'), '');
    const ended = await inOneGo('failing');
    expect([ended.exit, codeOf(ended)]).toEqual([EXIT.findings, 'example-failed']);
    expect(await layerOf()).toBeUndefined();
  });

  test('a token is asked for, and one that may not do it is refused', async () => {
    const under = async (token: string) => {
      writeFileSync(samples.path('a.token'), token);
      return codeOf(await inOneGo('rules', '--token-file', samples.path('a.token')));
    };
    expect(await under('fcb_x\n')).toBe('token-refused');
    expect(await under('one two\n')).toBe('token-malformed');
    expect(codeOf(await callAlone(['publish', '--draft', 'x', '--url', sample.bureau.url]))).toBe('token-missing');
    const words = ['publish', samples.path('rules'), '--layer', 'cn', '--maker', key('publisher-1')];
    expect(codeOf(await sample.call(words, 'institution'))).toBe('role-insufficient');
  });

  test('where no bureau is, that is said', async () => {
    const words = ['publish', '--draft', 'x', '--url', 'http://127.0.0.1:9'];
    const ended = await callAlone(words);
    expect([ended.exit, codeOf(ended)]).toEqual([EXIT.input, 'bureau-unreachable']);
  });
});
