import { readFileSync } from 'node:fs';
import { evaluate } from '@forecheck/core';
import { expect, test } from 'vitest';
import { discoveryOf, PREFETCH_TEMPLATES } from './discovery.ts';
import { dispositionOfReason } from './override-reasons.ts';
import { readCdsFeedback } from './read-feedback.ts';
import { readCdsRequest } from './read-request.ts';
import { CDS_REFUSAL_CODES } from './refusal.ts';
import { AS_OF, rulesetOf, sourceOf } from './sample-call.ts';
import { type CdsSettings, completeSettings } from './settings.ts';
import { cdsSettingsSchema } from './settings-schema.ts';
import { enTexts } from './texts-en.ts';
import { zhCnTexts } from './texts-zh-cn.ts';
import { writeCdsResponse } from './write-response.ts';

const page = readFileSync(new URL('../../../../docs/cds-hooks.md', import.meta.url), 'utf8');

/** What stands under a heading, up to the next one of any level. */
function under(heading: string): string {
  const section = page.split(/^##+ /m).find((text) => text.startsWith(`${heading}\n`));
  expect(section, heading).toBeDefined();
  return section ?? '';
}

/** Rows of the first table under a heading, cells without their code marks. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const rows = under(heading)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .replaceAll('\\|', '¦')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '').replaceAll('¦', '|')),
  );
}

function jsonUnder(heading: string): unknown {
  return JSON.parse(/```json\n([\s\S]*?)\n```/.exec(under(heading))?.[1] ?? '');
}

test('the call gets the answer, and the feedback its disposition', () => {
  const reading = readCdsRequest('forecheck', jsonUnder('A call'), { asOf: AS_OF });
  expect(reading).toMatchObject({ kind: 'read', request: { problems: [] } });
  if (reading.kind === 'refused') return;
  const { request } = reading;
  const evaluation = evaluate(rulesetOf(sourceOf({ id: 'drug-sex' })), request.encounter);
  const answer = writeCdsResponse({ evaluation }, request);
  expect(answer).toEqual({ kind: 'answered', response: jsonUnder('Its answer') });
  expect(readCdsFeedback('forecheck', jsonUnder('The feedback'))).toMatchObject({
    kind: 'read',
    dispositions: [
      { alert: evaluation.alerts[0]!.id, kind: 'continue-with-reason', reason: '病情需要：已与演示专科联系' },
    ],
    problems: [],
  });
});

test('every status code is told', () => {
  expect(tableUnder('Status codes').map(([code, status]) => [code, Number(status)])).toEqual(
    Object.entries(CDS_REFUSAL_CODES),
  );
});

test('every problem is told, in the order of the type', () => {
  const source = readFileSync(new URL('problem.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(20);
  expect(tableUnder('Problems').map(([code]) => code)).toEqual(codes);
});

test('every prefetch key is told, and all but one are asked for', () => {
  const documented = tableUnder('Prefetch').map(([key, template]) => [key, template]);
  expect(documented).toEqual(Object.entries(PREFETCH_TEMPLATES));
  const { services } = discoveryOf();
  expect(services.map(({ id, hook }) => `${id} ${hook}`)).toEqual(['forecheck order-select', 'forecheck order-sign']);
  for (const { prefetch } of services)
    expect([...Object.keys(prefetch), 'user']).toEqual(Object.keys(PREFETCH_TEMPLATES));
});

test('every override reason is told, in both languages, with what it becomes', () => {
  const expected = Object.keys(zhCnTexts.overrideReasons) as (keyof typeof zhCnTexts.overrideReasons)[];
  expect(tableUnder('Override reasons')).toEqual(
    expected.map((code) => [
      code,
      zhCnTexts.overrideReasons[code],
      enTexts.overrideReasons[code],
      dispositionOfReason(code),
    ]),
  );
});

test('the defaults are those that the page tells', () => {
  const rows = new Map(tableUnder('Settings').map(([name = '', value = '']) => [name, value] as const));
  const { systems, extensions, serviceId, language, prompts } = completeSettings();
  for (const [name, uris] of Object.entries(systems)) expect(rows.get(`systems.${name}`)).toBe(uris.join(', '));
  for (const [name, url] of Object.entries(extensions)) expect(rows.get(`extensions.${name}`)).toBe(url);
  expect(rows.get('serviceId')).toBe(serviceId);
  expect(rows.get('language')).toMatch(new RegExp(`^${language};`));
  expect(rows.get('prompts')).toMatch(new RegExp(`^${prompts};`));
  const told = [...rows.keys()].flatMap((name) => name.split(', ')).map((name) => name.split('.')[0]!);
  const keys = Object.keys({
    ...completeSettings(),
    departments: '',
    institution: '',
    historyCoverage: '',
  } satisfies Record<keyof CdsSettings, unknown>);
  expect([...new Set(told)].sort()).toEqual(keys.sort());
});

test('the settings of the page are settings, and a misspelt one is not', () => {
  const example = jsonUnder('Settings') as CdsSettings;
  expect(cdsSettingsSchema.safeParse(example)).toMatchObject({ success: true, data: example });
  const wrong: readonly object[] = [
    { prefech: [] },
    { language: 'de' },
    { systems: { items: [] } },
    { insuranceTypes: { 1: 'rich' } },
    { serviceId: 'a/b' },
    { sourceUrls: { 演示目录: 'javascript:alert(1)' } },
  ];
  for (const settings of wrong)
    expect(cdsSettingsSchema.safeParse(settings).success, JSON.stringify(settings)).toBe(false);
});
