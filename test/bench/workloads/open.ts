import { readFileSync } from 'node:fs';
import { activate, type Encounter, evaluate, openSegment, type RuleSource } from '@forecheck/core';
import { unpack } from 'msgpackr';
import type { OpenCase, OpenResult } from '../case.ts';
import { collectGarbage } from '../measure/garbage.ts';
import { createEncounters } from '../world/encounters.ts';
import { createWorld } from '../world/world.ts';
import { indexSource } from './index-source.ts';

/** Loads the rows from disk, answers one encounter, and weighs what is then in memory. */
export function runOpen({ size, form }: OpenCase, path: string): OpenResult {
  const encounter = firstEncounter(size);
  collectGarbage();
  const before = memoryInUse();
  const started = performance.now();
  const bytes = readFileSync(path);
  const read = performance.now();
  const answer = LOAD[form](bytes);
  const opened = performance.now();
  answer(encounter);
  const answered = performance.now();
  const fileBytes = bytes.length;
  const memoryBytes = weigh(before);
  // Keeps what was loaded alive while it is weighed.
  answer(encounter);
  return {
    fileBytes,
    readMs: read - started,
    openMs: opened - read,
    firstAnswerMs: answered - opened,
    totalMs: answered - started,
    memoryBytes,
  };
}

type Answer = (encounter: Encounter) => unknown;

const LOAD: Readonly<Record<OpenCase['form'], (bytes: Buffer) => Answer>> = {
  segment(bytes) {
    const view = openSegment(bytes);
    const ruleset = activate({ manifest: 'bench', segments: ['base'] }, [{ digest: 'base', view }]);
    return (encounter) => evaluate(ruleset, encounter, { fixes: 'skip' });
  },
  json: (bytes) => indexSource(JSON.parse(bytes.toString('utf8')) as RuleSource),
  msgpackr: (bytes) => indexSource(unpack(bytes) as RuleSource),
};

/** Drawn from a world of its own, so that making it leaves little behind; its codes need not be known. */
function firstEncounter(size: OpenCase['size']): Encounter {
  const small = createWorld({ rows: 1000, points: 1000 });
  return createEncounters(small, { count: 1, items: 20, seed: size.rows })[0]!;
}

function memoryInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function weigh(before: number): number {
  collectGarbage();
  return memoryInUse() - before;
}
