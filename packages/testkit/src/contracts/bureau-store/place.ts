import type { BureauStore } from '@forecheck/bureau';
import { demandEqual } from '../contract.ts';

/** A place where a bureau keeps its truth. */
export interface BureauStorePlace {
  /** Opens the store; what was written before is there. */
  open(): Promise<BureauStore>;
  /** Whether it may be open more than once: several nodes over one database. Otherwise a second opening is refused. */
  readonly isShared: boolean;
}

/** Runs against the store of a place and against the same store opened again. */
export async function reopening(
  place: BureauStorePlace,
  run: (store: BureauStore, reopen: () => Promise<BureauStore>) => Promise<void>,
): Promise<void> {
  let store = await place.open();
  const reopen = async (): Promise<BureauStore> => {
    await store.close();
    store = await place.open();
    return store;
  };
  try {
    await run(store, reopen);
  } finally {
    await store.close();
  }
}

/** A digest that a number tells apart from others. */
export const digestOf = (seed: number): string => seed.toString(16).padStart(64, '0');

/** Compares records whatever the order of their properties. */
export function demandRecord(actual: object | undefined, expected: object, promise: string): void {
  demandEqual(actual && sorted(actual), sorted(expected), promise);
}

const sorted = (record: object): unknown => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
