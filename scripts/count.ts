import { existsSync } from 'node:fs';
import { readJson } from './workspace.ts';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Tests in one report of the runner; all zero when there is none. */
export function readCount(path: string): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 };
  const report = readJson(path) as Report;
  // A file that does not load has no tests, so no failed ones either.
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function sumCounts(counts: readonly Count[]): Count {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const count of counts) {
    passed += count.passed;
    failed += count.failed;
    skipped += count.skipped;
  }
  return { passed, failed, skipped };
}

export function formatCount({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}
