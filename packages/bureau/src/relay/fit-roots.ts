import { FRAME_BYTES_MAX, LIST_MAX } from '@forecheck/sync/protocol';

/**
 * As many of these roots, from the first on, as fit one frame beside so many other bytes; at least one, because each has its
 * limit. Whoever was away for years follows the others after coming back.
 */
export function fitRoots(roots: readonly Uint8Array[], otherBytes: number): readonly Uint8Array[] {
  let bytes = otherBytes + FIELDS_BYTES_MAX;
  let count = 0;
  while (count < Math.min(roots.length, LIST_MAX)) {
    bytes += roots[count]!.length + ROOT_HEADER_BYTES;
    if (bytes > FRAME_BYTES_MAX && count > 0) break;
    count += 1;
  }
  return roots.slice(0, count);
}

/** Fields of a welcome beside its head and roots: names and intents of a dozen manifests. */
const FIELDS_BYTES_MAX = 16 * 1024;
const ROOT_HEADER_BYTES = 5;
