import { expect, test } from 'vitest';
import { delegationOf, isUnderLayer, layerField, layersOf } from './layer.ts';
import type { Root } from './root.ts';
import { shape } from './shape.ts';

test('a layer lies under another by whole steps', () => {
  expect(isUnderLayer('cn/33/h1', 'cn/33')).toBe(true);
  expect(isUnderLayer('cn/33', 'cn/33')).toBe(true);
  expect(isUnderLayer('cn/330', 'cn/33')).toBe(false);
  expect(isUnderLayer('cn', 'cn/33')).toBe(false);
});

test('the layers of a scope come widest first', () => {
  expect(layersOf('cn/33/3301/h1')).toEqual(['cn', 'cn/33', 'cn/33/3301', 'cn/33/3301/h1']);
  expect(layersOf('cn')).toEqual(['cn']);
});

test('the longest delegation decides, wherever it stands', () => {
  const publisher = { keys: [], threshold: 1 };
  const delegations = ['cn', 'cn/33/3301', 'cn/33', 'xx'].map((prefix) => ({ prefix, publisher, epoch: 0 }));
  for (const ordered of [delegations, [...delegations].reverse()]) {
    const found = (layer: string) => delegationOf({ delegations: ordered } as unknown as Root, layer)?.prefix;
    expect(['cn', 'cn/44', 'cn/33', 'cn/33/3302', 'cn/33/3301/h1', 'c', 'xxx'].map(found)).toEqual([
      'cn',
      'cn',
      'cn/33',
      'cn/33',
      'cn/33/3301',
      undefined,
      undefined,
    ]);
  }
});

test('a layer has one to four steps that may name folders', () => {
  const read = shape<{ readonly layer: string }>({ layer: layerField });
  for (const layer of ['cn', 'cn/330000/330100/H-1_b', 'a'.repeat(64)]) expect(read({ layer })).toEqual({ layer });
  for (const layer of [
    '',
    '/',
    'cn/',
    '/cn',
    'cn//33',
    'a/b/c/d/e',
    '..',
    'cn/..',
    '__proto__',
    '医保',
    'a\n',
    'a'.repeat(65),
  ]) {
    expect(() => read({ layer }), layer).toThrow(/layer/);
  }
});
