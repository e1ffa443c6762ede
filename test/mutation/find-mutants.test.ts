import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/workspace.ts';
import { applyMutant, findMutants } from './find-mutants.ts';
import { listMutatedFiles } from './mutated-files.ts';

/** All texts that one change can make of a text. */
const mutate = (text: string): readonly string[] =>
  findMutants('a.ts', text).map((mutant) => applyMutant(text, mutant));

describe('mutants', () => {
  test('a comparison is moved at its boundary', () => {
    expect(mutate('a < b')).toEqual(['a <= b']);
    expect(mutate('a <= b')).toEqual(['a < b']);
    expect(mutate('a > b')).toEqual(['a >= b']);
    expect(mutate('a >= b')).toEqual(['a > b']);
  });

  test('an equality and a connective are swapped', () => {
    expect(mutate('a === b')).toEqual(['a !== b']);
    expect(mutate('a !== b')).toEqual(['a === b']);
    expect(mutate('a && b')).toEqual(['a || b']);
    expect(mutate('a || b')).toEqual(['a && b']);
  });

  test('a negation is dropped', () => {
    expect(mutate('f(!a)')).toEqual(['f(a)']);
  });

  test('a constant of a comparison or a sum is moved by one', () => {
    expect(mutate('a < 6')).toEqual(['a <= 6', 'a < 7', 'a < 5']);
    expect(mutate('a + 1')).toEqual(['a + 2', 'a + 0']);
    expect(mutate('a > 0')).toEqual(['a >= 0', 'a > 1', 'a > (-1)']);
  });

  test('the lesser and the greater are swapped', () => {
    expect(mutate('Math.min(a, b)')).toEqual(['Math.max(a, b)']);
    expect(mutate('Math.max(a, b)')).toEqual(['Math.min(a, b)']);
  });

  test('steps, products and types are left alone', () => {
    expect(mutate('i += 1; a * 2; let b: 1 | 2;')).toEqual([]);
  });

  test('a repeated change has a name of its own', () => {
    const names = findMutants('a.ts', 'if (a < b) f();\nif (a < b) g();').map(({ name }) => name);
    expect(names).toEqual(['a.ts: a < b → a <= b', 'a.ts: a < b → a <= b (2)']);
  });

  test('the line is the one of the change', () => {
    expect(findMutants('a.ts', 'f(\n  a ||\n  b)').map(({ line }) => line)).toEqual([2]);
  });
});

test('the evaluator of every kind is mutated, and what stores parameters is not', () => {
  const files = listMutatedFiles();
  for (const kind of ['companion', 'conflict', 'coverage', 'indication', 'limit', 'price', 'restrict']) {
    expect(
      files.some((path) => path.startsWith(`packages/core/src/kinds/${kind}/evaluate`)),
      kind,
    ).toBe(true);
  }
  expect(files.every((path) => existsSync(join(ROOT, path)))).toBe(true);
  expect(files.filter((path) => /encode|encoding|\.test\./.test(path))).toEqual([]);
});
