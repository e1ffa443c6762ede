import { expect, test } from 'vitest';
import { ageOf, type NoticeFacts, noticesOf } from './status.ts';

const facts: NoticeFacts = { status: { connection: 'online' }, isUnreadable: false, isRefused: false, isHeld: false };
const DAY_MS = 86_400_000;

test.each<[string, Partial<NoticeFacts>, readonly string[]]>([
  ['fresh', {}, []],
  ['not told', { status: {} }, []],
  ['stale', { status: { isStale: true, staleSinceMs: 5 } }, ['stale']],
  ['stale since it is not known when', { status: { isStale: true } }, ['stale-unknown']],
  ['without a connection', { status: { connection: 'waiting', outbox: { entries: 3 } } }, ['offline', 'waiting']],
  ['of no known version', { isPackKnown: false }, ['unknown']],
  ['damaged', { status: { isDegraded: true } }, ['degraded']],
  ['four minutes ahead', { status: { clockOffsetMs: 240_000 } }, []],
  ['an hour behind', { status: { clockOffsetMs: -3_600_000 } }, ['skewed']],
  ['judged by the page', { decidedBy: 'page' }, ['in-page']],
  ['judged by nobody', { decidedBy: 'nobody', isRefused: true, isPackKnown: false }, ['silent']],
  ['judged by nobody, and held', { decidedBy: 'nobody', isHeld: true }, ['silent-held']],
  ['not read', { isRefused: true }, ['refused']],
])('W30 the banner of a pack that is %s', (_, given, kinds) => {
  expect(noticesOf({ ...facts, ...given }).map(({ kind }) => kind)).toEqual(kinds);
});

test('W30 an age is never below zero, whatever the clock of the machine says', () => {
  expect(ageOf(3 * DAY_MS, 5 * DAY_MS)).toEqual({ days: 2, hours: 48 });
  expect(ageOf(5 * DAY_MS, 3 * DAY_MS)).toEqual({ days: 0, hours: 0 });
});
