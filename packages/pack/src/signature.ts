import type { Digest, KeyId } from './ids.ts';
import type { PublicKey } from './root.ts';

/** Holds a private key, or stands before a device that does. */
export interface Signer {
  readonly keyId: KeyId;
  readonly publicKey: PublicKey;
  /** Signature over exactly these bytes. Ed25519: 64 bytes; SM2: 64 bytes `r‖s`, over SM3 with the default user id. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Checks signatures of one algorithm. */
export interface Verifier {
  readonly algorithm: string;
  /**
   * False for everything that is not a good signature, malformed keys and signatures included. Rejects only when the
   * platform cannot tell, with `algorithm-unavailable`: such a signature is not counted.
   */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** What opening needs from the platform: `@forecheck/pack/node` and `@forecheck/pack/web` each give one. */
export interface Crypto {
  /** SHA-256. */
  digest(bytes: Uint8Array): Promise<Digest>;
  /** One for each algorithm that is understood; a signature of another is not counted. */
  readonly verifiers: readonly Verifier[];
}

/** One signature of a sealed object. */
export interface Signature {
  readonly key: KeyId;
  /** Lower-case hex digits. */
  readonly value: string;
}
