import type { Digest } from '@forecheck/pack';
import type { Outbox } from '../outbox/outbox.ts';
import { HELD_SEGMENTS_MAX, PROTOCOL_VERSION } from '../protocol/limits.ts';
import type { Activated, Hello, StatusReport } from '../protocol/messages.ts';
import { manifestsOf } from './build-pack.ts';
import { CORE_VERSION } from './core-version.ts';
import type { ActivePack, PackKeeper } from './pack-keeper.ts';

/** What a hello says of whoever sends it, beside what its keeper and outbox know. */
export type HelloIdentity = Pick<Hello, 'role' | 'token' | 'institution' | 'scope' | 'encodings' | 'clockMs'>;

/** The first message of a connection. */
export function composeHello(
  identity: HelloIdentity,
  { trust, active }: Pick<PackKeeper, 'trust' | 'active'>,
  blobs: readonly Digest[],
  { stream, depth }: Outbox,
): Hello {
  return {
    kind: 'hello',
    protocol: PROTOCOL_VERSION,
    ...identity,
    coreVersion: CORE_VERSION,
    rootVersion: trust.root.version,
    headEpoch: trust.root.headEpoch,
    // A scope may be named like something that every object inherits.
    headVersion: Object.hasOwn(trust.headVersions, identity.scope) ? trust.headVersions[identity.scope]! : 0,
    held: manifestsOf(active?.layers ?? []).map(({ digest }) => digest),
    segments: blobs.slice(0, HELD_SEGMENTS_MAX),
    outbox: { stream, next: depth.next },
  };
}

/** What is in force, and what is judged in shadow. */
export function composeActivated({ pack, layers, shadow }: ActivePack, tookMs: number): Activated {
  const active = manifestsOf(layers);
  const beside = manifestsOf(shadow?.layers ?? []).filter(({ digest }) => active.every((it) => it.digest !== digest));
  const tell =
    (mode: 'active' | 'shadow') =>
    ({ digest, manifest: { layer, sequence } }: (typeof active)[number]) => ({ layer, digest, sequence, mode });
  return {
    kind: 'activated',
    pack,
    manifests: [...active.map(tell('active')), ...beside.map(tell('shadow'))],
    tookMs: Math.round(tookMs),
  };
}

/** How the client is. */
export function composeStatus(
  { active, head, time }: Pick<PackKeeper, 'active' | 'head' | 'time'>,
  rest: Omit<StatusReport, 'kind' | 'pack' | 'isStale'>,
): StatusReport {
  return {
    kind: 'status',
    ...(active && { pack: active.pack }),
    isStale: head === undefined || time.nowMs() >= head.expiresMs,
    ...rest,
  };
}
