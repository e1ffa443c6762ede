import { appendFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => samples.remove());

describe('forecheck lint', () => {
  test('finds nothing in a good source', async () => {
    expect(await call(['lint', samples.path('rules'), samples.path('update')])).toEqual({
      exit: EXIT.ok,
      output: expect.stringMatching(/^0 errors, 0 warnings, \d+ notes?/),
      errors: '',
    });
  });

  test('ends with 1 on an error, and says where it is', async () => {
    appendFileSync(
      samples.path('rules', 'knowledge', 'points.jsonl'),
      '{"id":"K9","rule":"no-such","items":["SAMPLE-DRUG-1"]}\n',
    );
    const { exit, output } = await call(['lint', samples.path('rules')]);
    expect(exit).toBe(EXIT.findings);
    expect(output).toContain('points.jsonl:3 (knowledge `K9`): error rule-unknown: ');
    expect(output).toMatch(/^1 error, /m);
  });

  test('a row that cannot be read is an error too, and does not hide the others', async () => {
    appendFileSync(
      samples.path('rules', 'knowledge', 'points.jsonl'),
      '{"id":\n{"id":"K9","rule":"no-such","items":["SAMPLE-DRUG-1"]}\n',
    );
    const { exit, output } = await call(['lint', samples.path('rules'), '--json']);
    expect(exit).toBe(EXIT.findings);
    const { sources, errors } = JSON.parse(output) as {
      sources: { findings: { code: string; line: number }[] }[];
      errors: number;
    };
    expect(errors).toBe(2);
    expect(sources[0]?.findings.map(({ code, line }) => [code, line])).toEqual(
      expect.arrayContaining([
        ['row-malformed', 3],
        ['rule-unknown', 4],
      ]),
    );
  });

  test('warnings end with 1 only when strict', async () => {
    const rule = JSON.parse(samples.read('rules', 'rules', 'female-only.json')) as object;
    writeFileSync(samples.path('rules', 'rules', 'female-only.json'), JSON.stringify({ ...rule, basis: [] }));
    expect(await call(['lint', samples.path('rules')])).toMatchObject({
      exit: EXIT.ok,
      output: expect.stringContaining('warning basis-missing'),
    });
    expect((await call(['lint', samples.path('rules'), '--strict'])).exit).toBe(EXIT.findings);
  });

  test('notes are listed only when all is wanted', async () => {
    const { examples: _, ...rule } = JSON.parse(samples.read('rules', 'rules', 'female-only.json')) as {
      examples: unknown;
    };
    writeFileSync(samples.path('rules', 'rules', 'female-only.json'), JSON.stringify(rule));
    expect((await call(['lint', samples.path('rules')])).output).toBe(
      '0 errors, 0 warnings, 1 note (--all lists them)\n',
    );
    expect((await call(['lint', samples.path('rules'), '--all'])).output).toContain('note examples-missing');
  });

  test('the same mistake made many times is told twenty times', async () => {
    const line = '{"id":"K9","rule":"no-such","items":["SAMPLE-DRUG-1"]}\n';
    appendFileSync(samples.path('rules', 'knowledge', 'points.jsonl'), line.repeat(30));
    const { output } = await call(['lint', samples.path('rules')]);
    expect(output.match(/error rule-unknown/g)).toHaveLength(20);
    expect(output).toContain('10 more rule-unknown (--all lists them)');
    expect((await call(['lint', samples.path('rules'), '--all'])).output.match(/error rule-unknown/g)).toHaveLength(30);
  });

  test('a folder that is no source ends with 3', async () => {
    const { exit, errors } = await call(['lint', samples.path('tables')]);
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain('source-missing');
  });
});
