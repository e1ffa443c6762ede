import { mkdirSync, writeFileSync } from 'node:fs';
import { readSealed } from '@forecheck/pack';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

const publish = async (source: string, ...more: string[]) => {
  const words = ['publish', samples.path(source), '--layer', 'cn', '--keys', samples.path('keys'), ...more];
  expect((await sample.call(words)).exit).toBe(EXIT.ok);
};
const layerOf = async () => (await sample.bureau.store.readState()).layers.find(({ layer }) => layer === 'cn')!;
const segmentsOf = async (digest: string) => {
  const { signed } = readSealed((await sample.bureau.store.readManifest(digest))!.sealed, 'manifest');
  return signed.segments.map((it) => it.digest);
};
const codeOf = ({ errors }: { readonly errors: string }) => /^forecheck: ([\w-]+):/.exec(errors)?.[1];

describe('forecheck rollout', () => {
  const rollout = (...more: string[]) => sample.call(['rollout', '--layer', 'cn', ...more], 'checker');

  test('tells how it stands, widens, pauses, goes on, and ends with everybody', async () => {
    await publish('rules');
    expect((await rollout()).output).toMatch(
      /^cn: sequence 1 is for everybody\n {2}clients: 0 judge by it, 0 in shadow/,
    );
    await publish('update', '--rollout', '10');
    expect((await rollout()).output).toContain(
      'cn: sequence 2, active, 10 % of institutions; sequence 1 for the others\n',
    );
    expect((await rollout('--percent', '50')).output).toContain('sequence 2, active, 50 %');
    expect((await rollout('--pause')).output).toContain('sequence 2, paused, 50 %');
    expect((await rollout('--shadow')).output).toContain('sequence 2, shadow, 50 %');
    expect((await rollout('--resume', '--percent', '60')).output).toContain('sequence 2, active, 60 %');
    expect(codeOf(await rollout('--percent', '20'))).toBe('rollout-shrinking');
    const { output } = await rollout('--percent', '100', '--json');
    expect(JSON.parse(output)).toMatchObject({ layer: 'cn', current: { sequence: 2 }, reception: { rejected: 0 } });
    expect((await layerOf()).candidate).toBeUndefined();
  });

  test('tells why clients refuse it', async () => {
    await publish('rules');
    await publish('update', '--rollout', '10');
    const { digest } = (await layerOf()).candidate!;
    const report = { kind: 'rejection', layer: 'cn', digest, sequence: 2, code: 'core-outdated', atMs: 1 } as const;
    await sample.bureau.store.noteReports([{ ...report, institution: 'H1', client: 's1' }]);
    expect((await rollout()).output).toContain('1 refuse it');
    expect((await rollout()).output).toContain('  refused: core-outdated, 1 times\n');
  });

  test.each([
    [['--pause', '--resume'], 'arguments-malformed'],
    [['--percent', '101'], 'arguments-malformed'],
    [['--pause'], 'rollout-absent'],
  ])('%j is refused', async (words, code) => {
    await publish('rules');
    expect(codeOf(await rollout(...words))).toBe(code);
  });

  test('a layer that nothing was published for is told', async () => {
    expect(codeOf(await rollout())).toBe('layer-unknown');
  });
});

describe('forecheck compact', () => {
  const compact = (...more: string[]) => sample.call(['compact', '--layer', 'cn', ...more], 'maker');

  test('drafts one segment in place of many, which a checker approves', async () => {
    await publish('rules');
    await publish('update');
    const before = await segmentsOf((await layerOf()).current!.digest);
    const made = await compact('--maker', samples.path('keys', 'publisher-1.pem'), '--json');
    const { id } = JSON.parse(made.output) as { id: string };
    expect((await layerOf()).sequence).toBe(2);
    const checker = ['--checker', samples.path('keys', 'publisher-2.pem')];
    expect((await sample.call(['publish', '--draft', id, ...checker], 'checker')).output).toContain('sequence 3');
    const after = await segmentsOf((await layerOf()).current!.digest);
    expect([before.length, after.length]).toEqual([2, 1]);
    expect(before).not.toContain(after[0]);
  });

  test('refuses where there is nothing to compact', async () => {
    await publish('rules');
    expect(codeOf(await compact('--maker', samples.path('keys', 'publisher-1.pem')))).toBe('option-malformed');
  });

  test('asks for one of two ways', async () => {
    expect((await compact()).exit).toBe(EXIT.usage);
    expect((await compact('--maker', 'x', '--keys', 'y')).exit).toBe(EXIT.usage);
  });
});

describe('forecheck withdraw', () => {
  const withdraw = () => sample.call(['withdraw', '--layer', 'cn', '--keys', samples.path('keys')]);

  test('says again what was said before, under a new sequence', async () => {
    await publish('rules');
    const before = await segmentsOf((await layerOf()).current!.digest);
    await publish('update');
    expect((await withdraw()).output).toContain('published: cn, sequence 3');
    expect(await segmentsOf((await layerOf()).current!.digest)).toEqual(before);
  });

  test('stops a rollout that goes on, while its draft waits', async () => {
    await publish('rules');
    await publish('update', '--rollout', '10');
    const words = ['withdraw', '--layer', 'cn', '--maker', samples.path('keys', 'publisher-1.pem')];
    expect((await sample.call(words, 'maker')).output).toContain('draft ');
    expect((await layerOf()).candidate?.state).toBe('paused');
  });

  test('tells when there is nothing before', async () => {
    await publish('rules');
    expect(codeOf(await withdraw())).toBe('layer-unknown');
    expect((await layerOf()).sequence).toBe(1);
  });
});

test('an empty source in place of everything ends what a layer says', async () => {
  await publish('rules');
  mkdirSync(samples.path('nothing'));
  writeFileSync(samples.path('nothing', 'source.json'), '{ "formatVersion": 1, "id": "nothing", "layer": "national" }');
  await publish('nothing', '--replace');
  const { current } = await layerOf();
  const { signed } = readSealed((await sample.bureau.store.readManifest(current!.digest))!.sealed, 'manifest');
  expect(signed.segments.map(({ rows }) => rows)).toEqual([0]);
});
