import { type LayerId, type Root, type Signer, sealRoot } from '@forecheck/pack';
import { usageError } from '../arguments.ts';
import type { KeyRole } from './first-keys.ts';
import type { NamedPublicKey } from './public-keys.ts';

/**
 * Version 1 of a root: any root key, any head key, two publishers, any urgent key, for one layer and all below it.
 *
 * @throws {@link CliError} `arguments-malformed` when there are too few keys for that
 * @throws PackError when `layer` is none
 */
export async function sealFirstRoot(
  keys: readonly NamedPublicKey[],
  rootSigners: readonly Signer[],
  layer: LayerId,
  nowMs: number,
): Promise<{ readonly root: Root; readonly sealed: Uint8Array }> {
  const idsOf = (role: KeyRole): readonly string[] => [
    ...new Set(keys.filter((key) => key.role === role).map(({ keyId }) => keyId)),
  ];
  const [publishers, urgent] = [idsOf('publisher'), idsOf('urgent')];
  if (idsOf('head').length === 0 || publishers.length < PUBLISHERS_MIN) {
    throw usageError('a root needs a head key and two publisher keys: make them, or `--include` their public halves');
  }
  const root: Root = {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: nowMs,
    expiresMs: nowMs + ROOT_LIFE_MS,
    keys: Object.fromEntries(keys.map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: { keys: idsOf('root'), threshold: 1 },
    head: { keys: idsOf('head'), threshold: 1 },
    headEpoch: 1,
    delegations: [
      {
        prefix: layer,
        publisher: { keys: publishers, threshold: PUBLISHERS_MIN },
        ...(urgent.length > 0 && { urgent: { keys: urgent, threshold: 1 } }),
        epoch: 1,
      },
    ],
  };
  return { root, sealed: await sealRoot(root, rootSigners) };
}

/** A maker and a checker. */
const PUBLISHERS_MIN = 2;
/** Five years: clients that are installed follow later roots; only new installations need one that is younger. */
export const ROOT_LIFE_MS = 5 * 365 * 86_400_000;
