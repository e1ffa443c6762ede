import { expect, test } from 'vitest';
import { EN } from './en.ts';
import { fill, type Words } from './words.ts';
import { ZH_CN } from './zh-cn.ts';

/** Every phrase by its path. */
function phrasesOf(words: Words): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([section, phrases]) =>
      typeof phrases === 'string'
        ? []
        : Object.entries(phrases as Record<string, string>).map(
            ([name, phrase]) => [`${section}.${name}`, phrase] as const,
          ),
    ),
  );
}

const blanksOf = (phrase: string): readonly string[] => (phrase.match(/\{\w+\}/g) ?? []).slice().sort();

test('W26 both languages have the same phrases, with the same blanks', () => {
  const [zh, en] = [phrasesOf(ZH_CN), phrasesOf(EN)];
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  expect(zh.size).toBeGreaterThan(150);
  const unequal = [...zh].filter(([path, phrase]) => blanksOf(phrase).join() !== blanksOf(en.get(path) ?? '').join());
  expect(unequal.map(([path]) => path)).toEqual([]);
});

test('W26 no phrase is empty, and English has no Chinese in it', () => {
  for (const [path, phrase] of [...phrasesOf(EN), ...phrasesOf(ZH_CN)]) expect(phrase.trim(), path).not.toBe('');
  expect([...phrasesOf(EN)].filter(([, phrase]) => /[\u3000-\u9fff\uff00-\uffef]/.test(phrase))).toEqual([]);
});

test('a blank that nothing fills stays to be seen', () => {
  expect(fill('{n} of {m}', { n: 1 })).toBe('1 of {m}');
});
