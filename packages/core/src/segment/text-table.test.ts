import { describe, expect, it } from 'vitest';
import { openTexts } from './text-table.ts';

/** Text 0 is empty; text `i` is `t` and the number. */
function tableOf(count: number, longest = ''): ReturnType<typeof openTexts> {
  const texts = Array.from({ length: count }, (_, i) => (i === 0 ? '' : `t${i}`));
  texts.push(longest);
  const starts = [0];
  for (const text of texts) starts.push(starts.at(-1)! + text.length);
  return openTexts(Uint32Array.from(starts), new TextEncoder().encode(texts.join('')));
}

describe('the texts of a segment', () => {
  it('are what they were when asked again, also where two would be kept in one place', () => {
    const table = tableOf(9000);
    const asked = [1, 4097, 8193, 1, 4097, 4096, 8192, 4096, 1];
    expect(asked.map((index) => table.text(index))).toEqual(asked.map((index) => `t${index}`));
  });

  it('are kept in a table that is smaller than there are places', () => {
    const table = tableOf(3);
    expect([2, 1, 2, 1, 0].map((index) => table.text(index))).toEqual(['t2', 't1', 't2', 't1', '']);
  });

  it('are nothing where there is none', () => {
    const table = tableOf(3);
    table.text(1);
    expect([0, -1, 4, 5, 4096, 4097].map((index) => table.text(index))).toEqual(['', '', '', '', '', '']);
  });

  it('may be long', () => {
    const long = 'x'.repeat(5000);
    const table = tableOf(3, long);
    expect([table.text(3), table.text(3)]).toEqual([long, long]);
  });
});
