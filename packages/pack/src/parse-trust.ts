import { checkRoot } from './check-root.ts';
import { epochField, readFields, sequenceField } from './fields.ts';
import { layerField } from './layer.ts';
import { TRUSTED_LAYERS_MAX } from './limits.ts';
import { anything, digest, object, optional, record, shape } from './shape.ts';
import type { Accepted, LayerProgress, Trust } from './trust.ts';

/**
 * Trust that was stored, read again. Its signatures were verified before it was stored and are not any more, so a store
 * that others can write to is no place for it.
 *
 * @throws {@link PackError} `field-malformed`, `key-malformed`, `time-implausible`
 */
export function parseTrust(value: unknown): Trust {
  const { root, ...trust } = readFields(trustShape, value);
  return { ...trust, root: checkRoot(root) };
}

const accepted = optional(object<Accepted>({ epoch: epochField, sequence: sequenceField, digest }));

const trustShape = shape<Omit<Trust, 'root'> & { readonly root: unknown }>({
  root: anything,
  rootDigest: digest,
  headVersions: record(layerField, sequenceField, TRUSTED_LAYERS_MAX),
  sequences: record(layerField, object<LayerProgress>({ regular: accepted, urgent: accepted }), TRUSTED_LAYERS_MAX),
});
