import { expect, test } from 'vitest';
import { digestOf } from '../relay/relay-world.ts';
import { REPORTED_COUNT_MAX, readReport } from './read-report.ts';

const reporter = { institution: 'h1', client: 's1', atMs: 5 };
const isPublished = (layer: string): boolean => layer === 'cn';
const manifest = { layer: 'cn', digest: digestOf('m'), sequence: 3, mode: 'active' } as const;
const activated = { kind: 'activated', pack: digestOf('p'), manifests: [manifest], tookMs: 7 } as const;
const rejected = { kind: 'rejected', layer: 'cn', digest: digestOf('m'), sequence: 3, code: 'core-outdated' } as const;
const status = {
  kind: 'status',
  isStale: false,
  outboxLength: 1,
  clockOffsetMs: -4,
  evaluations: 90,
  alerts: 10,
  overrides: 3,
  lastError: 'storage-full',
} as const;

test('what a client says of itself is kept as it says it', () => {
  expect(readReport(reporter, activated, isPublished)).toEqual([
    { ...reporter, ...manifest, kind: 'activation', tookMs: 7 },
  ]);
  const { kind: _, ...rejection } = rejected;
  expect(readReport(reporter, rejected, isPublished)).toEqual([{ ...reporter, ...rejection, kind: 'rejection' }]);
  const { kind: __, ...condition } = status;
  expect(readReport(reporter, { ...status, institution: 'h1' }, isPublished)).toEqual([
    { ...reporter, kind: 'condition', condition },
  ]);
});

test('an urgent manifest does not hide the one that it lies over', () => {
  const urgent = { ...manifest, digest: digestOf('u'), sequence: 4 };
  const manifests = [manifest, urgent, { ...manifest, mode: 'shadow' } as const, { ...urgent, sequence: 5 }];
  const read = readReport(reporter, { ...activated, manifests }, isPublished);
  expect(read.map((it) => it.kind === 'activation' && [it.mode, it.sequence])).toEqual([
    ['active', 3],
    ['urgent', 4],
    ['shadow', 3],
  ]);
});

test.each(['h\0', '', 'h'.repeat(129), 'h\ud800'])('nothing is kept under the name %j', (institution) => {
  expect(readReport({ ...reporter, institution }, status, isPublished)).toEqual([]);
  expect(readReport({ ...reporter, client: '' }, status, isPublished).length).toBe(1);
});

test('nothing is kept of a layer that nothing was published for', () => {
  expect(readReport(reporter, { ...rejected, layer: 'xx' }, isPublished)).toEqual([]);
  const manifests = [manifest, { ...manifest, layer: 'xx' }];
  expect(readReport(reporter, { ...activated, manifests }, isPublished).length).toBe(1);
});

test.each(['bad\0', 'Bad Words', '', '<b>'])('%j is kept as a code that is none', (code) => {
  expect(readReport(reporter, { ...rejected, code }, isPublished)).toMatchObject([{ code: 'code-malformed' }]);
  expect(readReport(reporter, { ...status, lastError: code }, isPublished)).toMatchObject([
    { condition: { lastError: 'code-malformed' } },
  ]);
});

test('no number is kept that no client can come to', () => {
  const absurd = Number.MAX_SAFE_INTEGER;
  const [report] = readReport(
    reporter,
    { ...status, evaluations: absurd, alerts: absurd, overrides: absurd },
    isPublished,
  );
  const most = REPORTED_COUNT_MAX;
  expect(report).toMatchObject({ condition: { evaluations: most, alerts: most, overrides: most } });
  expect(readReport(reporter, { ...activated, tookMs: absurd }, isPublished)).toMatchObject([{ tookMs: 86_400_000 }]);
});
