import { CoreError } from '../error.ts';
import { alignUp, assertLittleEndian } from './directory.ts';
import type { Sections } from './layout.ts';
import {
  ENTRY_BYTES,
  HEADER_BYTES,
  HEADER_LENGTH,
  HEADER_SECTIONS,
  HEADER_VERSION,
  SECTIONS,
  SEGMENT_FORMAT_VERSION,
  SEGMENT_MAGIC,
} from './layout.ts';
import { SEGMENT_BYTES_MAX } from './limits.ts';

/**
 * The bytes of a segment made of these sections.
 *
 * @throws {@link CoreError} `source-excessive` when they exceed `SEGMENT_BYTES_MAX`; `platform-unsupported`.
 */
export function writeSegment(sections: Sections): Uint8Array {
  assertLittleEndian();
  const length = SECTIONS.reduce(
    (offset, [name]) => alignUp(offset + sections[name].byteLength),
    HEADER_BYTES + SECTIONS.length * ENTRY_BYTES,
  );
  if (length > SEGMENT_BYTES_MAX) {
    const detail = { bytes: length, limit: SEGMENT_BYTES_MAX };
    throw new CoreError('source-excessive', `segment would take ${length} bytes`, detail);
  }
  const bytes = new Uint8Array(length);
  bytes.set(SEGMENT_MAGIC);
  const header = new DataView(bytes.buffer);
  header.setUint32(HEADER_VERSION, SEGMENT_FORMAT_VERSION, true);
  header.setUint32(HEADER_SECTIONS, SECTIONS.length, true);
  header.setUint32(HEADER_LENGTH, length, true);
  let entry = HEADER_BYTES;
  let offset = HEADER_BYTES + SECTIONS.length * ENTRY_BYTES;
  SECTIONS.forEach(([name, elementBytes], index) => {
    const section = sections[name];
    header.setUint32(entry, index + 1, true);
    header.setUint32(entry + 4, elementBytes, true);
    header.setUint32(entry + 8, offset, true);
    header.setUint32(entry + 12, section.byteLength, true);
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offset);
    entry += ENTRY_BYTES;
    offset = alignUp(offset + section.byteLength);
  });
  return bytes;
}
