import type { RelaySource } from '@forecheck/bureau';
import type { Encoding, Hello } from '@forecheck/sync/protocol';
import { LAYER } from './urgent-news.ts';

/** A source that admits everybody and has nothing, but for what is given. */
export function createIdleSource(given: Partial<RelaySource>): RelaySource {
  return {
    admit: async ({ institution, scope }) => ({ institution, scope, isRelay: false }),
    headOf: async () => undefined,
    rootsAfter: async () => [],
    blob: async () => undefined,
    onHead: () => () => undefined,
    accept: async ({ first, entries }) => ({ sequence: first + entries.length - 1, isQuarantined: false }),
    acknowledged: async () => 0,
    report: () => undefined,
    questionsFor: async () => [],
    answer: async () => undefined,
    ...given,
  };
}

/** What a client says first that has the root and nothing else. */
export function helloOf(institution: string, encoding: Encoding = 'gzip'): Hello {
  return {
    kind: 'hello',
    protocol: 1,
    role: 'client',
    institution,
    scope: LAYER,
    coreVersion: '1.0.0',
    encodings: [encoding],
    rootVersion: 1,
    headEpoch: 0,
    headVersion: 0,
    held: [],
    outbox: { stream: 'a', next: 1 },
    clockMs: Date.now(),
  };
}
