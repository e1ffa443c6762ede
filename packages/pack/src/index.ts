export { acceptHead, checkUrgent } from './accept.ts';
export { canonicalBytes, equalBytes, parseCanonical } from './canonical.ts';
export { checkCoreVersion } from './check-core-version.ts';
export { keyIdOf, packDigest, verifyBlob } from './digest.ts';
export { isPackError, PACK_ERROR_CODES, PackError, type PackErrorCode } from './error.ts';
export type { Candidate, Head, HeadLayer, Kill, ManifestPointer } from './head.ts';
export type { Digest, KeyId, LayerId } from './ids.ts';
export { delegationOf, isUnderLayer, layersOf } from './layer.ts';
export {
  DELEGATIONS_MAX,
  EXPANSION_RATIO_MAX,
  HEAD_AHEAD_MS_MAX,
  HEAD_MS_MAX,
  KEY_BYTES_MAX,
  KEYS_MAX,
  KILL_REASON_LENGTH_MAX,
  KILLS_MAX,
  LAYERS_MAX,
  NAME_LENGTH_MAX,
  RELAXES_MAX,
  ROLE_KEYS_MAX,
  ROOT_CHAIN_MAX,
  SEALED_BYTES_MAX,
  SEGMENT_BYTES_MAX,
  SEGMENTS_MAX,
  SELF_TEST_BYTES_MAX,
  SEQUENCE_MAX,
  SIGNATURE_BYTES_MAX,
  SIGNATURES_MAX,
  TRUSTED_LAYERS_MAX,
  URGENT_MS_MAX,
  URGENT_ROWS_MAX,
} from './limits.ts';
export type { BlobDescriptor, Manifest, RegularManifest, SegmentDescriptor, UrgentManifest } from './manifest.ts';
export { type OpenedHead, type OpenHeadOptions, openHead } from './open-head.ts';
export { type OpenedManifest, openManifest } from './open-manifest.ts';
export { advanceRoots, pinRoot } from './open-root.ts';
export { parseTrust } from './parse-trust.ts';
export { readSealed, type Sealed, type SignedType, type SignedTypes } from './read-sealed.ts';
export type { Delegation, PublicKey, Role, Root } from './root.ts';
export { addSignature, sealHead, sealManifest, sealRoot } from './seal.ts';
export {
  anything,
  bytes,
  describeShape,
  digest,
  type Field,
  type Fields,
  flag,
  integer,
  list,
  literal,
  type OptionalField,
  object,
  optional,
  record,
  type Shape,
  ShapeProblem,
  shape,
  text,
} from './shape.ts';
export type { Crypto, Signature, Signer, Verifier } from './signature.ts';
export type { Accepted, LayerProgress, Trust } from './trust.ts';
