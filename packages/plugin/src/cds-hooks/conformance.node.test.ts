import { readdirSync, readFileSync } from 'node:fs';
import { parseEncounter } from '@forecheck/core/schema';
import { describe, expect, test } from 'vitest';
import { asObject } from './fhir-node.ts';
import { readCdsFeedback } from './read-feedback.ts';
import { readCdsRequest } from './read-request.ts';
import type { CdsRefusal } from './refusal.ts';
import type { CdsSettings } from './settings.ts';

/** Cases as data: a call or a feedback in, what is made of it out. */
interface CaseFile {
  readonly suite: string;
  readonly requirement: string;
  readonly asOf: string;
  /** The call that every case changes. */
  readonly body?: unknown;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly service?: string;
  readonly settings?: CdsSettings;
  /** In place of the file's. */
  readonly body?: unknown;
  /** Values by path. */
  readonly change?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly expect: {
    readonly refusal?: CdsRefusal;
    /** Properties that the encounter has, among others. */
    readonly encounter?: object;
    /** Paths that it has not. */
    readonly absent?: readonly string[];
    /** `id role` of every item. */
    readonly items?: readonly string[];
    /** `code path` of every problem. */
    readonly problems?: readonly string[];
    /** Properties of each; `null` where one must not be. */
    readonly dispositions?: readonly Readonly<Record<string, unknown>>[];
  };
}

const FOLDER = new URL('../../../../test/conformance/cds-hooks/', import.meta.url);
const files = readdirSync(FOLDER).map(
  (name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as CaseFile] as const,
);

describe.each(files)('%s', (name, file) => {
  test('the suite is named after its file and repeats no name', () => {
    expect(`${file.suite}.json`).toBe(`cds-hooks/${name}`);
    const names = file.cases.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(file.cases)('$name', (one) => {
    if (name === 'feedback.json') expectFeedback(file, one);
    else expectRequest(file, one);
  });
});

function expectRequest(file: CaseFile, { expect: wanted, ...one }: Case): void {
  const reading = readCdsRequest(one.service ?? 'forecheck', bodyOf(file, one), {
    asOf: file.asOf,
    settings: one.settings ?? {},
  });
  if (wanted.refusal !== undefined || reading.kind === 'refused') {
    expect(reading).toEqual({ kind: 'refused', refusal: wanted.refusal });
    return;
  }
  const { encounter, problems } = reading.request;
  expect(parseEncounter(encounter)).toMatchObject({ ok: true });
  if (wanted.encounter !== undefined) expect(encounter).toMatchObject(wanted.encounter);
  for (const path of wanted.absent ?? []) expect(valueAt(encounter, path.split('.')), path).toBeUndefined();
  if (wanted.items !== undefined) {
    expect(encounter.items.map(({ id, role }) => `${id} ${role}`)).toEqual(wanted.items);
  }
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(wanted.problems);
}

function expectFeedback(file: CaseFile, { expect: wanted, service, body, settings }: Case): void {
  const reading = readCdsFeedback(service ?? 'forecheck', body, { receivedAt: file.asOf, settings: settings ?? {} });
  if (wanted.refusal !== undefined || reading.kind === 'refused') {
    expect(reading).toEqual({ kind: 'refused', refusal: wanted.refusal });
    return;
  }
  const expected = wanted.dispositions ?? [];
  expect(reading.dispositions).toHaveLength(expected.length);
  for (const [index, properties] of expected.entries()) {
    const disposition: Readonly<Record<string, unknown>> = { ...reading.dispositions[index]! };
    for (const [key, value] of Object.entries(properties)) expect(disposition[key], key).toEqual(value ?? undefined);
  }
  expect(reading.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(wanted.problems);
}

function bodyOf(file: CaseFile, { body, change = {}, remove = [] }: Omit<Case, 'expect'>): unknown {
  let whole: unknown = body ?? structuredClone(file.body);
  for (const path of remove) whole = withValue(whole, path.split('.'), undefined);
  for (const [path, value] of Object.entries(change))
    whole = path === '' ? value : withValue(whole, path.split('.'), value);
  return whole;
}

/** The value with another one at a path; `undefined` takes it away. */
function withValue(whole: unknown, [first = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(whole)) {
    return whole.map((entry: unknown, index) =>
      String(index) === first ? (rest.length === 0 ? value : withValue(entry, rest, value)) : entry,
    );
  }
  const node = asObject(whole) ?? {};
  if (rest.length > 0) return { ...node, [first]: withValue(node[first], rest, value) };
  const { [first]: _, ...others } = node;
  return value === undefined ? others : { ...node, [first]: value };
}

function valueAt(whole: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], whole);
}
