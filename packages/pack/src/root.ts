import type { KeyId, LayerId } from './ids.ts';

/**
 * Who may sign what. Signed by the threshold of its own root role and by that of the version before; kept offline and
 * good for years.
 */
export interface Root {
  readonly type: 'root';
  readonly format: 1;
  /** Rises by exactly one. */
  readonly version: number;
  readonly issuedMs: number;
  /** After this instant a new client refuses to start from it; the versions between are followed whatever their age. */
  readonly expiresMs: number;
  /** Every key that a role below names; a key that none names is refused. */
  readonly keys: Readonly<Record<KeyId, PublicKey>>;
  readonly root: Role;
  readonly head: Role;
  /**
   * Raised to start the versions of heads anew, after a stolen head key has signed a head of an absurd version
   * (fast-forward).
   */
  readonly headEpoch: number;
  /** No two with the same prefix. The longest prefix that a layer lies under decides. */
  readonly delegations: readonly Delegation[];
}

/** A public key. Its id is the digest over algorithm and key, so a key cannot pass under another's name. */
export interface PublicKey {
  /** `ed25519`, `sm2`, or what a later version adds; one that a client does not know is never counted. */
  readonly algorithm: string;
  /** Lower-case hex digits: 32 bytes of Ed25519; `04‖x‖y`, 65 bytes, of SM2. */
  readonly key: string;
}

/** Keys, and how many of them must sign. */
export interface Role {
  /** Distinct. */
  readonly keys: readonly KeyId[];
  /** Distinct keys with a good signature, at least 1. */
  readonly threshold: number;
  /** Of these algorithms at least so many: one that is required and missing fails, whatever the others say. */
  readonly required?: Readonly<Record<string, number>>;
}

/** Who may publish for a layer and for what lies under it. */
export interface Delegation {
  readonly prefix: LayerId;
  readonly publisher: Role;
  /** Keys of low latency for urgent manifests, whose limits the client enforces. Absent: there are none. */
  readonly urgent?: Role;
  /** Manifests of another epoch are refused; raised when a bureau had to start its sequences anew. */
  readonly epoch: number;
  /**
   * Ids of rows of upper layers that this layer may withdraw or replace: whole ids, or beginnings that end in `*`.
   * Absent: it may add, and relax nothing.
   */
  readonly relaxes?: readonly string[];
}
