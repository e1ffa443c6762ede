import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Evaluation } from '@forecheck/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../called-command.ts';
import { EXIT } from '../exit-codes.ts';
import type { RecordedTerminalOptions } from '../recorded-terminal.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => samples.remove());

const compile = (...more: string[]) => call(['compile', samples.path('rules'), '--out', samples.path('pack'), ...more]);
const evaluate = (words: readonly string[], options?: RecordedTerminalOptions) =>
  call(['evaluate', '--pack', samples.path('pack'), ...words], options);

describe('forecheck evaluate', () => {
  beforeEach(() => compile());

  test('judges one encounter', async () => {
    const { exit, output, errors } = await evaluate([samples.path('encounter.json')]);
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    expect(JSON.parse(output)).toMatchObject({
      encounterId: 'SAMPLE-1',
      decision: 'require-fix',
      alerts: [{ offending: ['1'] }],
    });
  });

  test('answers a 3101 message with its response', async () => {
    const { exit, output } = await evaluate([samples.path('message.json')]);
    expect(exit).toBe(EXIT.ok);
    expect(JSON.parse(output)).toMatchObject({
      infcode: 0,
      output: { result: [{ rule_id: 'female-only', judge_result_detail_dtos: [{ rx_id: 'SAMPLE-RX-1' }] }] },
    });
  });

  test('an array is answered with an array, messages and encounters alike', async () => {
    writeFileSync(samples.path('list.json'), `[${samples.read('encounter.json')}, ${samples.read('message.json')}]`);
    const answers = JSON.parse((await evaluate([samples.path('list.json')])).output) as unknown[];
    expect(answers).toMatchObject([{ encounterId: 'SAMPLE-1' }, { infcode: 0 }]);
    writeFileSync(samples.path('list.json'), '[]');
    expect((await evaluate([samples.path('list.json')])).output).toBe('[]\n');
  });

  test('settings say how messages are read and answered', async () => {
    const message = JSON.parse(samples.read('message.json')) as {
      input: { data: { patient_dtos: { gend: string }[] } };
    };
    message.input.data.patient_dtos[0]!.gend = '9';
    writeFileSync(samples.path('unknown-sex.json'), JSON.stringify(message, undefined, 2));
    const plain = await evaluate([samples.path('unknown-sex.json')]);
    expect(JSON.parse(plain.output)).toMatchObject({ infcode: 0, output: { result: [] } });
    expect(plain.output).not.toContain('fc_undetermined_dtos');
    const told = await evaluate(['--settings', samples.path('settings.json'), samples.path('unknown-sex.json')]);
    expect(JSON.parse(told.output)).toMatchObject({
      output: {
        result: [],
        fc_undetermined_dtos: [
          { rule_id: 'female-only', missing_dtos: [{ fact: 'insuredPerson.sex', field: 'gend' }] },
        ],
      },
    });
  });

  test('settings that are wrong are refused before anything is read', async () => {
    writeFileSync(samples.path('settings.json'), '{ "request": { "selfpaid": "ignored" } }');
    for (const command of ['evaluate', 'explain']) {
      const { exit, output, errors } = await call([
        command,
        '--pack',
        samples.path('pack'),
        '--settings',
        samples.path('settings.json'),
        samples.path('none.json'),
      ]);
      expect({ exit, output }).toEqual({ exit: EXIT.input, output: '' });
      expect(errors).toContain('settings-malformed: settings: there is no setting `request.selfpaid`');
      expect(errors).toContain('did you mean `selfPaid`?');
    }
  });

  test('properties of an encounter that nothing reads are told, by name only when they are asked for', async () => {
    const encounter = JSON.parse(samples.read('encounter.json')) as object;
    const items = [
      { id: '1', code: 'SAMPLE-DRUG-1', qty: 2 },
      { id: '2', qty: 1 },
    ];
    const misspelt = { ...encounter, items, diagnosis: [], 张某某: 1 };
    writeFileSync(samples.path('misspelt.json'), JSON.stringify(misspelt, undefined, 2));
    const { exit, errors } = await evaluate([samples.path('misspelt.json')]);
    expect(exit).toBe(EXIT.ok);
    expect(errors).toBe('forecheck: one encounter has properties that nothing reads; --notes names them\n');
    const noted = await evaluate(['--notes', samples.path('misspelt.json')]);
    expect(noted.errors.split('\n')).toEqual([
      'note: field-unknown at `diagnosis`',
      'note: field-unknown at `…`',
      'note: field-unknown at `items[].qty` and 1 more',
      '',
    ]);
    const line = JSON.stringify(misspelt);
    expect((await evaluate(['-'], { input: [`${line}\n${line}\n`] })).errors).toBe(
      'forecheck: 2 encounters have properties that nothing reads; --notes names them\n',
    );
  });

  test('notes tell the codes of a message that no rule and no mapping knows', async () => {
    const message = samples.read('message.json').replace('SAMPLE-DRUG-1', 'NO-SUCH-CODE');
    writeFileSync(samples.path('unmapped.json'), message);
    const { errors } = await evaluate(['--notes', samples.path('unmapped.json')]);
    expect(errors).toContain('note: code-unmapped at `');
  });

  test('every line has its answer, a blank one a blank one', async () => {
    const line = JSON.stringify(JSON.parse(samples.read('encounter.json')));
    const { exit, output } = await evaluate(['--lines', '-'], { input: [`\n${line}\n \r\nx\n${line}\n`] });
    expect(exit).toBe(EXIT.input);
    const answers = output.split('\n').slice(0, -1);
    expect(answers.map((answer) => (answer === '' ? '' : Object.keys(JSON.parse(answer) as object)[0]))).toEqual([
      '',
      'encounterId',
      '',
      'error',
      'encounterId',
    ]);
    // Found out by itself: the first line that is not blank is a whole object.
    expect((await evaluate(['-'], { input: [`\n${line}\n\n`] })).output.split('\n')).toHaveLength(4);
  });

  test('lines are answered line by line, from a file and from standard input', async () => {
    const { exit, output } = await evaluate([samples.path('encounters.jsonl')]);
    expect(exit).toBe(EXIT.ok);
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Evaluation);
    expect(
      answers.map(({ encounterId, alerts, undetermined }) => [encounterId, alerts.length, undetermined.length]),
    ).toEqual([
      ['SAMPLE-2', 0, 0],
      ['SAMPLE-3', 1, 0],
      ['SAMPLE-4', 0, 1],
    ]);
    expect((await evaluate(['-'], { input: [samples.read('encounters.jsonl')] })).output).toBe(output);
  });

  test('equal input gives equal output', async () => {
    const [first, second] = [
      await evaluate([samples.path('message.json')]),
      await evaluate([samples.path('message.json')]),
    ];
    expect(second.output).toBe(first.output);
    expect(first.output.length).toBeGreaterThan(100);
  });

  test('leaves fixes out when asked', async () => {
    const withFixes = await evaluate([samples.path('encounter.json')]);
    const without = await evaluate([samples.path('encounter.json'), '--no-fixes']);
    expect((JSON.parse(withFixes.output) as Evaluation).alerts[0]?.fixes.length).toBeGreaterThan(0);
    expect((JSON.parse(without.output) as Evaluation).alerts[0]?.fixes).toEqual([]);
  });

  test('tells what was repaired in a message', async () => {
    const { errors } = await evaluate([samples.path('message.json'), '--notes']);
    expect(errors).toMatch(/^note: [a-z-]+ at `input\.data/m);
    const json = await evaluate([samples.path('message.json'), '--notes', '--json']);
    expect(JSON.parse(json.errors)).toMatchObject({ notes: [{ code: expect.any(String), path: expect.any(String) }] });
  });

  test('tells what could not be read of an encounter', async () => {
    const encounter = { ...(JSON.parse(samples.read('encounter.json')) as object), insuredPerson: { sex: 'x' } };
    writeFileSync(samples.path('encounter.json'), JSON.stringify(encounter));
    const { exit, errors } = await evaluate([samples.path('encounter.json'), '--notes']);
    expect(exit).toBe(EXIT.ok);
    expect(errors).toBe('line 1: note: field-malformed at `insuredPerson.sex`\n');
  });

  test.each([
    [
      'an encounter without its time',
      '{\n"id":"E1","phase":"prompt","items":[]}',
      'encounter-malformed: `asOf` is missing',
    ],
    ['an encounter of another shape', '{\n"hello":"world"}', 'encounter-malformed: `id` is missing'],
    ['a message without persons', '{\n"infno":"3101","input":{"data":{}}}', 'node-missing: '],
    ['no JSON', 'hello', 'input-malformed: the input is not JSON: line 1, column 1'],
    ['nothing', '', 'input-malformed: the input is empty'],
  ])('%s ends with 3', async (_, text, message) => {
    const { exit, errors } = await evaluate(['-'], { input: [text] });
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain(`forecheck: ${message}`);
    expect(errors).toMatch(/^ {2}next: /m);
  });

  test('a refused message has the answer that its sender gets', async () => {
    const message = samples.read('message.json').replace('"3101"', '"2206"');
    const { exit, output, errors } = await evaluate(['-'], { input: [message] });
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain('forecheck: infno-unsupported: ');
    expect(JSON.parse(output)).toMatchObject({ infcode: -1, err_msg: expect.stringContaining('infno-unsupported') });
  });

  test('a message without a time needs to be told one', async () => {
    const message = JSON.stringify(
      { ...JSON.parse(samples.read('message.json')), inf_time: '' },
      undefined,
      1,
    ).replaceAll(/"(adm_date|drord_begn_date)": "[^"]*"/g, '"$1": ""');
    const without = await evaluate(['-'], { input: [message] });
    expect(without.exit).toBe(EXIT.input);
    expect(without.errors).toContain('field-missing');
    expect(without.errors).toContain('--as-of');
    expect((await evaluate(['-', '--as-of', '2026-07-01 09:30:00'], { input: [message] })).exit).toBe(EXIT.ok);
  });

  test('a bad line has an error in its place, and the others are answered', async () => {
    const lines = [
      samples.read('encounters.jsonl').split('\n')[0],
      'oops',
      '{"id":"E9"}',
      samples.read('encounters.jsonl').split('\n')[1],
    ];
    const { exit, output, errors } = await evaluate(['-'], { input: [`${lines.join('\n')}\n`] });
    expect(exit).toBe(EXIT.input);
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { encounterId?: string; error?: { code: string } });
    expect(answers.map(({ encounterId, error }) => encounterId ?? error?.code)).toEqual([
      'SAMPLE-2',
      'input-malformed',
      'encounter-malformed',
      'SAMPLE-3',
    ]);
    expect(errors).toContain('forecheck: line 2: input-malformed: line 2 is not JSON');
    expect(errors).toContain('forecheck: line 3: encounter-malformed: `asOf` is missing');
    expect(errors).toContain('forecheck: 2 of 4 could not be judged');
  });

  test('a thousand bad lines are told twenty times', async () => {
    const { errors } = await evaluate(['-', '--lines'], { input: ['oops\n'.repeat(1000)] });
    expect(errors.match(/input-malformed/g)).toHaveLength(20);
    expect(errors).toContain('further failures are only counted');
    expect(errors).toContain('1,000 of 1,000 could not be judged');
  });

  test('failures of lines are JSON lines when asked', async () => {
    const { errors } = await evaluate(['-', '--lines', '--json'], { input: ['oops\n{}\n'] });
    const told = errors
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { place: string; error: { code: string } });
    expect(told.map(({ place, error }) => [place, error.code])).toEqual([
      ['line 1', 'input-malformed'],
      ['line 2', 'encounter-malformed'],
    ]);
  });

  test('shows progress to someone who looks, and clears it', async () => {
    const { errors, output } = await evaluate([samples.path('encounters.jsonl')], { isWatched: true });
    expect(errors.startsWith('\r\x1b[Kevaluating …')).toBe(true);
    expect(errors.endsWith('\r\x1b[K')).toBe(true);
    expect(output).not.toContain('\x1b');
  });

  test('a file that is not there ends with 3', async () => {
    const { exit, errors } = await evaluate([samples.path('none.json')]);
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain('file-unreadable');
    expect((await evaluate([samples.path('rules')])).errors).toContain('it is a folder');
  });

  test('a broken pack ends with 3 and judges nothing', async () => {
    const [file = ''] = (
      JSON.parse(samples.read('pack', 'manifest.json')) as { segments: { file: string }[] }
    ).segments.map((segment) => segment.file);
    const bytes = readFileSync(samples.path('pack', file));
    bytes[100]! ^= 1;
    writeFileSync(samples.path('pack', file), bytes);
    const corrupt = await evaluate([samples.path('encounter.json')]);
    expect(corrupt).toMatchObject({ exit: EXIT.input, output: '' });
    expect(corrupt.errors).toContain('forecheck: pack-corrupt: ');
    rmSync(samples.path('pack', file));
    expect((await evaluate([samples.path('encounter.json')])).errors).toContain('forecheck: pack-incomplete: ');
  });
});
