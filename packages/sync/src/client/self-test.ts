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

/**
 * Tries a ruleset before it comes into force: the last chance to find that a pack, however well signed, does not do what its
 * publisher tried.
 *
 * @throws {@link SyncError} `self-test-failed`
 */
export function trySelfTest(bytes: Uint8Array, ruleset: Ruleset): void {
  let failed = 0;
  try {
    const { cases } = JSON.parse(FROM_UTF8.decode(bytes)) as SelfTest;
    failed = cases.findIndex(({ encounter, alerts = [], silent = [] }) => {
      const { alerts: raised } = evaluate(ruleset, encounter, { fixes: 'skip' });
      const rules = new Set(raised.map(({ rule }) => rule));
      return !alerts.every((rule) => rules.has(rule)) || silent.some((rule) => rules.has(rule));
    });
  } catch (cause) {
    throw new SyncError('self-test-failed', 'never', 'the self-test cannot be read', {}, { cause });
  }
  if (failed >= 0) throw new SyncError('self-test-failed', 'never', `case \`${failed}\` fails`, { case: failed });
}
