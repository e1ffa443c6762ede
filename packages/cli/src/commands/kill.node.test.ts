import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { type SampleBureau, startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
let sample: SampleBureau;
beforeEach(async () => {
  samples = copySamples();
  sample = await startSampleBureau(samples);
  await sample.bureau.publisher.addScope('cn');
});
afterEach(async () => {
  await sample.bureau.close();
  samples.remove();
});

const kill = (...more: string[]) => sample.call(['kill', 'female-only', '--layer', 'cn', ...more], 'checker');
const kills = async () => (await sample.bureau.store.readState()).kills;

describe('forecheck kill', () => {
  test('switches a rule off for a span, and on again', async () => {
    const startedMs = Date.now();
    const { exit, output } = await kill('--until', '12h', '--reason', '误报');
    expect(exit).toBe(EXIT.ok);
    expect(output).toMatch(/^female-only is switched off in cn until \d{4}-/);
    const [entry, ...others] = await kills();
    expect([entry, others]).toMatchObject([{ layer: 'cn', rule: 'female-only', reason: '误报' }, []]);
    expect(Math.round((entry!.untilMs - startedMs) / 60_000)).toBe(720);
    expect((await kill('--lift')).output).toBe('female-only fires again in cn\n');
    expect(await kills()).toEqual([]);
    expect((await kill('--lift')).output).toBe('female-only was not switched off in cn\n');
  });

  test('until a time in China Standard Time', async () => {
    const { output } = await kill('--until', '2199-07-01 09:30', '--reason', 'x', '--json');
    expect(JSON.parse(output)).toMatchObject({ untilMs: Date.UTC(2199, 6, 1, 1, 30) });
    expect((await kills())[0]!.untilMs).toBe(Date.UTC(2199, 6, 1, 1, 30));
  });

  test('a layer that is none is told, and nothing is switched off', async () => {
    const words = ['kill', 'female-only', '--layer', 'cm', '--until', '12h', '--reason', 'x'];
    const { exit, errors } = await sample.call(words, 'checker');
    expect([exit, errors]).toEqual([EXIT.input, expect.stringContaining('forecheck: layer-unknown: ')]);
    expect(await kills()).toEqual([]);
  });

  test.each([
    [['--reason', 'x'], EXIT.usage, 'arguments-malformed'],
    [['--until', '12h'], EXIT.usage, 'arguments-malformed'],
    [['--until', 'soon', '--reason', 'x'], EXIT.usage, 'arguments-malformed'],
    [['--until', '0h', '--reason', 'x'], EXIT.usage, 'arguments-malformed'],
    [['--lift', '--reason', 'x'], EXIT.usage, 'arguments-malformed'],
    [['--until', '2020-01-01', '--reason', 'x'], EXIT.input, 'option-malformed'],
  ])('%j is refused', async (words, exit, code) => {
    const ended = await kill(...words);
    expect([ended.exit, ended.errors]).toEqual([exit, expect.stringContaining(`forecheck: ${code}: `)]);
    expect(await kills()).toEqual([]);
  });
});
