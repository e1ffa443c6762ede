import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Evaluation } from '@forecheck/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => samples.remove());

const compile = (...more: string[]) => call(['compile', samples.path('rules'), '--out', samples.path('pack'), ...more]);
const rulesOf = (evaluation: unknown): readonly string[] => (evaluation as Evaluation).alerts.map(({ rule }) => rule);

describe('forecheck compile', () => {
  test('makes a pack and says what is in it', async () => {
    const { exit, output, errors } = await compile();
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    expect(output).toContain('2 rules, 2 knowledge points, 3 catalogue rows, 2 policy rows');
    expect(output).toContain('1 segment');
    expect(output).toContain('5 examples hold');
    expect(existsSync(samples.path('pack', 'manifest.json'))).toBe(true);
  });

  test('says what holds where no source has a policy', async () => {
    expect((await compile()).output).not.toContain('no policy.json');
    rmSync(samples.path('rules', 'policy.json'));
    const { exit, output } = await compile();
    expect(exit).toBe(EXIT.ok);
    expect(output).toContain('no policy.json in any source: violations require a reason, all other alerts remind');
    const encounter = ['evaluate', '--pack', samples.path('pack'), samples.path('encounter.json')];
    expect(JSON.parse((await call(encounter)).output)).toMatchObject({ decision: 'require-reason' });
  });

  test('says it as JSON, and the same sources give the same pack', async () => {
    const first = JSON.parse((await compile('--json')).output) as { manifest: string; bytes: number };
    expect(first).toMatchObject({
      segments: [{ source: 'sample-base', layer: 'national', rows: { rules: 2, knowledge: 2, catalogue: 3 } }],
      examples: 5,
    });
    expect(first.manifest).toBe((JSON.parse(samples.read('pack', 'manifest.json')) as { manifest: string }).manifest);
    expect((JSON.parse((await compile('--json')).output) as { manifest: string }).manifest).toBe(first.manifest);
  });

  test('a later source wins over an earlier one', async () => {
    await compile(samples.path('update'));
    const { output } = await call(['evaluate', '--pack', samples.path('pack'), samples.path('encounter.json')]);
    expect(rulesOf(JSON.parse(output))).toEqual(['female-only', 'female-only']);
  });

  test('refuses a rule that fails its own example, and leaves the pack as it was', async () => {
    await compile();
    const before = samples.read('pack', 'manifest.json');
    writeFileSync(samples.path('update', 'withdrawn.json'), '[{ "row": "knowledge", "id": "female-only-1" }]');
    const { exit, output, errors } = await compile(samples.path('update'));
    expect(exit).toBe(EXIT.findings);
    expect(output).toContain('female-only: example “a man is given it” expects alert, the rule gives clear');
    expect(output).toContain('  replaced      female-only-1  item 1\n    a newer segment replaces or withdraws it');
    expect(errors).toContain('example-failed: 2 of 5 examples do not hold; nothing is written');
    expect(samples.read('pack', 'manifest.json')).toBe(before);
    expect(JSON.parse((await compile(samples.path('update'), '--json')).output)).toMatchObject({ failed: [{}, {}] });
    expect((await compile(samples.path('update'), '--no-examples')).exit).toBe(EXIT.ok);
  });

  test('removes segments of earlier packs when asked', async () => {
    await compile(samples.path('update'));
    expect((await compile('--prune')).output).toContain('1 segment of earlier packs removed');
  });

  test.each([
    ['no source', () => ['compile', samples.path('tables'), '--out', samples.path('pack')], 'source-missing'],
    [
      'a source that is not there',
      () => ['compile', samples.path('none'), '--out', samples.path('pack')],
      'source-missing',
    ],
    [
      'a folder of something else',
      () => ['compile', samples.path('rules'), '--out', samples.path('tables')],
      'file-unwritable',
    ],
    ['a file', () => ['compile', samples.path('rules'), '--out', samples.path('message.json')], 'file-unwritable'],
  ])('%s ends with 3', async (_, words, code) => {
    const { exit, output, errors } = await call(words());
    expect({ exit, output }).toEqual({ exit: EXIT.input, output: '' });
    expect(errors).toContain(`forecheck: ${code}: `);
  });

  test('a source that cannot be compiled ends with 3 and points at lint', async () => {
    appendFileSync(
      samples.path('rules', 'knowledge', 'points.jsonl'),
      '{"id":"K9","rule":"no-such","items":["SAMPLE-DRUG-1"]}\n',
    );
    const { exit, errors } = await compile();
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain('forecheck: source-malformed: ');
    expect(errors).toContain('forecheck lint');
    expect(existsSync(samples.path('pack'))).toBe(false);
  });

  test('the same source twice ends with 2', async () => {
    const { exit, errors } = await compile(samples.path('rules'));
    expect(exit).toBe(EXIT.usage);
    expect(errors).toContain('are the same source, `sample-base`');
  });
});
