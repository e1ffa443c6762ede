import { type Crypto, type Digest, openManifest, SEALED_BYTES_MAX, type Trust } from '@forecheck/pack';
import type { PackStore } from '../store/pack-store.ts';
import { createBlobLoader } from './blob-loader.ts';
import { type BuiltPack, buildPack, type LayerPack } from './build-pack.ts';
import { Interruption } from './interruption.ts';
import type { ActiveLayer } from './record.ts';

/**
 * What was in force when it was recorded: opened under the root that is trusted now, and from the store alone.
 *
 * Rejects when something of it is damaged, which is then set aside.
 */
export function restorePack(
  layers: readonly ActiveLayer[],
  store: PackStore,
  crypto: Crypto,
  { root, ...trusted }: Trust,
): Promise<BuiltPack> {
  const load = createBlobLoader(store, { obtain: () => Promise.reject(new Interruption()) }, crypto);
  // What the record names was accepted; how far its layers have come since does not matter.
  const trust: Trust = { ...trusted, root, sequences: {} };
  const open = (digest: Digest) =>
    load({ digest, bytes: SEALED_BYTES_MAX, isSealed: true }, (bytes) => openManifest(bytes, trust, crypto));
  const openLayer = async ({ layer, regular, urgent }: ActiveLayer): Promise<LayerPack> => ({
    layer,
    regular: await open(regular),
    ...(urgent !== undefined && { urgent: await open(urgent) }),
  });
  return Promise.all(layers.map(openLayer)).then((packs) => buildPack(packs, { load, crypto, root, known: [] }));
}
