import { evaluate } from '@forecheck/core';
import { codeOf } from '../client/interruption.ts';
import { type ApplyOptions, createPackKeeper } from '../client/pack-keeper.ts';
import { SAMPLE_MS, SAMPLE_SCOPE, type SampleBureau, sampleEncounter } from '../sample/sample-bureau.ts';
import { createMemoryPackStore, type PackMemory } from '../store/memory-pack-store.ts';
import type { PackStore } from '../store/pack-store.ts';
import { sampleCrypto } from './sample-bureau.ts';

/** What can differ between sample machines. */
export interface SampleMachineOptions {
  readonly memory?: PackMemory;
  readonly institution?: string;
  readonly wallMs?: number;
  /** Stands between the keeper and its store. */
  readonly wrap?: (store: PackStore) => PackStore;
}

/** A keeper on one machine; `restart` begins anew over what its disk holds. */
export async function sampleMachine(bureau: SampleBureau, options: SampleMachineOptions = {}) {
  const { wrap = (it) => it } = options;
  const memory: PackMemory = options.memory ?? { blobs: new Map(), parts: new Map() };
  const time = { wallMs: options.wallMs ?? SAMPLE_MS + 60_000, monotonicMs: 0 };
  const asked: string[] = [];
  // Only what is due at once ever comes: time stands still here until it is told to pass.
  const after = (delayMs: number, callback: () => void) => {
    if (delayMs === 0) queueMicrotask(callback);
    return () => {};
  };
  const keeper = await createPackKeeper({
    store: wrap(createMemoryPackStore(memory)),
    crypto: sampleCrypto,
    clock: { wallMs: () => time.wallMs, monotonicMs: () => time.monotonicMs, after },
    root: bureau.sealedRoot,
    scope: SAMPLE_SCOPE,
    institution: options.institution ?? 'H1',
    swapped: () => {},
  });
  await keeper.restore();
  /** Resolves with the instant at which something changes. */
  const apply = async (head: Uint8Array, how: Partial<ApplyOptions> = {}): Promise<number> => {
    await keeper.apply({
      roots: [],
      head,
      source: {
        async obtain({ digest }) {
          asked.push(digest);
          return bureau.blobs.get(digest)!;
        },
      },
      ...how,
    });
    return keeper.dueMs();
  };
  return {
    keeper,
    memory,
    time,
    /** Digests that were asked for. */
    asked,
    apply,
    refusal: (head: Uint8Array, how?: Partial<ApplyOptions>): Promise<string> =>
      apply(head, how).then(() => 'none', codeOf),
    restart: (change: SampleMachineOptions = {}) => sampleMachine(bureau, { ...options, memory, ...change }),
    /** Time goes on, for the machine and for everybody. */
    pass(ms: number): void {
      time.wallMs += ms;
      time.monotonicMs += ms;
    },
    /** Ids of the rules that fire now; `undefined` when nothing judges. */
    firing: (): readonly string[] | undefined =>
      keeper.active &&
      evaluate(keeper.active.ruleset, sampleEncounter)
        .alerts.map(({ rule }) => rule)
        .sort(),
  };
}
