import type { Clock } from '@forecheck/sync';
import { expect, test } from 'vitest';
import type { StoredHead } from '../store/publishing-store.ts';
import { createMemoryDoorbell } from './memory-doorbell.ts';
import { watchHeads } from './watch-heads.ts';

/** A store of heads, and a clock that moves by hand. */
function createWorld() {
  const heads: StoredHead[] = [];
  const timers: { atMs: number; callback: () => void }[] = [];
  let nowMs = 0;
  let isBroken = false;
  const clock: Clock = {
    wallMs: () => nowMs,
    monotonicMs: () => nowMs,
    after(delayMs, callback) {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
  };
  return {
    clock,
    store: {
      readRevision: async () => heads.length,
      async readHeads(after: number) {
        if (isBroken) throw new Error('away');
        return heads.filter(({ revision }) => revision > after);
      },
    },
    commit(scope: string) {
      const revision = heads.length + 1;
      heads.push({
        scope,
        epoch: 1,
        version: revision,
        digest: '',
        sealed: new Uint8Array(),
        issuedMs: 0,
        expiresMs: 0,
        revision,
      });
    },
    breakStore(broken: boolean) {
      isBroken = broken;
    },
    async pass(ms: number) {
      nowMs += ms;
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.callback();
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

async function watched() {
  const world = createWorld();
  world.commit('old');
  const doorbell = createMemoryDoorbell();
  const told: string[] = [];
  const onHead = ({ scope }: StoredHead): void => void told.push(scope);
  const watch = await watchHeads({
    store: world.store,
    doorbell,
    clock: world.clock,
    random: () => 0.5,
    pollMs: 1_000,
    onHead,
  });
  return { world, doorbell, told, watch };
}

test('a ring tells at once what is new, and nothing that was there before', async () => {
  const { world, doorbell, told, watch } = await watched();
  world.commit('a');
  world.commit('b');
  await doorbell.ring();
  await world.pass(0);
  expect(told).toEqual(['a', 'b']);
  await doorbell.ring();
  await world.pass(0);
  expect(told).toEqual(['a', 'b']);
  await watch.close();
});

test('a ring that is lost is made good by looking', async () => {
  const { world, told, watch } = await watched();
  world.commit('a');
  await world.pass(999);
  expect(told).toEqual([]);
  await world.pass(1);
  expect(told).toEqual(['a']);
  world.commit('b');
  await world.pass(1_000);
  expect(told).toEqual(['a', 'b']);
  await watch.close();
});

test('a store that is away is asked again, and nothing is skipped', async () => {
  const { world, told, watch } = await watched();
  world.breakStore(true);
  world.commit('a');
  await world.pass(1_000);
  await world.pass(1_000);
  expect([told, watch.failures]).toEqual([[], 2]);
  world.breakStore(false);
  world.commit('b');
  await world.pass(1_000);
  expect([told, watch.failures]).toEqual([['a', 'b'], 0]);
  await watch.close();
});

test('after closing nothing is told', async () => {
  const { world, doorbell, told, watch } = await watched();
  await watch.close();
  world.commit('a');
  await doorbell.ring();
  await world.pass(5_000);
  expect(told).toEqual([]);
});
