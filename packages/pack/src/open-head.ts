import { canonicalBytes } from './canonical.ts';
import { refuse } from './error.ts';
import type { Head } from './head.ts';
import type { Digest, LayerId } from './ids.ts';
import { delegationOf, isUnderLayer } from './layer.ts';
import { HEAD_AHEAD_MS_MAX } from './limits.ts';
import { readSealed } from './read-sealed.ts';
import type { Crypto } from './signature.ts';
import type { Trust } from './trust.ts';
import { verifyRole } from './verify-role.ts';

/** A head that may be acted on. */
export interface OpenedHead {
  readonly head: Head;
  /** SHA-256 of the canonical bytes of what was signed. */
  readonly digest: Digest;
}

/** How a head is looked at. */
export interface OpenHeadOptions {
  /** The best that is known of the time: the later of trusted time and the machine's own. */
  readonly nowMs: number;
  /** For the head in the client's own store, which may be old: the client is stale then, and not empty. */
  readonly allowExpired?: boolean;
  /** The only scope that will do: a true head of another place is no head of this one. */
  readonly scope?: LayerId;
}

/**
 * The head, when the head role signed it in the time of the root, its time is not over, none that is newer was accepted before,
 * and it leaves out no layer that was accepted.
 *
 * @throws {@link PackError} what {@link readSealed} throws; `signature-insufficient`, `type-mismatched` for another
 * scope, `epoch-mismatched`, `root-expired`, `time-implausible`, `head-expired`, `version-rolled-back`, `layer-dropped`
 */
export async function openHead(
  sealed: Uint8Array,
  trust: Trust,
  crypto: Crypto,
  { nowMs, allowExpired = false, scope }: OpenHeadOptions,
): Promise<OpenedHead> {
  const read = readSealed(sealed, 'head');
  const { signed: head } = read;
  const { root } = trust;
  await verifyRole(read, root.head, root.keys, crypto);
  if (scope !== undefined && head.scope !== scope) refuse('type-mismatched', { scope: head.scope, expected: scope });
  const { epoch, version, issuedMs, expiresMs } = head;
  if (epoch !== root.headEpoch) refuse('epoch-mismatched', { epoch, expected: root.headEpoch });
  if (issuedMs >= root.expiresMs) refuse('root-expired', { issuedMs, expiresMs: root.expiresMs });
  // A scope may be named like something that every object inherits.
  const accepted = Object.hasOwn(trust.headVersions, head.scope) ? trust.headVersions[head.scope]! : 0;
  if (version < accepted) refuse('version-rolled-back', { version, accepted });
  if (issuedMs > nowMs + HEAD_AHEAD_MS_MAX) refuse('time-implausible', { issuedMs, nowMs });
  if (!allowExpired && nowMs >= expiresMs) refuse('head-expired', { expiresMs, nowMs });
  checkLayers(head, trust);
  return { head, digest: await crypto.digest(canonicalBytes(head)) };
}

/**
 * The key of heads is online and the first to be stolen: it may choose among what publishers signed, and not leave out a
 * whole layer of theirs. A layer ends by an empty manifest of its publishers, or when the root delegates it no more.
 */
function checkLayers({ scope, layers }: Head, { root, sequences }: Trust): void {
  for (const layer of Object.keys(sequences)) {
    const isNamed = layers.some((it) => it.layer === layer);
    const isOver = !isUnderLayer(scope, layer) || delegationOf(root, layer) === undefined;
    if (!isNamed && !isOver) refuse('layer-dropped', { layer });
  }
}
