import type { Encounter } from '@forecheck/core';
import type { Supply } from './rounds.ts';

/**
 * The encounters in turn, each parsed from its text just before, as a request would be: a code is then a string that
 * nobody has hashed yet.
 */
export function supplyFresh(encounters: readonly Encounter[]): Supply {
  const texts = encounters.map((encounter) => JSON.stringify(encounter));
  return cycle(texts.length, (index) => JSON.parse(texts[index]!) as Encounter);
}

/** The same objects over and over: what stays in memory between two looks at one screen. */
export function supplyReused(encounters: readonly Encounter[]): Supply {
  return cycle(encounters.length, (index) => encounters[index]!);
}

function cycle(length: number, at: (index: number) => Encounter): Supply {
  let next = 0;
  return {
    take: (count) =>
      Array.from({ length: count }, () => {
        const encounter = at(next);
        next = (next + 1) % length;
        return encounter;
      }),
  };
}
