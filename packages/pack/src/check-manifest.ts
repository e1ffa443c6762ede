import { refuse } from './error.ts';
import { epochField, instantField, readFields, sequenceField } from './fields.ts';
import { layerField } from './layer.ts';
import { SEGMENT_BYTES_MAX, SEGMENTS_MAX, SELF_TEST_BYTES_MAX, URGENT_MS_MAX, URGENT_ROWS_MAX } from './limits.ts';
import type { BlobDescriptor, Manifest, RegularManifest, SegmentDescriptor, UrgentManifest } from './manifest.ts';
import { digest, integer, list, literal, object, optional, type Shape, shape, text } from './shape.ts';

/**
 * A manifest that keeps to the limits of its class.
 *
 * @throws {@link PackError} `field-malformed`, `urgent-excessive`
 */
export function checkManifest(value: unknown): Manifest {
  const isUrgent = (value as { readonly class?: unknown }).class === 'urgent';
  const manifest = readFields<Manifest>(isUrgent ? urgentShape : regularShape, value);
  if (manifest.class === 'urgent') checkUrgentLimits(manifest);
  const { segments } = manifest;
  if (new Set(segments.map((segment) => segment.digest)).size < segments.length) {
    refuse('field-malformed', { path: 'segments', expected: 'distinct digests' });
  }
  return manifest;
}

// The urgent keys lie closer at hand than those of the publishers, so what they can do is bounded here, by who receives.
function checkUrgentLimits({ segments, issuedMs, lapsesMs }: UrgentManifest): void {
  const rows = segments[0]?.rows ?? 0;
  const lifeMs = lapsesMs - issuedMs;
  if (segments.length !== 1 || rows > URGENT_ROWS_MAX || lifeMs <= 0 || lifeMs > URGENT_MS_MAX) {
    refuse('urgent-excessive', { rows, segments: segments.length, lifeMs });
  }
}

const blob = { digest, bytes: integer(0, SEGMENT_BYTES_MAX) };
const shared = {
  type: literal('manifest'),
  format: literal(1),
  layer: layerField,
  epoch: epochField,
  sequence: sequenceField,
  issuedMs: instantField,
  coreVersionMin: text(32, /^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  effectiveMs: optional(instantField),
  selfTest: optional(object<BlobDescriptor>({ digest, bytes: integer(0, SELF_TEST_BYTES_MAX) })),
  previous: optional(digest),
  segments: list(
    object<SegmentDescriptor>({ ...blob, rows: integer(0, 2 ** 32 - 1), format: integer(1, 65_535) }),
    SEGMENTS_MAX,
  ),
} as const;

const regularShape = shape<RegularManifest>({ ...shared, class: literal('regular') });

/** A list here, because how many segments there are is told by `urgent-excessive`. */
type ListedUrgent = Omit<UrgentManifest, 'segments'> & { readonly segments: readonly SegmentDescriptor[] };

const urgentShape = shape<ListedUrgent>({
  ...shared,
  class: literal('urgent'),
  base: digest,
  lapsesMs: instantField,
}) as Shape<unknown> as Shape<UrgentManifest>;
