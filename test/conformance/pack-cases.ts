import {
  advanceRoots,
  type Crypto,
  isPackError,
  type ManifestPointer,
  openHead,
  openManifest,
  type PublicKey,
  pinRoot,
  type Signature,
  type Trust,
} from '@forecheck/pack';

/** `canonical-v1.json`. */
export interface CanonicalCases {
  readonly accepted: readonly { readonly name: string; readonly value: unknown; readonly hex: string }[];
  readonly refused: readonly { readonly name: string; readonly hex: string }[];
}

/** `keys-v1.json`. */
export interface KeyCases {
  readonly keys: Readonly<Record<string, PublicKey & { readonly privateKey: string; readonly keyId: string }>>;
  readonly signatures: readonly {
    readonly name: string;
    readonly algorithm: string;
    readonly publicKey: string;
    readonly message: string;
    readonly signature: string;
    readonly isGood: boolean;
  }[];
}

/** `sealed-v1.json`. */
export interface SealedCases {
  /** The text whose UTF-8 is the sealed object. */
  readonly objects: Readonly<Record<string, string>>;
  readonly cases: readonly SealedCase[];
}

/** Trust is pinned to a root, advanced, given a past, and asked to open something; the last step is what is expected. */
export interface SealedCase {
  readonly name: string;
  readonly pin: string;
  readonly pinnedMs?: number;
  readonly advance?: readonly string[];
  readonly accepted?: Pick<Trust, 'headVersions' | 'sequences'>;
  readonly manifest?: string;
  readonly pointer?: ManifestPointer;
  readonly head?: string;
  readonly nowMs?: number;
  readonly scope?: string;
  readonly allowExpired?: boolean;
  readonly expect: { readonly digest: string } | { readonly code: string };
}

/** A sealed object of the cases. */
export interface WrittenObject {
  readonly signatures: readonly Signature[];
  readonly signed: Readonly<Record<string, unknown>>;
}

export const CANONICAL: CanonicalCases = JSON.parse(
  onlyOf(import.meta.glob<string>('./pack/canonical-v1.json', { eager: true, query: '?raw', import: 'default' })),
);
export const KEYS: KeyCases = JSON.parse(
  onlyOf(import.meta.glob<string>('./pack/keys-v1.json', { eager: true, query: '?raw', import: 'default' })),
);
export const SEALED: SealedCases = JSON.parse(
  onlyOf(import.meta.glob<string>('./pack/sealed-v1.json', { eager: true, query: '?raw', import: 'default' })),
);

/** What comes of a case, in the form of `expect`. */
export async function answerOf(sealedCase: SealedCase, crypto: Crypto): Promise<SealedCase['expect']> {
  try {
    return { digest: await openLast(sealedCase, crypto) };
  } catch (error) {
    if (isPackError(error)) return { code: error.code };
    throw error;
  }
}

async function openLast(given: SealedCase, crypto: Crypto): Promise<string> {
  const bytesOf = (name: string) => new TextEncoder().encode(SEALED.objects[name]!);
  const pinned = await pinRoot(bytesOf(given.pin), crypto, given.pinnedMs);
  const trust = await advanceRoots({ ...pinned, ...given.accepted }, (given.advance ?? []).map(bytesOf), crypto);
  if (given.manifest !== undefined) {
    return (await openManifest(bytesOf(given.manifest), trust, crypto, given.pointer)).digest;
  }
  if (given.head === undefined) return trust.rootDigest;
  const { nowMs = 0, allowExpired = false, scope } = given;
  const options = { nowMs, allowExpired, ...(scope === undefined ? {} : { scope }) };
  return (await openHead(bytesOf(given.head), trust, crypto, options)).digest;
}

export function parseHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The one file that a pattern names. Read as text: as a module, JSON would lose a key named `__proto__`. */
export function onlyOf(files: Readonly<Record<string, string>>): string {
  const [text, ...others] = Object.values(files);
  if (text === undefined || others.length > 0) throw new Error('one file was meant');
  return text;
}
