// @forecheck/pack, as built. `npm run api:update` writes this file.

type Named<Kind extends string> = string & {
    readonly __nameOf?: Kind;
};
type Digest = Named<"digest">;
type KeyId = Named<"key">;
type LayerId = Named<"layer">;
interface Root {
    readonly type: "root";
    readonly format: 1;
    readonly version: number;
    readonly issuedMs: number;
    readonly expiresMs: number;
    readonly keys: Readonly<Record<KeyId, PublicKey>>;
    readonly root: Role;
    readonly head: Role;
    readonly headEpoch: number;
    readonly delegations: readonly Delegation[];
}
interface PublicKey {
    readonly algorithm: string;
    readonly key: string;
}
interface Role {
    readonly keys: readonly KeyId[];
    readonly threshold: number;
    readonly required?: Readonly<Record<string, number>>;
}
interface Delegation {
    readonly prefix: LayerId;
    readonly publisher: Role;
    readonly urgent?: Role;
    readonly epoch: number;
    readonly relaxes?: readonly string[];
}
interface Signer {
    readonly keyId: KeyId;
    readonly publicKey: PublicKey;
    sign(message: Uint8Array): Promise<Uint8Array>;
}
interface Verifier {
    readonly algorithm: string;
    verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}
interface Crypto {
    digest(bytes: Uint8Array): Promise<Digest>;
    readonly verifiers: readonly Verifier[];
}
interface Signature {
    readonly key: KeyId;
    readonly value: string;
}
interface Head {
    readonly type: "head";
    readonly format: 1;
    readonly scope: LayerId;
    readonly epoch: number;
    readonly version: number;
    readonly issuedMs: number;
    readonly expiresMs: number;
    readonly layers: readonly HeadLayer[];
    readonly kills: readonly Kill[];
}
interface HeadLayer {
    readonly layer: LayerId;
    readonly current: ManifestPointer;
    readonly urgent?: ManifestPointer;
    readonly candidate?: Candidate;
}
interface ManifestPointer {
    readonly digest: Digest;
    readonly sequence: number;
    readonly bytes: number;
}
interface Candidate extends ManifestPointer {
    readonly percentage: number;
    readonly salt: string;
    readonly state: "active" | "shadow" | "paused";
}
interface Kill {
    readonly rule: string;
    readonly untilMs: number;
    readonly reason: string;
}
interface Trust {
    readonly root: Root;
    readonly rootDigest: Digest;
    readonly headVersions: Readonly<Record<LayerId, number>>;
    readonly sequences: Readonly<Record<LayerId, LayerProgress>>;
}
interface LayerProgress {
    readonly regular?: Accepted;
    readonly urgent?: Accepted;
}
interface Accepted {
    readonly epoch: number;
    readonly sequence: number;
    readonly digest: Digest;
}
interface OpenedHead {
    readonly head: Head;
    readonly digest: Digest;
}
interface OpenHeadOptions {
    readonly nowMs: number;
    readonly allowExpired?: boolean;
    readonly scope?: LayerId;
}
declare function openHead(sealed: Uint8Array, trust: Trust, crypto: Crypto, { nowMs, allowExpired, scope }: OpenHeadOptions): Promise<OpenedHead>;
type Manifest = RegularManifest | UrgentManifest;
interface ManifestBase {
    readonly type: "manifest";
    readonly format: 1;
    readonly layer: LayerId;
    readonly epoch: number;
    readonly sequence: number;
    readonly issuedMs: number;
    readonly coreVersionMin: string;
    readonly effectiveMs?: number;
    readonly selfTest?: BlobDescriptor;
    readonly previous?: Digest;
}
interface RegularManifest extends ManifestBase {
    readonly class: "regular";
    readonly segments: readonly SegmentDescriptor[];
}
interface UrgentManifest extends ManifestBase {
    readonly class: "urgent";
    readonly base: Digest;
    readonly segments: readonly [
        SegmentDescriptor
    ];
    readonly lapsesMs: number;
}
interface BlobDescriptor {
    readonly digest: Digest;
    readonly bytes: number;
}
interface SegmentDescriptor extends BlobDescriptor {
    readonly rows: number;
    readonly format: number;
}
interface OpenedManifest {
    readonly manifest: Manifest;
    readonly digest: Digest;
}
declare function openManifest(sealed: Uint8Array, trust: Trust, crypto: Crypto, pointer?: ManifestPointer): Promise<OpenedManifest>;
declare function checkUrgent({ manifest: urgent }: OpenedManifest, { manifest: base, digest }: OpenedManifest): void;
declare function acceptHead(trust: Trust, { head }: OpenedHead, manifests: readonly OpenedManifest[]): Trust;
declare function canonicalBytes(value: unknown): Uint8Array;
declare function parseCanonical(bytes: Uint8Array, bytesMax?: number): unknown;
declare function equalBytes(a: Uint8Array, b: Uint8Array): boolean;
declare function checkCoreVersion({ coreVersionMin }: Manifest, coreVersion: string): void;
declare function keyIdOf({ algorithm, key }: PublicKey, crypto: Crypto): Promise<KeyId>;
declare function packDigest(manifests: readonly Digest[], crypto: Crypto): Promise<Digest>;
declare function verifyBlob(bytes: Uint8Array, { digest, bytes: length }: BlobDescriptor, crypto: Crypto): Promise<void>;
declare const BRAND: unique symbol;
declare const PACK_ERROR_CODES: readonly [
    "bytes-excessive",
    "object-malformed",
    "field-malformed",
    "type-mismatched",
    "format-unsupported",
    "signature-insufficient",
    "layer-undelegated",
    "root-skipped",
    "version-rolled-back",
    "epoch-mismatched",
    "root-expired",
    "head-expired",
    "time-implausible",
    "manifest-unexpected",
    "layer-dropped",
    "urgent-excessive",
    "digest-mismatched",
    "compression-malformed",
    "core-outdated",
    "relaxation-forbidden",
    "key-malformed",
    "algorithm-unavailable"
];
type PackErrorCode = (typeof PACK_ERROR_CODES)[number];
declare class PackError extends Error {
    readonly name: string;
    readonly code: PackErrorCode;
    readonly retry: "never";
    readonly detail: Readonly<Record<string, string | number>>;
    readonly [BRAND]: true;
    constructor(code: PackErrorCode, message: string, detail?: Readonly<Record<string, string | number>>, options?: {
        readonly cause?: unknown;
    });
}
declare function isPackError(value: unknown): value is PackError;
type Field<T> = Plan & {
    readonly __holds?: T;
};
interface OptionalField<T> {
    readonly kind: "optional";
    readonly of: Field<T>;
}
type Fields<T> = {
    readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? OptionalField<T[K]> : Field<T[K]>;
};
interface Shape<T> {
    (value: unknown, path?: string): T;
    readonly field: Field<T>;
}
declare class ShapeProblem extends Error {
    readonly name: string;
    readonly path: string;
    readonly expected: string;
    constructor(path: string, expected: string);
}
declare const text: (max: number, pattern?: RegExp) => Field<string>;
declare const integer: (min: number, max: number) => Field<number>;
declare const flag: Field<boolean>;
declare const anything: Field<unknown>;
declare const digest: Field<string>;
declare const bytes: (max: number) => Field<Uint8Array>;
declare const literal: <const V extends readonly (string | number | boolean)[]>(...values: V) => Field<V[number]>;
declare const list: <T>(of: Field<T>, max: number) => Field<readonly T[]>;
declare const record: <T>(keys: Field<string>, of: Field<T>, max: number) => Field<Readonly<Record<string, T>>>;
declare const object: <T>(fields: Fields<T>) => Field<T>;
declare const optional: <T>(of: Field<T>) => OptionalField<T>;
declare function shape<T>(fields: Fields<T>, unknown?: "refused" | "ignored"): Shape<T>;
declare function describeShape({ field }: Pick<Shape<unknown>, "field">): unknown;
type Plan = {
    readonly kind: "text";
    readonly max: number;
    readonly pattern?: RegExp;
} | {
    readonly kind: "integer";
    readonly min: number;
    readonly max: number;
} | {
    readonly kind: "flag" | "anything";
} | {
    readonly kind: "bytes";
    readonly max: number;
} | {
    readonly kind: "literal";
    readonly values: readonly unknown[];
} | {
    readonly kind: "list";
    readonly of: Plan;
    readonly max: number;
} | {
    readonly kind: "record";
    readonly keys: Plan;
    readonly of: Plan;
    readonly max: number;
} | {
    readonly kind: "object";
    readonly fields: AnyFields;
};
type AnyFields = Readonly<Record<string, Plan | OptionalField<unknown>>>;
declare function isUnderLayer(layer: LayerId, prefix: LayerId): boolean;
declare function layersOf(scope: LayerId): readonly LayerId[];
declare function delegationOf(root: Root, layer: LayerId): Delegation | undefined;
declare const SEALED_BYTES_MAX = 262144;
declare const SIGNATURES_MAX = 16;
declare const SIGNATURE_BYTES_MAX = 8192;
declare const KEY_BYTES_MAX = 4096;
declare const KEYS_MAX = 256;
declare const DELEGATIONS_MAX = 512;
declare const ROOT_CHAIN_MAX = 256;
declare const SEGMENTS_MAX = 256;
declare const SEGMENT_BYTES_MAX: number;
declare const SELF_TEST_BYTES_MAX: number;
declare const EXPANSION_RATIO_MAX = 200;
declare const URGENT_ROWS_MAX = 50;
declare const URGENT_MS_MAX: number;
declare const HEAD_MS_MAX: number;
declare const HEAD_AHEAD_MS_MAX: number;
declare const LAYERS_MAX = 4;
declare const KILLS_MAX = 64;
declare const KILL_REASON_LENGTH_MAX = 200;
declare const NAME_LENGTH_MAX = 200;
declare const TRUSTED_LAYERS_MAX = 65536;
declare const RELAXES_MAX = 256;
declare const ROLE_KEYS_MAX = 16;
declare const SEQUENCE_MAX: number;
declare function pinRoot(sealed: Uint8Array, crypto: Crypto, nowMs?: number): Promise<Trust>;
declare function advanceRoots(trust: Trust, sealed: readonly Uint8Array[], crypto: Crypto): Promise<Trust>;
declare function parseTrust(value: unknown): Trust;
interface SignedTypes {
    readonly root: Root;
    readonly manifest: Manifest;
    readonly head: Head;
}
type SignedType = keyof SignedTypes;
interface Sealed<Type extends SignedType = SignedType> {
    readonly type: Type;
    readonly signed: SignedTypes[Type];
    readonly signatures: readonly Signature[];
}
declare function readSealed<Type extends SignedType = SignedType>(sealed: Uint8Array, type?: Type): Sealed<Type>;
declare const sealRoot: (root: Root, signers: readonly Signer[]) => Promise<Uint8Array>;
declare const sealManifest: (manifest: Manifest, signers: readonly Signer[]) => Promise<Uint8Array>;
declare const sealHead: (head: Head, signers: readonly Signer[]) => Promise<Uint8Array>;
declare function addSignature(sealed: Uint8Array, signer: Signer): Promise<Uint8Array>;
export { DELEGATIONS_MAX, EXPANSION_RATIO_MAX, HEAD_AHEAD_MS_MAX, HEAD_MS_MAX, KEYS_MAX, KEY_BYTES_MAX, KILLS_MAX, KILL_REASON_LENGTH_MAX, LAYERS_MAX, NAME_LENGTH_MAX, PACK_ERROR_CODES, PackError, RELAXES_MAX, ROLE_KEYS_MAX, ROOT_CHAIN_MAX, SEALED_BYTES_MAX, SEGMENTS_MAX, SEGMENT_BYTES_MAX, SELF_TEST_BYTES_MAX, SEQUENCE_MAX, SIGNATURES_MAX, SIGNATURE_BYTES_MAX, ShapeProblem, TRUSTED_LAYERS_MAX, URGENT_MS_MAX, URGENT_ROWS_MAX, acceptHead, addSignature, advanceRoots, anything, bytes, canonicalBytes, checkCoreVersion, checkUrgent, delegationOf, describeShape, digest, equalBytes, flag, integer, isPackError, isUnderLayer, keyIdOf, layersOf, list, literal, object, openHead, openManifest, optional, packDigest, parseCanonical, parseTrust, pinRoot, readSealed, record, sealHead, sealManifest, sealRoot, shape, text, verifyBlob };
export type { Accepted, BlobDescriptor, Candidate, Crypto, Delegation, Digest, Field, Fields, Head, HeadLayer, KeyId, Kill, LayerId, LayerProgress, Manifest, ManifestPointer, OpenHeadOptions, OpenedHead, OpenedManifest, OptionalField, PackErrorCode, PublicKey, RegularManifest, Role, Root, Sealed, SegmentDescriptor, Shape, Signature, SignedType, SignedTypes, Signer, Trust, UrgentManifest, Verifier };
