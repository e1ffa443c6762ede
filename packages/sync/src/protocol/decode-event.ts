import { digest, integer, KILLS_MAX, list, literal, optional, record, type Shape, shape, text } from '@forecheck/pack';
import { SyncError } from '../error.ts';
import type { ActivationEvent, AlertsEvent, DispositionEvent, ShadowEvent, SyncEvent } from './event.ts';
import { EVENT_BYTES_MAX, INSTANT_MS_MAX, NAME_LENGTH_MAX } from './limits.ts';
import { decodeValue, type WireMap } from './small-codec.ts';

/** Most characters of a reason. */
const REASON_LENGTH_MAX = 500;
/** Most rules in one count: more than there are. */
const RULES_MAX = 4_096;

const name = text(NAME_LENGTH_MAX);
const instant = integer(0, INSTANT_MS_MAX);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const counts = record(name, count, RULES_MAX);

/** What a bureau takes of an entry. */
export const EVENT_SHAPES: {
  readonly [Type in SyncEvent['type']]: Shape<Extract<SyncEvent, { readonly type: Type }>>;
} = {
  disposition: shape<DispositionEvent>(
    {
      type: literal('disposition'),
      id: name,
      alert: name,
      rule: optional(name),
      kind: name,
      reason: optional(text(REASON_LENGTH_MAX)),
      recordedMs: instant,
      by: optional(name),
      encounter: optional(digest),
      pack: optional(digest),
    },
    'ignored',
  ),
  alerts: shape<AlertsEvent>(
    { type: literal('alerts'), pack: digest, fromMs: instant, toMs: instant, evaluations: count, alerts: counts },
    'ignored',
  ),
  activation: shape<ActivationEvent>(
    { type: literal('activation'), pack: digest, atMs: instant, killed: list(name, KILLS_MAX) },
    'ignored',
  ),
  shadow: shape<ShadowEvent>(
    {
      type: literal('shadow'),
      pack: digest,
      shadow: digest,
      fromMs: instant,
      toMs: instant,
      evaluations: count,
      added: counts,
      removed: counts,
    },
    'ignored',
  ),
};

/**
 * The event of an entry; fields that are not on the list are dropped, whoever sent them. `undefined` for a type that a
 * later version has.
 *
 * @throws {@link SyncError} `message-malformed`, `message-excessive`
 */
export function decodeEvent(bytes: Uint8Array): SyncEvent | undefined {
  if (bytes.length > EVENT_BYTES_MAX) {
    throw new SyncError('message-excessive', 'never', 'an event is too long', { bytes: bytes.length });
  }
  try {
    const value = decodeValue(bytes) as WireMap;
    const { type } = value;
    if (typeof type !== 'string') throw new RangeError('no type');
    return Object.hasOwn(EVENT_SHAPES, type) ? EVENT_SHAPES[type as SyncEvent['type']](value) : undefined;
  } catch (cause) {
    throw new SyncError('message-malformed', 'never', 'an entry holds no event', {}, { cause });
  }
}
