import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatCount, readCount, sumCounts } from '../../scripts/count.ts';

const folder = mkdtempSync(join(tmpdir(), 'forecheck-count-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeReport(report: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(
    path,
    JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...report }),
  );
  return path;
}

test('a report is counted by outcome', () => {
  const path = writeReport({
    numPassedTests: 5,
    numFailedTests: 2,
    numPendingTests: 3,
    numTodoTests: 1,
    testResults: [{ status: 'failed', assertionResults: [{}] }],
  });
  expect(readCount(path)).toEqual({ passed: 5, failed: 2, skipped: 4 });
});

test('a file that does not load is a failure', () => {
  const path = writeReport({ numPassedTests: 5, testResults: [{ status: 'failed', assertionResults: [] }] });
  expect(readCount(path)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a report that was never written counts nothing', () => {
  expect(readCount(join(folder, 'absent.json'))).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('counts are summed, and skipped tests are named only when there are any', () => {
  const one = { passed: 1, failed: 0, skipped: 0 };
  expect(formatCount(sumCounts([one, one]))).toBe('2 passed, 0 failed');
  expect(formatCount(sumCounts([one, { passed: 0, failed: 2, skipped: 3 }]))).toBe('1 passed, 2 failed, 3 skipped');
});
