import { advanceRoots, type Crypto, pinRoot, type Trust } from '@forecheck/pack';
import { readBytes } from '../file-access.ts';
import type { BureauCalls } from './bureau-calls.ts';

/**
 * What is trusted, from a root that lies here over those that the bureau has had since.
 *
 * @throws {@link CliError} `file-unreadable`; PackError when a root is none, or does not follow
 */
export async function readRemoteTrust(bureau: BureauCalls, rootFile: string, crypto: Crypto): Promise<Trust> {
  let trust = await pinRoot(await readBytes(rootFile), crypto);
  for (;;) {
    const next = await bureau.fetchBytes(`/v1/roots/${trust.root.version + 1}`);
    if (next === undefined) return trust;
    trust = await advanceRoots(trust, [next], crypto);
  }
}
