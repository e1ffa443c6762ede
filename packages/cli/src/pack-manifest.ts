import { createHash } from 'node:crypto';
import { CliError } from './error.ts';

/** `manifest.json` of a pack folder: which segments are in force. */
export interface PackManifest {
  readonly formatVersion: 1;
  /** SHA-256 over the digests of the segments, each followed by a line feed: 64 lower-case hex digits. */
  readonly manifest: string;
  /** Oldest first: a later segment wins over those before it. */
  readonly segments: readonly PackSegment[];
}

/** One segment file. */
export interface PackSegment {
  /** SHA-256 of the file, 64 lower-case hex digits. */
  readonly digest: string;
  readonly bytes: number;
  /** `<digest>.fcseg`, in the folder of the manifest. */
  readonly file: string;
}

/** The manifest of these segments, oldest first. */
export function describeSegments(segments: readonly Uint8Array[]): PackManifest {
  const described = segments.map((bytes): PackSegment => {
    const digest = digestOf(bytes);
    return { digest, bytes: bytes.length, file: `${digest}${SEGMENT_SUFFIX}` };
  });
  return { formatVersion: 1, manifest: manifestDigest(described), segments: described };
}

/**
 * The manifest that a text holds.
 *
 * @throws {@link CliError} `pack-malformed`; `pack-corrupt` when its own digest is not that of its list.
 */
export function parseManifest(text: string): PackManifest {
  const value = parseJson(text) as Partial<PackManifest> | undefined;
  if (typeof value !== 'object' || value === null) throw malformed('it is not a JSON object');
  if (value.formatVersion !== 1) throw malformed('its `formatVersion` is not 1');
  const { manifest, segments } = value;
  if (typeof manifest !== 'string' || !DIGEST.test(manifest)) throw malformed('`manifest` is not a digest');
  if (!Array.isArray(segments) || segments.length === 0) throw malformed('`segments` is not a list of segments');
  if (segments.length > PACK_SEGMENTS_MAX) throw malformed(`it lists more than ${PACK_SEGMENTS_MAX} segments`);
  for (const [index, segment] of segments.entries()) checkSegment(segment, index);
  if (manifestDigest(segments) !== manifest) {
    throw new CliError('pack-corrupt', '`manifest.json` does not have the digest that it gives itself');
  }
  return { formatVersion: 1, manifest, segments };
}

/** SHA-256 in lower-case hex digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

// `cut`, `sort` and `sha256sum` can make this one: no canonical form of JSON is needed to agree on it.
function manifestDigest(segments: readonly PackSegment[]): string {
  const hash = createHash('sha256');
  for (const { digest } of segments) hash.update(`${digest}\n`);
  return hash.digest('hex');
}

function checkSegment(segment: unknown, index: number): void {
  const { digest, bytes, file } = (
    typeof segment === 'object' && segment !== null ? segment : {}
  ) as Partial<PackSegment>;
  if (typeof digest !== 'string' || !DIGEST.test(digest))
    throw malformed(`\`segments[${index}].digest\` is not a digest`);
  if (!Number.isSafeInteger(bytes)) throw malformed(`\`segments[${index}].bytes\` is not a number of bytes`);
  // Only this name: a manifest must not lead out of its folder.
  if (file !== `${digest}${SEGMENT_SUFFIX}`) throw malformed(`\`segments[${index}].file\` is not named by its digest`);
}

function malformed(what: string): CliError {
  return new CliError('pack-malformed', `\`manifest.json\` cannot be read: ${what}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Most segments of one pack. Long before, the bureau compacts them. */
const PACK_SEGMENTS_MAX = 1000;
export const SEGMENT_SUFFIX = '.fcseg';
const DIGEST = /^[0-9a-f]{64}$/;
