import { describe, expect, test } from 'vitest';
import { type JsonInput, type JsonInputOptions, readJsonInput, readOnlyValue } from './json-input.ts';
import { bytesOf } from './recorded-terminal.ts';

const read = (pieces: readonly (string | Uint8Array)[], options: JsonInputOptions = { isLines: false }) =>
  readJsonInput(bytesOf(pieces), options);

async function collect(input: JsonInput): Promise<unknown> {
  if (input.form === 'single') return input.value;
  if (input.form === 'list') return input.values;
  const entries: unknown[] = [];
  for await (const { line, read: entry } of input.entries) {
    entries.push([line, 'value' in entry ? entry.value : 'failure' in entry ? entry.failure.code : 'blank']);
  }
  return entries;
}

describe('the form of an input', () => {
  test.each<[string, string, JsonInput['form'], unknown]>([
    ['an object over several lines', '{\n"a": 1\n}\n', 'single', { a: 1 }],
    ['an array in one line', '[{"a":1},{"a":2}]', 'list', [{ a: 1 }, { a: 2 }]],
    ['an array over several lines, after blank ones', '\n \n[\n{"a":1}\n]\n', 'list', [{ a: 1 }]],
    ['an empty array', '[]', 'list', []],
    ['one object in one line', '{"a":1}', 'lines', [[1, { a: 1 }]]],
    [
      'several lines, one of them blank',
      '{"a":1}\n\n{"a":2}\n',
      'lines',
      [
        [1, { a: 1 }],
        [2, 'blank'],
        [3, { a: 2 }],
      ],
    ],
    [
      'lines that end as on Windows',
      '{"a":1}\r\n{"a":2}\r\n',
      'lines',
      [
        [1, { a: 1 }],
        [2, { a: 2 }],
      ],
    ],
    [
      'lines after a blank one',
      '\n{"a":1}\n{"a":2}',
      'lines',
      [
        [1, 'blank'],
        [2, { a: 1 }],
        [3, { a: 2 }],
      ],
    ],
    [
      'a broken line among others',
      '{"a":1}\n{"a":\n{"a":3}\n',
      'lines',
      [
        [1, { a: 1 }],
        [2, 'input-malformed'],
        [3, { a: 3 }],
      ],
    ],
    ['a byte order mark', '\uFEFF{"a":1}', 'lines', [[1, { a: 1 }]]],
  ])('%s', async (_, text, form, values) => {
    const input = await read([text]);
    expect(input.form).toBe(form);
    expect(await collect(input)).toEqual(values);
  });

  test('a broken first line is one bad line when lines were promised', async () => {
    expect(await collect(await read(['{"a":\n{"a":2}\n'], { isLines: true }))).toEqual([
      [1, 'input-malformed'],
      [2, { a: 2 }],
    ]);
  });

  test('characters and lines may be cut anywhere between two pieces', async () => {
    const bytes = new TextEncoder().encode('{"名":"药"}\n{"a":2}\n');
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await collect(await read(pieces))).toEqual([
      [1, { 名: '药' }],
      [2, { a: 2 }],
    ]);
  });

  test('lines are read only as they are asked for', async () => {
    const given: string[] = [];
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i += 1) {
        given.push(`${i}`);
        yield new TextEncoder().encode(`{"a":${i}}\n`);
      }
    }
    const input = await readJsonInput(endless(), { isLines: false });
    if (input.form !== 'lines') throw new Error('not lines');
    const entries = input.entries[Symbol.asyncIterator]();
    await entries.next();
    await entries.next();
    expect(given.length).toBeLessThan(5);
  });
});

describe('an input that cannot be read', () => {
  test.each<[string, readonly (string | Uint8Array)[], string]>([
    ['nothing', [], 'the input is empty'],
    ['nothing but space', [' \n\n'], 'the input is empty'],
    ['a number', ['7'], 'the input holds neither an object nor an array'],
    ['an object that ends too early', ['{\n"a": 1\n'], 'the input ends too early: line 2, column 7'],
    ['a misplaced word', ['{\n"a": 1,\n"b": x\n}'], 'the input is not JSON: line 3, column 6'],
    ['text in another encoding', [Uint8Array.of(0x7b, 0xc7, 0xe0, 0x7d)], 'the input is not UTF-8'],
    ['a character that is cut off at the end', [Uint8Array.of(0x7b, 0xe8, 0x8d)], 'the input is not UTF-8'],
  ])('%s', async (_, pieces, message) => {
    await expect(read(pieces)).rejects.toMatchObject({ code: 'input-malformed', message });
  });

  test('no message repeats what was read', async () => {
    const failure = await read(['{\n"name": 张某某\n}']).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'input-malformed' });
    expect((failure as Error).message).not.toContain('张');
    expect((failure as Error).cause).toBeUndefined();
  });
});

describe('the only value of an input', () => {
  test.each(['{"a":1}', '{\n"a":1\n}', '[{"a":1}]'])('is found in %j', async (text) => {
    expect(await readOnlyValue(bytesOf([text]))).toEqual({ a: 1 });
  });

  test.each(['[]', '[{},{}]', '{}\n{}\n'])('is not found in %j', async (text) => {
    await expect(readOnlyValue(bytesOf([text]))).rejects.toMatchObject({ code: 'input-malformed' });
  });
});
