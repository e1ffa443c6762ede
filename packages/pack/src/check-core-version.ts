import { refuse } from './error.ts';
import type { Manifest } from './manifest.ts';

/**
 * Returns when a core of this version (`major.minor.patch`) can judge by the manifest.
 *
 * @throws {@link PackError} `core-outdated`
 */
export function checkCoreVersion({ coreVersionMin }: Manifest, coreVersion: string): void {
  const needed = numbersOf(coreVersionMin);
  const actual = numbersOf(coreVersion);
  const at = needed.findIndex((number, i) => number !== actual[i]);
  if (at >= 0 && (actual[at] ?? 0) < needed[at]!) {
    refuse('core-outdated', { coreVersion, coreVersionMin });
  }
}

const numbersOf = (version: string): readonly number[] => version.split(/[.-]/, 3).map(Number);
