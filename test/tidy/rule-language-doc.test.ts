import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnowledgePoint, RuleDefinition, RuleSource } from '@forecheck/core';
import { lintSource } from '@forecheck/core/compile';
import { parseRuleSource, parseWith, ruleLogicSchema } from '@forecheck/core/schema';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/workspace.ts';

const page = readFileSync(join(ROOT, 'docs/rule-language.md'), 'utf8');
const kindTable = readFileSync(join(ROOT, 'packages/core/src/segment/kind-numbers.ts'), 'utf8');

/** Text of each mode's section, by `kind.mode`. */
const sections = new Map(
  page
    .split(/^#### /m)
    .slice(1)
    .map((section) => [/^`([^`]+)`/.exec(section)?.[1] ?? '', section.split(/^##+ /m)[0] ?? '']),
);

interface Example {
  readonly rule: Pick<RuleDefinition, 'logic'>;
  readonly knowledgePoint: Pick<KnowledgePoint, 'items'> & Partial<KnowledgePoint>;
}

function examplesIn(text: string): readonly Example[] {
  return [...text.matchAll(/^```json\n([\s\S]*?)^```/gm)]
    .map(([, json = '']) => JSON.parse(json) as Example)
    .filter((example) => 'knowledgePoint' in example);
}

/** The example as a whole source, with nothing in it that linting could object to but the example. */
function sourceOf({ rule, knowledgePoint }: Example): RuleSource {
  const text = { 'zh-CN': '{item}', en: '{item}' };
  const examples = [
    { name: 'fires', encounter: {}, expect: 'alert' },
    { name: 'spares', encounter: {}, expect: 'clear' },
  ] as const;
  return {
    formatVersion: 1,
    id: 'S1',
    layer: 'national',
    rules: [
      {
        id: 'R-1',
        name: text,
        message: text,
        verdict: 'violation',
        severity: 'warning',
        fundScope: 'pooled',
        basis: [{ instrument: 'TEST' }],
        examples,
        ...rule,
      },
    ],
    knowledge: [{ id: 'K-1', rule: 'R-1', ...knowledgePoint }],
  };
}

test('every kind and mode has a section, with one example of it', () => {
  const modes = [...kindTable.matchAll(/^ {2}'([a-z-]+\.[a-z-]+)': \d+,$/gm)].map(([, mode]) => mode);
  expect(modes.length).toBeGreaterThan(20);
  expect([...sections.keys()].sort()).toEqual([...modes].sort());
  for (const [mode, section] of sections) {
    expect(
      examplesIn(section).map(({ rule }) => `${rule.logic.kind}.${rule.logic.mode}`),
      mode,
    ).toEqual([mode]);
  }
});

test.each(
  examplesIn(page).map((example) => [`${example.rule.logic.kind}.${example.rule.logic.mode}`, example] as const),
)('the example of %s is well made', (_, example) => {
  const source = sourceOf(example);
  expect(parseRuleSource(source)).toMatchObject({ ok: true });
  expect(lintSource(source).filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test.each([...sections.keys()])('the table of %s lists exactly the parameters that it takes', (mode) => {
  const [kind, name] = mode.split('.');
  const listed = [...(sections.get(mode) ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, parameter = '']) => parameter);
  const message = lintSource({
    ...sourceOf({
      rule: { logic: { kind, mode: name } as RuleDefinition['logic'] },
      knowledgePoint: { items: ['TEST01'] },
    }),
    knowledge: [{ id: 'K-1', rule: 'R-1', items: ['TEST01'], parameters: { nonsense: 1 } }],
  }).find(({ code }) => code === 'parameter-unknown')?.message;
  const [, known = ''] = /which takes (.*)$/.exec(message ?? '') ?? [];
  expect(message, 'linting tells what the mode takes').toBeDefined();
  expect(listed).toEqual([...known.matchAll(/`(\w+)`/g)].map(([, parameter]) => parameter));
});

test('the table of windows lists exactly those that there are', () => {
  const section = page.split(/^## /m).find((it) => it.startsWith('3. Windows')) ?? '';
  const listed = [...section.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(([, kind = '']) => kind),
  );
  const accepted = parseWith(ruleLogicSchema, {
    kind: 'conflict',
    mode: 'same-class',
    parameters: { window: { kind: 'nonsense' } },
  });
  const message = accepted.ok ? '' : accepted.problems.map((problem) => problem.message).join();
  const known = [...message.replace(/^.*? is not /, '').matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind);
  expect([...listed.filter((kind) => kind !== 'kind')].sort()).toEqual([...known].sort());
});

test('the whole rule is one: it parses, lints clean, and its files are of its source', () => {
  const [, section = ''] = page.split('### A whole rule');
  const blocks = [...(section.split(/^##+ /m)[0] ?? '').matchAll(/^```json\n([\s\S]*?)^```/gm)];
  const [rule, knowledgePoint, item] = blocks.map(([, json = '']) => JSON.parse(json) as unknown);
  const source = {
    formatVersion: 1,
    id: 'S1',
    layer: 'institution',
    rules: [rule],
    knowledge: [knowledgePoint],
    catalogue: [item],
  };
  expect(parseRuleSource(source)).toMatchObject({ ok: true });
  expect(lintSource(source as RuleSource).filter(({ severity }) => severity !== 'info')).toEqual([]);
});
