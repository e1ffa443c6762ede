import { activate, evaluate, openSegment, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { type CaseFile, type ConformanceTest, findLawBreaches, listConformanceTests } from '@forecheck/testkit';

/** One case that came out differently. */
export interface CaseFailure {
  readonly index: number;
  readonly suite: string;
  readonly name: string;
  readonly difference: string;
}

/** The segments of every case: compiled once, since no mutant touches the compiler. */
export interface PreparedCases {
  /** Segments of each distinct list of sources, oldest first. */
  readonly segments: readonly (readonly Uint8Array[])[];
  /** Which of them each case is judged under. */
  readonly ofCase: readonly number[];
}

type Source = ConformanceTest['request']['sources'][number];
type KnownRules = NonNullable<NonNullable<Parameters<typeof compileSegment>[1]>['knownRules']>;

/** Compiles the sources of all cases. */
export function prepareCases(files: readonly CaseFile[]): PreparedCases {
  const segments: (readonly Uint8Array[])[] = [];
  const numbers = new Map<string, number>();
  const ofCase = listConformanceTests(files).map(({ request: { sources } }) => {
    const text = JSON.stringify(sources);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, segments.length);
    return segments.push(compileInOrder(sources)) - 1;
  });
  return { segments, ofCase };
}

/**
 * Asks the core that this module was bundled with the cases of the files, in the order given.
 *
 * @param order - Positions in the list of all cases; those that are not named are not asked.
 * @param failuresMax - Stops at so many.
 */
export async function judgeCases(
  files: readonly CaseFile[],
  { segments, ofCase }: PreparedCases,
  order: readonly number[],
  failuresMax: number,
): Promise<readonly CaseFailure[]> {
  const tests = listConformanceTests(files);
  const rulesets = new Map<number, Ruleset>();
  const failures: CaseFailure[] = [];
  for (const index of order) {
    const test = tests[index]!;
    const difference = await explainFailure(async () => {
      const number = ofCase[index]!;
      const ruleset = rulesets.get(number) ?? activateAll(segments[number]!);
      rulesets.set(number, ruleset);
      const evaluation = evaluate(ruleset, test.request.encounter);
      return [
        ...(await test.judge({ evaluate: () => evaluation })),
        ...findLawBreaches(test.request.encounter, evaluation),
      ];
    });
    if (difference === undefined) continue;
    failures.push({ index, suite: test.suite, name: test.name, difference });
    if (failures.length >= failuresMax) break;
  }
  return failures;
}

function compileInOrder(sources: readonly Source[]): readonly Uint8Array[] {
  const rules = new Map<string, unknown>();
  return sources.map((source) => {
    const bytes = compileSegment(source, { knownRules: new Map(rules) as KnownRules });
    for (const rule of source.rules ?? []) rules.set(rule.id, rule.logic);
    return bytes;
  });
}

function activateAll(segments: readonly Uint8Array[]): Ruleset {
  const opened = segments.map((bytes, index) => ({
    digest: String(index).padStart(64, '0'),
    view: openSegment(bytes),
  }));
  return activate({ manifest: '0'.repeat(64), segments: opened.map(({ digest }) => digest) }, opened);
}

async function explainFailure(judge: () => Promise<readonly string[]>): Promise<string | undefined> {
  try {
    return (await judge())[0];
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
