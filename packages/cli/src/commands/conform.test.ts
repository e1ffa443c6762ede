import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordTerminal } from '../recorded-terminal.ts';
import { conformCommand } from './conform.ts';

const SELF = fileURLToPath(new URL('../../../../test/conformance/examples/self.ts', import.meta.url));
const NODE = JSON.stringify(process.execPath);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'forecheck-conform-'));
  writeCases('evaluate/right', ['1']);
  writeCases('evaluate/wrong', []);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('forecheck conform', () => {
  test('agrees with our own core, and exits with 0', async () => {
    expect(await conform({ suite: 'evaluate/right' })).toEqual({ code: 0, lines: ['1 agree, 0 differ'] });
  });

  test('names what differs, and exits with 1', async () => {
    expect(await conform({})).toEqual({
      code: 1,
      lines: [
        'evaluate/wrong #1 (RL-test): a listed item fires',
        '  alerts: expected [], answered [{"offending":["1"],"rule":"R"}]',
        '1 agree, 1 differ',
      ],
    });
  });

  test('prints its report as JSON', async () => {
    const { code, lines } = await conform({}, true);
    expect(code).toBe(1);
    expect(JSON.parse(lines.join('\n'))).toMatchObject({
      passed: 1,
      failed: 1,
      failures: [{ suite: 'evaluate/wrong', requirement: 'RL-test', number: 1, name: 'a listed item fires' }],
    });
  });

  test('finds the cases of the checkout by itself', async () => {
    const { code, lines } = await execute({ suite: 'evaluate/coverage/never' }, false);
    expect(lines).toEqual([expect.stringMatching(/^[1-9]\d* agree, 0 differ$/)]);
    expect(code).toBe(0);
  });

  test('one star stays within a folder of suites, two do not', async () => {
    writeCases('evaluate/deep/right', ['1']);
    expect((await conform({ suite: 'evaluate/*right' })).lines).toEqual(['1 agree, 0 differ']);
    expect((await conform({ suite: 'evaluate/**right' })).lines).toEqual(['2 agree, 0 differ']);
    rmSync(join(folder, 'evaluate', 'deep'), { recursive: true });
  });

  test('refuses a glob that matches no suite, because an empty run would look like a perfect one', async () => {
    await expect(conform({ suite: 'evaluate/*/none' })).rejects.toMatchObject({ code: 'arguments-malformed' });
  });

  test.each(['soon', '0', '-5', '1.5'])('refuses `%s` as a timeout', async (timeout) => {
    await expect(conform({ 'timeout-ms': timeout })).rejects.toMatchObject({ code: 'arguments-malformed' });
  });

  test('refuses a case file that is not JSON, or something else', async () => {
    const broken = join(folder, 'evaluate', 'broken.json');
    for (const text of ['{', 'null', '{}', '{"suite":"evaluate/broken"}']) {
      writeFileSync(broken, text);
      await expect(conform({})).rejects.toMatchObject({ code: 'input-malformed' });
    }
    rmSync(broken);
  });

  test('refuses a case that is none, and names its file', async () => {
    const broken = join(folder, 'evaluate', 'broken.json');
    for (const cases of ['[null]', '[1]', '[{}]', '[{"name":"a"}]']) {
      writeFileSync(broken, `{"suite":"evaluate/broken","requirement":"RL-x","source":{},"cases":${cases}}`);
      await expect(conform({})).rejects.toMatchObject({ code: 'input-malformed', detail: { case: 1 } });
    }
    rmSync(broken);
  });

  test('refuses an argument: a program goes behind --command', async () => {
    await expect(execute({ cases: folder }, false, ['./mine'])).rejects.toMatchObject({ code: 'arguments-malformed' });
  });

  test('refuses a folder without cases', async () => {
    await expect(execute({ cases: join(folder, 'nowhere') }, false)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('forecheck conform --command', () => {
  test('asks an external program over its standard input and output', { timeout: 30_000 }, async () => {
    const command = `${NODE} --conditions=@forecheck/source ${JSON.stringify(SELF)}`;
    expect(await conform({ command })).toEqual(await conform({}));
  });

  test.each([
    ['ends without an answer', 'process.exit(3)', 'the program ended with code 3'],
    ['answers no JSON', 'reply("oh")', 'the answer is not one line of JSON'],
    ['answers `null`', 'reply("null")', 'the answer is not to question `1`'],
    ['answers another question', 'reply(JSON.stringify({ id: "0" }))', 'the answer is not to question `1`'],
    ['reports an error', 'reply(JSON.stringify({ id, error: "no rule" }))', 'the program says: no rule'],
    ['forgets the alerts', 'reply(JSON.stringify({ id, evaluation: {} }))', 'the answer has no `evaluation.alerts`'],
  ])('a program that %s differs', { timeout: 30_000 }, async (_, body, difference) => {
    expect(await askProgram(body, '20000')).toEqual(differsWith(difference));
  });

  test('a program that there is not is told as such, and not as one that differs', { timeout: 30_000 }, async () => {
    await expect(conform({ command: './no-such-program-here' })).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('a program that never answers is not waited for, and not left behind', { timeout: 30_000 }, async () => {
    expect(await askProgram('setInterval(() => {}, 1000)', '500')).toEqual(differsWith('no answer within 500 ms'));
  });
});

function askProgram(body: string, timeout: string): Promise<Outcome> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, `${LINE_READER}\nfunction answer(id, reply) { ${body} }`);
  const command = `${NODE} ${JSON.stringify(program)}`;
  return conform({ suite: 'evaluate/right', 'timeout-ms': timeout, command });
}

function differsWith(difference: string): Outcome {
  const lines = ['evaluate/right #1 (RL-test): a listed item fires', `  no answer: ${difference}`, '0 agree, 1 differ'];
  return { code: 1, lines };
}

const LINE_READER = `import { createInterface } from 'node:readline';
createInterface({ input: process.stdin }).on('line', (line) => answer(JSON.parse(line).id, console.log));`;

function writeCases(suite: string, offending: readonly string[]): void {
  const path = join(folder, `${suite}.json`);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(
    path,
    JSON.stringify({
      suite,
      requirement: 'RL-test',
      source: {
        rules: [{ id: 'R', logic: { kind: 'coverage', mode: 'never' } }],
        knowledge: [{ id: 'K', rule: 'R', items: ['T001700233'] }],
      },
      cases: [
        {
          name: 'a listed item fires',
          encounter: { items: [{ id: '1', code: 'T001700233' }] },
          expect: { alerts: offending.map((id) => ({ rule: 'R', offending: [id] })) },
        },
      ],
    }),
  );
}

type Options = Parameters<typeof conformCommand.execute>[0]['options'];

interface Outcome {
  readonly code: number;
  readonly lines: readonly string[];
}

function conform(options: Options, isJson = false): Promise<Outcome> {
  return execute({ cases: folder, ...options }, isJson);
}

async function execute(options: Options, isJson: boolean, positionals: readonly string[] = []): Promise<Outcome> {
  const terminal = recordTerminal();
  const code = await conformCommand.execute({ options, positionals, isJson, terminal });
  return { code, lines: terminal.output().trimEnd().split('\n') };
}
