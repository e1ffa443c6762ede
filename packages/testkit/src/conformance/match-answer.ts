import type { ExpectedAlert, ExpectedEvaluation } from './case-file.ts';
import type { AnsweredAlert, ConformanceAnswer } from './implementation.ts';

/** What is different between an answer and the expectation, one line each; empty when they agree. */
export function matchAnswer(expected: ExpectedEvaluation, answer: ConformanceAnswer): readonly string[] {
  return [
    ...matchValue('status', expected.status, answer.status),
    ...matchAlerts('alerts', expected.alerts, answer.alerts),
    ...matchAlerts('preexisting', expected.preexisting ?? [], answer.preexisting ?? []),
    ...matchEntries('undetermined', expected.undetermined ?? [], answer.undetermined ?? []),
    ...matchEntries('exempted', expected.exempted ?? [], answer.exempted ?? []),
    ...matchNames(
      'partial',
      expected.partial,
      answer.partial?.map(({ rule }) => rule),
    ),
    ...matchNames('unmapped', expected.unmapped, answer.unmapped),
    ...matchNames(
      'diagnostics',
      expected.diagnostics ?? [],
      answer.diagnostics?.map(({ code }) => code),
    ),
    ...matchValue('decision', expected.decision, answer.decision),
  ];
}

type Entry = Readonly<Record<string, unknown>>;

function matchValue(name: string, expected: unknown, answered: unknown): readonly string[] {
  return expected === undefined || expected === answered ? [] : [difference(name, expected, answered)];
}

/** Compared by position, so that a wrong order is seen. */
function matchAlerts(
  name: string,
  expected: readonly ExpectedAlert[],
  answered: readonly AnsweredAlert[],
): readonly string[] {
  const wanted = expected.map((alert) => normalise(alert));
  const got = answered.map((alert, index) => {
    const shape = expected[index] ?? { rule: '', offending: [] };
    return normalise(pick(alertEntry(alert, shape), shape));
  });
  return canonical(wanted) === canonical(got) ? [] : [difference(name, wanted, got)];
}

/**
 * The alert with its fixes as distinct kinds, its evidence as distinct facts or entries, as the case writes it, and an
 * empty excess where there is none, so that a case can demand that there be none.
 */
function alertEntry({ evidence, fixes, ...rest }: AnsweredAlert, shape: ExpectedAlert): Entry {
  const written = shape.evidence?.[0];
  const show = (entry: Entry): unknown => (typeof written === 'object' ? pick(entry, written) : entry['fact']);
  return {
    excess: {},
    ...rest,
    ...(evidence && { evidence: distinct(evidence.map((entry) => show({ ...entry }))) }),
    ...(fixes && { fixes: distinct(fixes.map(({ kind }) => kind)) }),
  };
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

/** Each expected entry must find an answered one of its own, and none may be left over. */
function matchEntries(name: string, expected: readonly object[], answered: readonly object[]): readonly string[] {
  const left = [...answered];
  // The entry that names most is the hardest to please, so it chooses first.
  const byDemand = [...expected].sort((a, b) => Object.keys(b).length - Object.keys(a).length);
  const unmet = byDemand.filter((wanted) => {
    const text = canonical(normalise(wanted));
    const index = left.findIndex((entry) => canonical(normalise(pick(entry as Entry, wanted))) === text);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...unmet.map((entry) => `${name}: expected ${canonical(entry)}, which is not there`),
    ...left.map((entry) => `${name}: answered ${canonical(entry)}, which is not expected`),
  ];
}

function matchNames(
  name: string,
  expected: readonly string[] | undefined,
  answered: readonly string[] = [],
): readonly string[] {
  if (expected === undefined) return [];
  const wanted = [...new Set(expected)].sort();
  const got = [...new Set(answered)].sort();
  return canonical(wanted) === canonical(got) ? [] : [difference(name, wanted, got)];
}

/** Only the properties that `shape` names. */
function pick(entry: Entry, shape: object): Entry {
  return Object.fromEntries(Object.keys(shape).map((key) => [key, entry[key]]));
}

/** Lists inside an entry are sets; what is repeated still counts twice, so that it is seen. */
function normalise(entry: object): Entry {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...(value as unknown[])].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)) : value,
    ]),
  );
}

function difference(name: string, expected: unknown, answered: unknown): string {
  return `${name}: expected ${canonical(expected)}, answered ${canonical(answered)}`;
}

/** JSON with sorted keys, so that equal values have equal text. */
function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) as string | undefined;
  return text ?? 'nothing';
}
