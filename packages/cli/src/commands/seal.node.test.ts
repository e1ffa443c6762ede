import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readSealed } from '@forecheck/pack';
import { openGuard, readCarriedFolder } from '@forecheck/sync/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
beforeEach(async () => {
  samples = copySamples();
  await call(['compile', samples.path('rules'), '--out', samples.path('pack')]);
  await call(['compile', samples.path('rules'), samples.path('update'), '--out', samples.path('newer')]);
});
afterEach(() => samples.remove());

const keygen = (folder = 'keys') => call(['keygen', '--out', samples.path(folder)]);
const seal = (pack: string, out: string, ...more: string[]) =>
  call(
    ['seal', samples.path(pack), '--layer', 'cn', '--keys', samples.path('keys'), '--out', samples.path(out)].concat(
      more,
    ),
  );

/** Which items a guard that has only carried folders objects to, after each of them. */
async function judgeBy(...folders: readonly string[]): Promise<readonly (readonly string[])[]> {
  const [seed = '', ...imported] = folders;
  const guard = await openGuard({
    folder: samples.path('guard'),
    root: samples.path('keys', 'root.json'),
    seed: samples.path(seed),
    institution: 'H0001',
    scope: 'cn',
  });
  const judge = () =>
    guard.evaluate(JSON.parse(samples.read('encounter.json'))).evaluation.alerts.flatMap(({ offending }) => offending);
  try {
    const judged = [judge()];
    for (const folder of imported) {
      await guard.importFolder(await readCarriedFolder(samples.path(folder)));
      judged.push(judge());
    }
    return judged;
  } finally {
    await guard.close();
  }
}

describe('forecheck seal', () => {
  test('a pack is opened by a guard that no network reaches', async () => {
    await keygen();
    const { exit, output } = await seal('pack', 'carried');
    expect(exit).toBe(EXIT.ok);
    expect(output).toMatch(/carried: 5 files/);
    expect(await judgeBy('carried')).toEqual([['1']]);
  });

  test('the next one is the successor of the one before, in its folder or another', async () => {
    await keygen();
    await seal('pack', 'carried');
    cpSync(samples.path('carried'), samples.path('first'), { recursive: true });
    await seal('newer', 'carried');
    await seal('pack', 'third', '--after', samples.path('carried'));
    expect(await judgeBy('first', 'carried', 'third')).toEqual([['1'], ['1', '2'], ['1']]);
    const head = readSealed(readFileSync(samples.path('third', 'head.json')), 'head').signed;
    expect(head).toMatchObject({ version: 3, layers: [{ current: { sequence: 3 } }] });
  });

  test('what no longer belongs to it goes, and a folder of something else is not touched', async () => {
    await keygen();
    await seal('newer', 'carried');
    const before = readdirSync(samples.path('carried'));
    await seal('pack', 'carried');
    expect(readdirSync(samples.path('carried')).filter((name) => name.endsWith('.fcseg'))).toHaveLength(1);
    expect(before.filter((name) => name.endsWith('.fcseg'))).toHaveLength(2);
    expect((await seal('pack', 'rules')).errors).toContain('forecheck: file-unwritable: ');
    expect(existsSync(samples.path('rules', 'head.json'))).toBe(false);
  });

  test('a signature of keys that the root does not name is found out here, and nothing is written', async () => {
    await keygen();
    await keygen('other');
    cpSync(samples.path('other', 'publisher-2.pem'), samples.path('keys', 'publisher-2.pem'));
    expect((await seal('pack', 'carried')).errors).toContain('forecheck: signature-insufficient: ');
    expect(existsSync(samples.path('carried'))).toBe(false);
  });

  test('what a bureau has published is carried too, under its own signatures', async () => {
    const sample = await startSampleBureau(samples);
    try {
      const publish = (source: string, ...more: string[]) =>
        sample.call(['publish', samples.path(source), '--layer', 'cn', '--keys', samples.path('keys'), ...more]);
      await publish('rules');
      await publish('update', '--urgent');
      const words = [
        'seal',
        '--scope',
        'cn',
        '--root',
        samples.path('keys', 'root.json'),
        '--out',
        samples.path('copy'),
      ];
      const { exit, output } = await sample.call([...words, '--json']);
      expect(exit).toBe(EXIT.ok);
      expect(JSON.parse(output)).toMatchObject({ manifests: { length: 2 } });
      expect(await judgeBy('copy')).toEqual([['1', '2']]);
      expect((await sample.call(words.map((word) => (word === 'cn' ? 'us' : word)))).exit).toBe(EXIT.input);
    } finally {
      await sample.bureau.close();
    }
  });

  test('a damaged pack is refused', async () => {
    await keygen();
    const [segment = ''] = readdirSync(samples.path('pack')).filter((name) => name.endsWith('.fcseg'));
    writeFileSync(samples.path('pack', segment), 'x');
    expect((await seal('pack', 'carried')).errors).toContain('forecheck: pack-corrupt: ');
  });
});
