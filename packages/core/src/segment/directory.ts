import { CoreError } from '../error.ts';
import type { Sections } from './layout.ts';
import {
  ALIGNMENT,
  ENTRY_BYTES,
  HEADER_BYTES,
  HEADER_LENGTH,
  HEADER_RESERVED,
  HEADER_SECTIONS,
  HEADER_VERSION,
  SECTIONS,
  SEGMENT_FORMAT_VERSION,
  SEGMENT_MAGIC,
  SIGNED_SECTIONS,
} from './layout.ts';
import { SEGMENT_BYTES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';

/**
 * The sections of a segment as views over its bytes.
 *
 * Sections follow each other without gaps, in one order, so a directory that overlaps, repeats or hides anything is not
 * a directory. Bytes that do not begin at a multiple of 8 are copied once.
 *
 * @throws {@link CoreError} `segment-truncated`, `segment-malformed`, `segment-version-unsupported`,
 * `segment-excessive`, `platform-unsupported`.
 */
export function readDirectory(given: Uint8Array): Sections {
  assertLittleEndian();
  const bytes = alignBytes(given);
  checkHeader(bytes);
  const directory = new Uint32Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES, SECTIONS.length * 4);
  const sections: Record<string, Uint8Array | Int32Array | Uint32Array> = {};
  let offset = HEADER_BYTES + SECTIONS.length * ENTRY_BYTES;
  SECTIONS.forEach(([name, elementBytes], index) => {
    const at = index * 4;
    const length = directory[at + 3]!;
    const isEntry = directory[at] === index + 1 && directory[at + 1] === elementBytes && directory[at + 2] === offset;
    const end = offset + length;
    if (!isEntry || length % elementBytes !== 0 || end > bytes.length) throw malformed('directory', index + 1);
    const start = bytes.byteOffset + offset;
    if (elementBytes === 1) sections[name] = bytes.subarray(offset, end);
    else if (SIGNED_SECTIONS.has(name)) sections[name] = new Int32Array(bytes.buffer, start, length / 4);
    else sections[name] = new Uint32Array(bytes.buffer, start, length / 4);
    offset = alignUp(end);
    for (let i = end; i < offset; i += 1) if (bytes[i] !== 0) throw malformed('directory', index + 1);
  });
  if (offset !== bytes.length) throw malformed('directory', SECTIONS.length);
  return sections as unknown as Sections;
}

/** The bytes as a plain array that begins where typed arrays may begin; copied only when they do not. */
function alignBytes(given: Uint8Array): Uint8Array {
  // Not `slice`: that of a Node buffer copies nothing.
  if (given.byteOffset % ALIGNMENT !== 0) return new Uint8Array(given);
  return new Uint8Array(given.buffer, given.byteOffset, given.length);
}

/** The next multiple of `ALIGNMENT`. */
export function alignUp(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** @throws {@link CoreError} `platform-unsupported` where integers are stored big end first. */
export function assertLittleEndian(): void {
  // Typed arrays read in the host's own order. Every platform that runs a supported engine is little-endian; one that
  // is not must refuse rather than misread.
  if (new Uint8Array(new Uint32Array([1]).buffer)[0] !== 1) {
    throw new CoreError('platform-unsupported', 'segments need a little-endian host');
  }
}

function checkHeader(bytes: Uint8Array): void {
  for (let i = 0; i < SEGMENT_MAGIC.length && i < bytes.length; i += 1) {
    if (bytes[i] !== SEGMENT_MAGIC[i]) throw malformed('header', i);
  }
  if (bytes.length < HEADER_BYTES) throw truncated(bytes.length, HEADER_BYTES);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const version = header.getUint32(HEADER_VERSION, true);
  if (version !== SEGMENT_FORMAT_VERSION) {
    throw new CoreError('segment-version-unsupported', `segment format version \`${version}\` is not read here`, {
      version,
      supported: SEGMENT_FORMAT_VERSION,
    });
  }
  const length = header.getUint32(HEADER_LENGTH, true);
  if (length > SEGMENT_BYTES_MAX) throw excessive('header', length, SEGMENT_BYTES_MAX);
  if (bytes.length < length) throw truncated(bytes.length, length);
  if (bytes.length > length) throw malformed('header', HEADER_LENGTH);
  if (header.getUint32(HEADER_SECTIONS, true) !== SECTIONS.length) throw malformed('header', HEADER_SECTIONS);
  if (header.getUint32(HEADER_RESERVED, true) !== 0) throw malformed('header', HEADER_RESERVED);
  const directoryEnd = HEADER_BYTES + SECTIONS.length * ENTRY_BYTES;
  if (length < directoryEnd) throw malformed('header', HEADER_LENGTH);
}

function truncated(bytes: number, needed: number): CoreError {
  return new CoreError('segment-truncated', `segment has ${bytes} of ${needed} bytes`, { bytes, needed });
}
