import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callCommand } from './call-command.ts';
import { call } from './called-command.ts';
import { COMMANDS } from './command-table.ts';
import { EXIT } from './exit-codes.ts';
import { recordTerminal } from './recorded-terminal.ts';
import { copySamples, type SampleFolder } from './sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => samples.remove());

describe('forecheck', () => {
  test('says how it is used, and ends with 2, when nothing is asked', async () => {
    const { exit, output, errors } = await call([]);
    expect({ exit, output }).toEqual({ exit: EXIT.usage, output: '' });
    expect(errors).toContain('Usage');
  });

  test.each([[['--help']], [['-h']], [['help']], [['help', 'help']]])('%j lists every command', async (words) => {
    const { exit, output, errors } = await call(words);
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    for (const name of Object.keys(COMMANDS)) expect(output).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test.each([[['--version']], [['-v']]])('%j tells the version', async (words) => {
    expect(await call(words)).toMatchObject({ exit: EXIT.ok, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(JSON.parse((await call([...words, '--json'])).output)).toMatchObject({ version: expect.any(String) });
  });

  test.each([
    [['evalaute'], 'command-unknown: there is no command `evalaute`; did you mean `evaluate`?'],
    [['help', 'lnt'], 'command-unknown: there is no command `lnt`; did you mean `lint`?'],
    [['toString'], 'command-unknown: there is no command `toString`'],
    [['--pack', 'x'], 'arguments-malformed: unknown option `--pack`; the command comes first'],
    [['lint', '--strcit'], 'arguments-malformed: unknown option `--strcit`; did you mean `--strict`?'],
    [['lint'], 'arguments-malformed: `<source>` is missing'],
    [['compile', 'rules'], 'arguments-malformed: option `--out <pack folder>` is missing'],
    [['evaluate', 'x.json'], 'arguments-malformed: option `--pack <folder>` is missing'],
    [['evaluate', '--pack', 'pack'], 'arguments-malformed: `<file or ->` is missing'],
    [['evaluate', '--pack', 'pack', 'a', 'b'], 'arguments-malformed: one `<file or ->` is expected, 2 are given'],
    [['evaluate', '--pack', 'p', '--format', 'xml', 'a'], 'arguments-malformed: option `--format` is not one of'],
    [['evaluate', '--pack', 'p', '--as-of', 'noon', 'a'], 'arguments-malformed: option `--as-of` is not a time'],
    [['import'], 'arguments-malformed: `nhsa <folder of tables>` is missing'],
    [['import', 'icd', 'tables'], 'arguments-malformed: there is no importer `icd`, only `nhsa`'],
    [['import', 'nhsa', '--out', 'x'], 'arguments-malformed: `<folder of tables>` is missing'],
    [
      ['import', 'nhsa', 'a', 'b', '--out', 'x'],
      'arguments-malformed: one `<folder of tables>` is expected, 2 are given',
    ],
  ])('%j ends with 2', async (words, message) => {
    const { exit, output, errors } = await call(words);
    expect({ exit, output }).toEqual({ exit: EXIT.usage, output: '' });
    expect(errors).toContain(`forecheck: ${message}`);
    expect(errors).toMatch(/^ {2}next: see `forecheck .*--help`/m);
  });

  test('tells a failure as JSON when asked', async () => {
    const { exit, errors } = await call(['evaluate', '--pack', samples.path('none'), '-', '--json']);
    expect(exit).toBe(EXIT.input);
    expect(JSON.parse(errors)).toEqual({
      error: {
        code: 'pack-missing',
        message: expect.any(String),
        detail: {},
        next: expect.stringContaining('compile'),
      },
    });
  });

  test('a mistake of ours ends with 4 and repeats nothing', async () => {
    await call(['compile', samples.path('rules'), '--out', samples.path('pack')]);
    const broken = {
      ...recordTerminal(),
      get input(): never {
        throw new TypeError('张某某 is not a function');
      },
    };
    expect(await callCommand(['evaluate', '--pack', samples.path('pack'), '-'], broken)).toBe(EXIT.internal);
    expect(broken.errors()).toContain('forecheck: internal: a mistake in forecheck itself (TypeError)');
    expect(broken.errors()).not.toContain('张');
  });
});

describe.each(Object.keys(COMMANDS))('forecheck %s', (name) => {
  test.each([[[name, '--help']], [[name, '-h']], [['help', name]]])('%j explains it', async (words) => {
    const { exit, output, errors } = await call(words);
    expect({ exit, errors }).toEqual({ exit: EXIT.ok, errors: '' });
    for (const heading of ['Usage', 'Options', 'Examples', 'Exit codes'])
      expect(output).toMatch(new RegExp(`^${heading}$`, 'm'));
    expect(output).toContain(`  forecheck ${name} `);
    expect(output).toContain('--json');
  });
});
