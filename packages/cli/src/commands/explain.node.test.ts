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

describe('forecheck explain', () => {
  beforeEach(() => compile());
  const explain = (...words: string[]) => call(['explain', '--pack', samples.path('pack'), ...words]);

  test('tells why, rule by rule', async () => {
    const { exit, output } = await explain(samples.path('encounter.json'));
    expect(exit).toBe(EXIT.ok);
    expect(output).toContain('encounter SAMPLE-1: 2 knowledge points looked at: ');
    expect(output).toContain('female-only  restrict.sex  Sample: for women only (示例：限女性使用)');
    expect(output).toMatch(/^ {2}hit +female-only-1 {2}item 1$/m);
    expect(output).toContain('    insuredPerson.sex = male, bound female');
    expect(output).toMatch(/^ {2}clear +times-per-day-1 {2}item 3$/m);
  });

  test('names what is missing', async () => {
    const { output } = await call(['explain', '--pack', samples.path('pack'), '-'], {
      input: [samples.read('encounters.jsonl').split('\n')[2]!],
    });
    expect(output).toMatch(/^ {2}undetermined +female-only-1 {2}item 1\n {4}missing: insuredPerson\.sex$/m);
  });

  test('one rule or one item, as JSON', async () => {
    const ofRule = JSON.parse(
      (await explain(samples.path('encounter.json'), '--rule', 'times-per-day', '--json')).output,
    );
    expect(ofRule).toMatchObject({
      encounterId: 'SAMPLE-1',
      candidates: [{ rule: 'times-per-day', outcome: 'clear' }],
    });
    const ofItem = JSON.parse((await explain(samples.path('encounter.json'), '--item', '1', '--json')).output);
    expect(ofItem).toMatchObject({ candidates: [{ rule: 'female-only', outcome: 'hit' }] });
  });

  test('says when nothing was looked at', async () => {
    expect((await explain(samples.path('encounter.json'), '--item', '2')).output).toBe(
      'encounter SAMPLE-1: no knowledge point was looked at\n',
    );
  });

  test('reads a 3101 message', async () => {
    expect((await explain(samples.path('message.json'))).output).toContain('female-only-1  item SAMPLE-RX-1');
  });

  test('is coloured for a terminal only', async () => {
    const words = ['explain', '--pack', samples.path('pack'), samples.path('encounter.json')];
    expect((await call(words, { isColoured: true })).output).toContain('<red>hit');
    expect((await call(words)).output).not.toContain('<red>');
  });

  test.each([
    [['--rule', 'female-onyl'], 'there is no rule `female-onyl` in the pack; did you mean `female-only`?'],
    [['--item', '9'], 'there is no item `9` among the'],
  ])('%j ends with 2', async (words, message) => {
    const { exit, errors } = await explain(samples.path('encounter.json'), ...words);
    expect(exit).toBe(EXIT.usage);
    expect(errors).toContain(message);
  });

  test.each([
    ['several encounters', () => samples.path('encounters.jsonl'), 'input-malformed'],
    ['no encounter', () => samples.path('rules', 'source.json'), 'encounter-malformed'],
    ['no file', () => samples.path('none'), 'file-unreadable'],
  ])('%s ends with 3', async (_, path, code) => {
    const { exit, errors } = await explain(path());
    expect(exit).toBe(EXIT.input);
    expect(errors).toContain(`forecheck: ${code}: `);
  });
});
