import type { Bureau } from '@forecheck/bureau';
import type { Signer } from '@forecheck/pack';
import { SAMPLE_SOURCE } from '../sample-source.ts';
import { readSourceFolder } from '../source-folder.ts';

/**
 * Publishes the sample source for a layer that nothing was published for.
 *
 * @param people - Maker and checker.
 * @returns Whether there was anything to do.
 */
export async function publishSample(
  { publisher, store }: Bureau,
  layer: string,
  people: readonly [Signer, Signer],
): Promise<boolean> {
  const { layers } = await store.readState();
  if (layers.some(({ current }) => current !== undefined)) return false;
  const { source } = await readSourceFolder(SAMPLE_SOURCE);
  const [maker, checker] = people;
  const draft = await publisher.propose({ layer, sources: [source] }, { subject: 'sample-maker', signer: maker });
  await publisher.approve(draft.id, { subject: 'sample-checker', signer: checker });
  return true;
}
