import { type Encounter, evaluate, type Ruleset } from '@forecheck/core';
import { SyncError } from '../error.ts';
import { FROM_UTF8 } from '../protocol/utf8.ts';

/** Encounters and what must come of them; travels as JSON, named by its digest. */
export interface SelfTest {
  readonly cases: readonly SelfTestCase[];
}

/** One encounter with the rules that must raise an alert for it, and those that must not. Others may do as they like. */
export interface SelfTestCase {
  readonly encounter: Encounter;
  readonly alerts?: readonly string[];
  readonly silent?: readonly string[];
}

/** Gives way between two pieces of work. */
export interface Pacing {
  /** Of a clock that never runs back. */
  readonly monotonicMs: () => number;
  /** Resolves when whatever waits had its turn. */
  readonly pause: () => Promise<void>;
}

/** So long evaluations, and whatever else the page or process does, wait at most. */
export const SELF_TEST_SLICE_MS = 4;

/**
 * Tries a ruleset before it comes into force: the last chance to find that a pack, however well signed, does not do what its
 * publisher tried.
 *
 * @throws {@link SyncError} `self-test-failed`
 */
export function trySelfTest(bytes: Uint8Array, ruleset: Ruleset): void {
  for (const [at, one] of readCases(bytes).entries()) tryCase(one, at, ruleset);
}

/** The same in slices: what is asked meanwhile is judged in between, by what is in force until then. */
export async function trySelfTestInSlices(bytes: Uint8Array, ruleset: Ruleset, pacing: Pacing): Promise<void> {
  const cases = readCases(bytes);
  await pacing.pause();
  let startedMs = pacing.monotonicMs();
  for (const [at, one] of cases.entries()) {
    tryCase(one, at, ruleset);
    if (pacing.monotonicMs() - startedMs < SELF_TEST_SLICE_MS) continue;
    await pacing.pause();
    startedMs = pacing.monotonicMs();
  }
}

function readCases(bytes: Uint8Array): readonly SelfTestCase[] {
  try {
    const { cases } = JSON.parse(FROM_UTF8.decode(bytes)) as SelfTest;
    if (Array.isArray(cases) && cases.every(isCase)) return cases;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable(undefined);
}

/** More cannot be said before it is tried; a case that is none would pass for one that asks for nothing. */
function isCase(one: unknown): boolean {
  return typeof Object(one).encounter === 'object';
}

function tryCase({ encounter, alerts = [], silent = [] }: SelfTestCase, at: number, ruleset: Ruleset): void {
  let isGood = false;
  try {
    const { alerts: raised } = evaluate(ruleset, encounter, { fixes: 'skip' });
    const rules = new Set(raised.map(({ rule }) => rule));
    isGood = alerts.every((rule) => rules.has(rule)) && !silent.some((rule) => rules.has(rule));
  } catch (cause) {
    throw unreadable(cause);
  }
  if (!isGood) throw new SyncError('self-test-failed', 'never', `case \`${at}\` fails`, { case: at });
}

function unreadable(cause: unknown): SyncError {
  return new SyncError('self-test-failed', 'never', 'the self-test cannot be read', {}, { cause });
}
