import { expect, it } from 'vitest';
import { activate } from '../ruleset/activate.ts';
import { evaluate } from './evaluate.ts';

const ruleset = activate({ manifest: 'M', segments: [] }, []);

function duplicatesOf(ids: readonly string[], historyFrom = ids.length): readonly string[] {
  const items = ids.map((id, i) => ({ id, ...(i < historyFrom ? {} : { role: 'history' as const }) }));
  const { diagnostics } = evaluate(ruleset, { id: 'E', asOf: '2026-07-01', phase: 'prompt', items });
  return diagnostics.map(({ code, path }) => `${code} ${path}`);
}

it('every draft after the first of its id is reported, in a short encounter and in a long one', () => {
  expect(duplicatesOf(['a', 'b', 'a', 'a'])).toEqual(['item-duplicate items[2].id', 'item-duplicate items[3].id']);
  const many = Array.from({ length: 500 }, (_, i) => `i${i}`);
  expect(duplicatesOf(many)).toEqual([]);
  expect(duplicatesOf([...many, 'i7'])).toEqual(['item-duplicate items[500].id']);
});

it('history may repeat an id', () => {
  expect(duplicatesOf(['a', 'a', 'a'], 1)).toEqual([]);
  expect(duplicatesOf([...Array.from({ length: 100 }, (_, i) => `i${i}`), 'i1', 'i1'], 100)).toEqual([]);
});
