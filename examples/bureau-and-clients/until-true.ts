import { setTimeout } from 'node:timers/promises';

/** Resolves when `holds` does; rejects, saying what never came, after a minute. */
export async function untilTrue(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + WAIT_MS_MAX;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(`waited ${WAIT_MS_MAX / 1000} s for ${what}`);
    await setTimeout(INTERVAL_MS);
  }
}

const WAIT_MS_MAX = 60_000;
const INTERVAL_MS = 20;
