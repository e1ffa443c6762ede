import { generateSigner, nodeCrypto } from '@forecheck/pack/node';
import { makeSampleBureau, type SampleBureau } from '../sample/sample-bureau.ts';

export const sampleCrypto = nodeCrypto();

/** A sample bureau with keys of its own. */
export function createSampleBureau(): Promise<SampleBureau> {
  return makeSampleBureau(() => generateSigner('ed25519'), sampleCrypto);
}
