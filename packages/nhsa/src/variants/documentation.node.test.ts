import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BEIJING_DIAGNOSIS, BEIJING_LINE, BEIJING_VISIT } from './beijing.ts';
import { GUANGDONG_LINE } from './guangdong.ts';
import { HAINAN_NODES } from './hainan.ts';
import { HUNAN_LINE, HUNAN_VISIT } from './hunan.ts';
import { nhsaVariants } from './nhsa-variants.ts';
import { judge } from './sample-ruleset.ts';
import type { FieldName } from './translation.ts';

const page = readFileSync(new URL('../../../../docs/nhsa.md', import.meta.url), 'utf8');

function under(heading: string): string {
  return page.split(/^##+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
}

/** The first two cells of every row whose first is code, as pairs. */
function pairsUnder(heading: string): readonly FieldName[] {
  return [...under(heading).matchAll(/^\| `([^`]+)` \| `([^`]+)`.*\|$/gm)].map(([, a = '', b = '']) => [a, b] as const);
}

test.each<[string, readonly FieldName[]]>([
  ['Hainan', HAINAN_NODES],
  ['Guangdong', GUANGDONG_LINE],
  ['Beijing', [...BEIJING_VISIT, ...BEIJING_DIAGNOSIS, ...BEIJING_LINE]],
  ['Hunan', [...HUNAN_LINE, ...HUNAN_VISIT]],
])('docs/nhsa.md lists the names of %s as they are', (heading, names) => {
  expect(names.length).toBeGreaterThan(3);
  expect(pairsUnder(heading)).toEqual(names);
});

test('docs/nhsa.md lists every variant and its numbers', () => {
  const rows = [...under('Regions').matchAll(/^\| `([a-z]+)` \|.*\| ([^|]+) \|$/gm)].map(([, id, numbers = '']) => [
    id,
    numbers,
  ]);
  const told = nhsaVariants.map(({ id, infnos }) => [
    id,
    infnos.length === 0 ? '–' : infnos.map((one) => `\`${one}\``).join(', '),
  ]);
  expect(rows).toEqual(told);
});

describe('the samples of docs/nhsa.md', () => {
  test.each(nhsaVariants.map((variant) => [variant.id, variant] as const))('%s', (id, variant) => {
    const heading = id.charAt(0).toUpperCase() + id.slice(1);
    const [request, answer] = [...under(heading).matchAll(/```json\n([\s\S]*?)\n```/g)].map(([, text = '']) => text);
    const parsed = variant.readPrecheck(JSON.parse(request ?? ''));
    const written = variant.writePrecheck(parsed, judge(parsed));
    expect(parsed.encounter.items).toHaveLength(1);
    expect(JSON.parse(answer ?? '')).toEqual(written);
    expect(JSON.stringify(written)).toContain('演示药品一 限 1 盒');
  });
});
