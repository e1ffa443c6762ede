import { canonicalBytes, parseCanonical } from './canonical.ts';
import { checkHead } from './check-head.ts';
import { checkManifest } from './check-manifest.ts';
import { checkRoot } from './check-root.ts';
import { refuse } from './error.ts';
import { readFields } from './fields.ts';
import type { Head } from './head.ts';
import { SIGNATURE_BYTES_MAX, SIGNATURES_MAX } from './limits.ts';
import type { Manifest } from './manifest.ts';
import type { Root } from './root.ts';
import { anything, digest, list, object, shape, text } from './shape.ts';
import type { Signature } from './signature.ts';

/** What is signed, by the name of its type. */
export interface SignedTypes {
  readonly root: Root;
  readonly manifest: Manifest;
  readonly head: Head;
}
/** `root`, `manifest` or `head`. */
export type SignedType = keyof SignedTypes;

/** A sealed object taken apart. */
export interface Sealed<Type extends SignedType = SignedType> {
  readonly type: Type;
  /** Well formed and within its limits; that says nothing about who wrote it. */
  readonly signed: SignedTypes[Type];
  /** Sorted by key; no key twice. */
  readonly signatures: readonly Signature[];
}

/**
 * A sealed object, **unverified**: for tools, and for the eyes of whoever signs next. To act on one, open it.
 *
 * @param type - The only type that will do; absent: any.
 * @throws {@link PackError} `bytes-excessive`, `object-malformed`, `type-mismatched`, `format-unsupported`,
 * `field-malformed`, `key-malformed`, `time-implausible`, `urgent-excessive`
 */
export function readSealed<Type extends SignedType = SignedType>(sealed: Uint8Array, type?: Type): Sealed<Type> {
  const { signed, signatures } = readFields(envelopeShape, parseCanonical(sealed), 'object-malformed');
  const isSorted = signatures.every(({ key }, i) => i === 0 || signatures[i - 1]!.key < key);
  if (!isSorted) refuse('object-malformed', { path: 'signatures', expected: 'distinct keys in their order' });
  const actual = checkType(signed);
  if (type !== undefined && actual !== type) refuse('type-mismatched', { type: actual, expected: type });
  return { type: actual as Type, signed: CHECKS[actual](signed) as SignedTypes[Type], signatures };
}

/**
 * The bytes of a sealed object. The inverse of {@link readSealed}.
 *
 * @throws {@link PackError} `bytes-excessive`, `object-malformed`
 */
export function writeSealed(signed: unknown, signatures: readonly Signature[]): Uint8Array {
  const sorted = [...signatures].sort((a, b) => (a.key < b.key ? -1 : 1));
  const bytes = canonicalBytes({ signatures: sorted, signed });
  parseCanonical(bytes);
  return bytes;
}

function checkType(signed: unknown): SignedType {
  const { type, format } = Object(signed) as { readonly type?: unknown; readonly format?: unknown };
  if (type !== 'root' && type !== 'manifest' && type !== 'head') {
    refuse('type-mismatched', { expected: 'root, manifest or head' });
  }
  if (Number.isSafeInteger(format) && format !== 1) refuse('format-unsupported', { type, format: Number(format) });
  return type;
}

interface Envelope {
  readonly signatures: readonly Signature[];
  readonly signed: unknown;
}

const envelopeShape = shape<Envelope>({
  signatures: list(
    object<Signature>({ key: digest, value: text(2 * SIGNATURE_BYTES_MAX, /^([0-9a-f]{2})+$/) }),
    SIGNATURES_MAX,
  ),
  signed: anything,
});

const CHECKS: { readonly [Type in SignedType]: (value: unknown) => SignedTypes[Type] } = {
  root: checkRoot,
  manifest: checkManifest,
  head: checkHead,
};
