import { checkLife, epochField, instantField, readFields, sequenceField } from './fields.ts';
import type { Candidate, Head, HeadLayer, Kill, ManifestPointer } from './head.ts';
import { isUnderLayer, layerField } from './layer.ts';
import {
  HEAD_MS_MAX,
  KILL_REASON_LENGTH_MAX,
  KILLS_MAX,
  LAYERS_MAX,
  NAME_LENGTH_MAX,
  SEALED_BYTES_MAX,
} from './limits.ts';
import { digest, integer, list, literal, object, optional, ShapeProblem, shape, text } from './shape.ts';

/**
 * A head whose layers lie one under the other, down to its scope.
 *
 * @throws {@link PackError} `field-malformed`, `time-implausible`
 */
export function checkHead(value: unknown): Head {
  const head = readFields(readHead, value);
  checkLife(head, HEAD_MS_MAX);
  return head;
}

function readHead(value: unknown): Head {
  const head = headShape(value);
  head.layers.forEach(({ layer }, i) => {
    const wider = head.layers[i - 1]?.layer;
    const isNarrower = wider === undefined || (layer !== wider && isUnderLayer(layer, wider));
    if (!isNarrower || !isUnderLayer(head.scope, layer)) {
      throw new ShapeProblem(`layers[${i}]`, 'the next layer on the way to the scope');
    }
  });
  return head;
}

const pointer = { digest, sequence: sequenceField, bytes: integer(1, SEALED_BYTES_MAX) };
const name = text(NAME_LENGTH_MAX);

const headShape = shape<Head>({
  type: literal('head'),
  format: literal(1),
  scope: layerField,
  epoch: epochField,
  version: sequenceField,
  issuedMs: instantField,
  expiresMs: instantField,
  layers: list(
    object<HeadLayer>({
      layer: layerField,
      current: object<ManifestPointer>(pointer),
      urgent: optional(object<ManifestPointer>(pointer)),
      candidate: optional(
        object<Candidate>({
          ...pointer,
          percentage: integer(0, 100),
          salt: name,
          state: literal('active', 'shadow', 'paused'),
        }),
      ),
    }),
    LAYERS_MAX,
  ),
  kills: list(object<Kill>({ rule: name, untilMs: instantField, reason: text(KILL_REASON_LENGTH_MAX) }), KILLS_MAX),
});
