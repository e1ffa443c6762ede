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

const rulesOf = (evaluation: unknown): readonly string[] => (evaluation as Evaluation).alerts.map(({ rule }) => rule);

describe('forecheck import', () => {
  const importTables = (...more: string[]) =>
    call(['import', 'nhsa', samples.path('tables'), '--out', samples.path('made'), ...more]);

  test('makes a source that can be linted, compiled and evaluated', async () => {
    const { exit, output, errors } = await importTables();
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    expect(output).toContain('1 rules, 1 knowledge points, 2 catalogue rows');
    expect((await call(['lint', samples.path('made')])).exit).toBe(EXIT.ok);
    expect((await call(['compile', samples.path('made'), '--out', samples.path('pack')])).exit).toBe(EXIT.ok);
    const encounter = {
      id: 'E1',
      asOf: '2026-07-01',
      phase: 'prompt',
      insuredPerson: { sex: 'male' },
      items: [{ id: '1', code: 'XA00SAMPLE0000000000002' }],
    };
    expect(
      rulesOf(
        JSON.parse(
          (await call(['evaluate', '--pack', samples.path('pack'), '-'], { input: [JSON.stringify(encounter)] }))
            .output,
        ),
      ),
    ).toHaveLength(1);
  });

  test('gives its report as JSON, and replaces an earlier import only when told', async () => {
    await importTables();
    const again = await importTables();
    expect(again.exit).toBe(EXIT.input);
    expect(again.errors).toContain('folder-occupied');
    expect(again.errors).toContain('--replace');
    const replaced = await importTables('--replace', '--json');
    expect(replaced.exit).toBe(EXIT.ok);
    expect(JSON.parse(replaced.output)).toMatchObject({ totals: { rules: 1, knowledge: 1, catalogue: 2 } });
  });

  test.each([
    ['a folder without tables', () => samples.path('rules'), 'table-unrecognised'],
    ['a folder that is not there', () => samples.path('none'), 'file-unreadable: cannot read `'],
    ['a file in the place of the folder', () => samples.path('encounter.json'), 'file-unreadable: cannot read `'],
  ])('%s ends with 3', async (_, folder, code) => {
    const { exit, errors } = await call(['import', 'nhsa', folder(), '--out', samples.path('made')]);
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain(`forecheck: ${code}`);
  });

  test('a place that cannot be written ends with 3', async () => {
    const { exit, errors } = await call([
      'import',
      'nhsa',
      samples.path('tables'),
      '--out',
      samples.path('message.json'),
    ]);
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain('file-unwritable');
  });
});
