import type { CaseFile, WrittenCase } from './case-file.ts';
import { completeRequest } from './complete-request.ts';
import type { ConformanceImplementation, ConformanceRequest } from './implementation.ts';
import { matchAnswer } from './match-answer.ts';

/** One case, ready to be asked. Needs no test framework: `judge` resolves to what is wrong. */
export interface ConformanceTest {
  readonly suite: string;
  readonly requirement: string;
  /** Position in its file, from 1. */
  readonly number: number;
  readonly name: string;
  readonly request: ConformanceRequest;
  /** What is different from the expectation; empty when the implementation agrees. Rejects when it does. */
  judge(implementation: ConformanceImplementation): Promise<readonly string[]>;
}

/** How an implementation did. */
export interface ConformanceReport {
  readonly passed: number;
  readonly failures: readonly ConformanceFailure[];
}

/** One case that an implementation answers differently. */
export interface ConformanceFailure {
  readonly suite: string;
  readonly requirement: string;
  readonly number: number;
  readonly name: string;
  /** At least one line. */
  readonly differences: readonly string[];
}

/** The cases of the files, in order. */
export function listConformanceTests(files: readonly CaseFile[]): readonly ConformanceTest[] {
  return files.flatMap((file) => file.cases.map((written, index) => prepareTest(file, written, index)));
}

/**
 * Asks an implementation every case, one after another.
 *
 * Never rejects: an implementation that throws fails the case.
 */
export async function runConformance(
  files: readonly CaseFile[],
  implementation: ConformanceImplementation,
): Promise<ConformanceReport> {
  let passed = 0;
  const failures: ConformanceFailure[] = [];
  for (const test of listConformanceTests(files)) {
    const differences = await judgeOrExplain(test, implementation);
    if (differences.length === 0) passed += 1;
    else failures.push({ ...describe(test), differences });
  }
  return { passed, failures };
}

function prepareTest(file: CaseFile, written: WrittenCase, index: number): ConformanceTest {
  const request = completeRequest(file, written);
  return {
    suite: file.suite,
    requirement: file.requirement,
    number: index + 1,
    name: written.name,
    request,
    async judge(implementation) {
      return matchAnswer(written.expect, await implementation.evaluate(request));
    },
  };
}

async function judgeOrExplain(
  test: ConformanceTest,
  implementation: ConformanceImplementation,
): Promise<readonly string[]> {
  try {
    return await test.judge(implementation);
  } catch (error) {
    return [`no answer: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function describe({ suite, requirement, number, name }: ConformanceTest): Omit<ConformanceFailure, 'differences'> {
  return { suite, requirement, number, name };
}
