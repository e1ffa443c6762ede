import type { RuleDefinition } from '@forecheck/core';
import { lintSource } from '@forecheck/core/compile';
import { type CaseFile, coreImplementation, listConformanceTests } from '@forecheck/testkit';
import { expect, test } from 'vitest';

const files = import.meta.glob<CaseFile>('./evaluate/**/*.json', { eager: true, import: 'default' });

const NAMES = ['item', 'other', 'value', 'bound', 'excess', 'unit', 'text'];
const PROBE = NAMES.map((name) => `${name}={${name}};`).join('');

/** What evaluation fills in the messages of each kind and mode, over every conformance case that fires. */
function filledByMode(): ReadonlyMap<string, ReadonlySet<string>> {
  const core = coreImplementation();
  const filled = new Map<string, Set<string>>();
  for (const { request } of listConformanceTests(Object.values(files))) {
    const modes = new Map<string, string>();
    const sources = request.sources.map((source) => ({
      ...source,
      rules: (source.rules ?? []).map((rule) => {
        modes.set(rule.id, `${rule.logic.kind}.${rule.logic.mode}`);
        return { ...rule, message: { 'zh-CN': PROBE, en: PROBE } };
      }),
    }));
    const { alerts, preexisting } = core.evaluate({ ...request, sources });
    for (const { rule, message } of [...alerts, ...preexisting]) {
      const mode = modes.get(rule) ?? '';
      const names = filled.get(mode) ?? filled.set(mode, new Set()).get(mode);
      for (const [, name, value] of message.en.matchAll(/(\w+)=([^;]*);/g))
        if (value !== '' && isMeant(mode, name)) names?.add(name ?? '');
    }
  }
  return filled;
}

/** An item's unit beside a number of times or an amount of money would mislead, so linting does not offer it there. */
function isMeant(mode: string, name: string | undefined): boolean {
  return name !== 'unit' || mode === 'limit.quantity';
}

/** What linting takes as filled in the messages of a kind and mode. */
function takenAsFilled(mode: string): readonly string[] {
  const [kind = '', name = ''] = mode.split('.');
  const text = { 'zh-CN': PROBE, en: PROBE };
  const logic = { kind, mode: name } as RuleDefinition['logic'];
  const rule = {
    id: 'R',
    name: text,
    message: text,
    logic,
    basis: [],
    severity: 'info',
    verdict: 'notice',
    fundScope: 'any',
  };
  const found = lintSource({
    formatVersion: 1,
    id: 'S',
    layer: 'national',
    rules: [rule as unknown as RuleDefinition],
  });
  const unfilled = found.filter(({ code, path }) => code === 'placeholder-unfilled' && path === 'rules[0].message.en');
  return NAMES.filter((it) => !unfilled.some(({ message }) => message.includes(`{${it}}`)));
}

test('linting knows which placeholders each kind of rule fills', () => {
  const filled = filledByMode();
  expect(filled.size).toBeGreaterThan(20);
  for (const [mode, names] of filled) {
    // `{text}` is the knowledge point's, where it has one.
    expect([...names, 'text'].filter((name, index, all) => all.indexOf(name) === index).sort(), mode).toEqual(
      [...takenAsFilled(mode)].sort(),
    );
  }
});
