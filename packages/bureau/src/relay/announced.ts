import type { Digest } from '@forecheck/pack';
import type { HeadAnnounced, PushedBlob } from '@forecheck/sync/protocol';
import { encodeMessage, PUSH_BYTES_MAX } from '@forecheck/sync/protocol';
import type { EncodedBlobs } from './encoded-blobs.ts';
import { fitRoots } from './fit-roots.ts';
import { PUSHED_BYTES_MAX } from './limits.ts';
import type { Announcement, CurrentHead } from './port.ts';
import type { SharedFrames } from './server-connection.ts';

/** An announcement as bytes, made once for all who receive it. */
export interface Announced {
  readonly head: CurrentHead;
  readonly roots: readonly Uint8Array[];
  /** The head, and the small blobs that it needs. */
  readonly frames: SharedFrames;
  /** For those who had to wait: they fetch what they lack. */
  readonly headOnly: SharedFrames;
  /** Roots and head are more than a frame holds: there are no frames, and a welcome has to bring them. */
  readonly isExcessive: boolean;
}

/** Encodes an announcement. A blob that is too large, or that the source no longer has, is left to be fetched. */
export async function encodeAnnouncement(
  { head, roots, push, spreadMs }: Announcement,
  blobs: EncodedBlobs,
): Promise<Announced> {
  if (fitRoots(roots, head.sealed.length).length < roots.length) {
    return { head, roots, frames: [], headOnly: [], isExcessive: true };
  }
  const pushed = await readPushed(push, blobs);
  const message: HeadAnnounced = {
    kind: 'head',
    head: head.sealed,
    ...(roots.length === 0 ? {} : { roots }),
    ...(spreadMs === 0 ? {} : { spreadMs }),
  };
  const headOnly = [encodeMessage(message)];
  if (pushed.length === 0) return { head, roots, frames: headOnly, headOnly, isExcessive: false };
  const announced: HeadAnnounced = { ...message, pushed: pushed.map(({ digest }) => digest) };
  return {
    head,
    roots,
    frames: [encodeMessage(announced), encodeMessage({ kind: 'push', blobs: pushed })],
    headOnly,
    isExcessive: false,
  };
}

async function readPushed(digests: readonly Digest[], blobs: EncodedBlobs): Promise<readonly PushedBlob[]> {
  const pushed: PushedBlob[] = [];
  let room = PUSH_BYTES_MAX;
  for (const digest of digests) {
    // gzip, because every receiver inflates it, browsers included.
    // A store that stumbles must not hold the head back: whoever wants the blob asks for it.
    const bytes = await blobs.get(digest, 'gzip').catch(() => undefined);
    if (bytes === undefined || bytes.length > Math.min(room, PUSHED_BYTES_MAX)) continue;
    room -= bytes.length;
    pushed.push({ digest, encoding: 'gzip', bytes });
  }
  return pushed;
}
