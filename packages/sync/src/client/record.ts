import type { Crypto, Digest, LayerId, Trust } from '@forecheck/pack';
import { decodeValue, encodeValue, type WireMap } from '../protocol/small-codec.ts';

/** What a client knows after a restart; written as a whole, together with every change of what is in force. */
export interface ClientRecord {
  readonly trust: Trust;
  /** Sealed roots that were followed since the installation, in order. */
  readonly roots?: readonly Uint8Array[];
  /** The newest sealed head that was accepted; kill entries and staleness follow from it. */
  readonly head?: Uint8Array;
  /** In force, widest layer first. Once in force, whatever the clock says. Absent until something is. */
  readonly active?: readonly ActiveLayer[];
  /** In force before, in case that blobs of `active` are damaged when it is loaded. */
  readonly previous?: readonly ActiveLayer[];
  /** Trusted time when it was written. */
  readonly trustedMs: number;
}

/** Manifests of one layer that are in force. */
export interface ActiveLayer {
  readonly layer: LayerId;
  readonly regular: Digest;
  readonly urgent?: Digest;
}

/** Bytes of a record, with their digest in front: a disk that flips a bit must not change whom the client trusts. */
export async function encodeRecord(record: ClientRecord, crypto: Crypto): Promise<Uint8Array> {
  const body = encodeValue({ format: 1, ...record } as unknown as WireMap);
  return encodeValue({ digest: await crypto.digest(body), body });
}

/** The record, or `undefined` for bytes that are damaged or of another format. */
export async function decodeRecord(bytes: Uint8Array, crypto: Crypto): Promise<ClientRecord | undefined> {
  try {
    const { digest, body } = decodeValue(bytes) as { readonly digest: Digest; readonly body: Uint8Array };
    if ((await crypto.digest(body)) !== digest) return undefined;
    const { format, ...record } = decodeValue(body) as unknown as ClientRecord & { readonly format: number };
    return format === 1 ? record : undefined;
  } catch {
    return undefined;
  }
}
