import { performance } from 'node:perf_hooks';
import type { Encounter } from '@forecheck/core';
import { type Garbage, watchGarbage } from './garbage.ts';
import { createSamples, quantile, type Summary, summarise } from './samples.ts';

/** One that answers encounters, timed against others in the same process. */
export interface Contender {
  readonly name: string;
  readonly answer: (encounter: Encounter) => unknown;
  /** The answer is a promise, and time runs until it is there. */
  readonly isAsync?: boolean;
}

/** Where encounters come from. */
export interface Supply {
  /** The next encounters; those of one call are evaluated one after the other. */
  take(count: number): readonly Encounter[];
}

export interface RoundOptions {
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Measuring goes on until there are so many, if that does not take ten times as long as it should. */
  readonly roundsMin: number;
}

export interface Measurement extends Summary {
  readonly name: string;
  readonly garbage: Garbage;
  /**
   * Ratio of this one's median to the first one's, in each round by itself: 10th, 50th and 90th percentile of the
   * rounds. What the machine does to both at once does not show in it.
   */
  readonly ratio: readonly [number, number, number];
}

/**
 * Times contenders in alternating blocks: every round each has one block, and who goes first rotates. A block is at
 * most `BLOCK` encounters, fewer when one is slow. Encounters are made ready before the clock starts.
 *
 * @param supply - One for all, or one for each.
 */
export async function measureInRounds(
  contenders: readonly Contender[],
  supply: Supply | readonly Supply[],
  { warmUpMs, measureMs, roundsMin }: RoundOptions,
): Promise<readonly Measurement[]> {
  const lanes = [];
  for (const [index, contender] of contenders.entries()) {
    lanes.push(await openLane(contender, Array.isArray(supply) ? supply[index]! : supply, warmUpMs));
  }
  const watch = watchGarbage();
  const started = performance.now();
  let rounds = 0;
  for (; ; rounds += 1) {
    const elapsed = performance.now() - started;
    if (elapsed > measureMs && (rounds >= roundsMin || elapsed > measureMs * OVERTIME)) break;
    if (lanes.some((lane) => lane.samples.isFull)) break;
    for (let k = 0; k < lanes.length; k += 1) await runBlock(lanes[(rounds + k) % lanes.length]!);
    await watch.settle();
  }
  const base = lanes[0]!.medians;
  const measurements = lanes.map(({ contender, samples, medians, stretches }) => ({
    name: contender.name,
    ...samples.summarise(),
    garbage: watch.within(stretches),
    ratio: spreadOf(medians.map((median, round) => median / base[round]!)),
  }));
  watch.close();
  return measurements;
}

interface Lane {
  readonly contender: Contender;
  readonly supply: Supply;
  readonly block: number;
  readonly samples: ReturnType<typeof createSamples>;
  readonly medians: number[];
  readonly stretches: number[];
}

/** Warms up, and finds out how long a block may be. */
async function openLane(contender: Contender, supply: Supply, warmUpMs: number): Promise<Lane> {
  const started = performance.now();
  let answered = 0;
  for (let elapsed = 0; elapsed < warmUpMs || (answered < WARM_UPS_MIN && elapsed < warmUpMs * WARM_UP_OVERTIME); ) {
    for (const encounter of supply.take(WARM_UPS)) await contender.answer(encounter);
    answered += WARM_UPS;
    elapsed = performance.now() - started;
  }
  // The last of them, because the first were slow for other reasons.
  let each = Infinity;
  for (const encounter of supply.take(WARM_UPS)) {
    const before = performance.now();
    await contender.answer(encounter);
    each = Math.min(each, performance.now() - before);
  }
  const block = Math.max(1, Math.min(BLOCK, Math.floor(BLOCK_MS / each)));
  return { contender, supply, block, samples: createSamples(), medians: [], stretches: [] };
}

async function runBlock({ contender, supply, block, samples, medians, stretches }: Lane): Promise<void> {
  const encounters = supply.take(block);
  const times = new Float64Array(encounters.length);
  const { answer, isAsync } = contender;
  stretches.push(performance.now());
  for (let i = 0; i < encounters.length; i += 1) {
    const before = performance.now();
    if (isAsync === true) await answer(encounters[i]!);
    else answer(encounters[i]!);
    times[i] = (performance.now() - before) * 1000;
  }
  stretches.push(performance.now());
  for (const time of times) samples.add(time);
  medians.push(summarise(times).p50);
}

function spreadOf(ratios: readonly number[]): readonly [number, number, number] {
  const sorted = [...ratios].sort((a, b) => a - b);
  return [quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9)];
}

/** On a busy machine the compiler's threads wait too: time alone does not warm anything up. */
const WARM_UPS_MIN = 3000;
const WARM_UPS = 4;
const WARM_UP_OVERTIME = 3;
const BLOCK = 16;
const BLOCK_MS = 50;
const OVERTIME = 10;
