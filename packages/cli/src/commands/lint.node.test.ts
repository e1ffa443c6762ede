import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
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

  const point = (more: object): string =>
    `${JSON.stringify({ id: 'K9', rule: 'female-only', items: ['SAMPLE-DRUG-1'], parameters: { sex: 'female' }, ...more })}\n`;
  const codesOf = async (): Promise<readonly string[]> => {
    const { output } = await call(['lint', samples.path('rules'), '--json']);
    const { sources } = JSON.parse(output) as {
      sources: { findings: { severity: string; code: string; file: string; line?: number }[] }[];
    };
    return sources[0]!.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code, file, line }) => `${file}:${line} ${code}`);
  };

  test('a field too many does not hide what else is wrong with the row, and is told once', async () => {
    appendFileSync(samples.path('rules', 'knowledge', 'points.jsonl'), point({ rule: 'femal-only', itmes: ['X'] }));
    expect(await codesOf()).toEqual([
      'knowledge/points.jsonl:3 field-unknown',
      'knowledge/points.jsonl:3 rule-unknown',
    ]);
    const { output } = await call(['lint', samples.path('rules')]);
    expect(output).toContain('did you mean `items`?');
    expect(output).toContain('no rule `femal-only` is known; did you mean `female-only`?');
  });

  test('names of parameters, kinds and modes are suggested too', async () => {
    appendFileSync(samples.path('rules', 'knowledge', 'points.jsonl'), point({ parameters: { sx: 'female' } }));
    const rule = JSON.parse(samples.read('rules', 'rules', 'times-per-day.json')) as object;
    writeFileSync(
      samples.path('rules', 'rules', 'times-per-day.json'),
      JSON.stringify({ ...rule, logic: { kind: 'limits', mode: 'time' } }),
    );
    const { output } = await call(['lint', samples.path('rules')]);
    expect(output).toContain('did you mean `sex`?');
    expect(output).toContain('did you mean `limit.times`?');
  });

  test('a rule that cannot be read is not unknown to its knowledge points', async () => {
    const file = samples.path('rules', 'rules', 'female-only.json');
    writeFileSync(
      file,
      JSON.stringify({
        ...(JSON.parse(samples.read('rules', 'rules', 'female-only.json')) as object),
        severity: 'loud',
      }),
    );
    expect(await codesOf()).toEqual(['rules/female-only.json:1 field-malformed']);
    writeFileSync(file, '{ "id": "female-only"');
    expect(await codesOf()).toEqual(['rules/female-only.json:1 row-malformed']);
  });

  test('what compiling refuses is an error, also where linting has no check for it', async () => {
    appendFileSync(
      samples.path('rules', 'knowledge', 'points.jsonl'),
      point({ basis: { instrument: 'x', artcle: 'y' } }),
    );
    mkdirSync(samples.path('rules', 'codes'));
    writeFileSync(samples.path('rules', 'codes', 'icd10.jsonl'), '{"name":"x"}\n');
    expect(await codesOf()).toEqual([
      'codes/icd10.jsonl:1 field-malformed',
      expect.stringMatching(/^knowledge\/points\.jsonl:3 field-/),
    ]);
    expect((await call(['compile', samples.path('rules'), '--out', samples.path('pack')])).exit).toBe(EXIT.input);
  });

  test('an entry of policy is told by its number', async () => {
    writeFileSync(samples.path('rules', 'policy.json'), '[{ "decision": "block" }, { "decison": "block" }]');
    const { output } = await call(['lint', samples.path('rules')]);
    expect(output).toContain('policy.json:1');
    expect(output).toContain('did you mean `decision`?');
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
