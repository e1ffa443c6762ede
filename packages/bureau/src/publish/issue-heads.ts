import { setImmediate } from 'node:timers/promises';
import {
  HEAD_MS_MAX,
  type Head,
  type HeadLayer,
  isUnderLayer,
  KILLS_MAX,
  type LayerId,
  layersOf,
  openHead,
  sealHead,
  type Trust,
} from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { HeadVersion, LayerState, PublishingState, StoredHead } from '../store/publishing-store.ts';
import type { PublishContext } from './context.ts';
import { withoutLapsed } from './layer-state.ts';

type IssuedHead = Omit<StoredHead, 'revision'>;

/**
 * New heads of scopes, each one version after its last.
 *
 * @param state - What they are to say.
 * @throws {@link BureauError} `kills-excessive`; PackError `signature-insufficient` when the signers of heads are not those of
 * the root.
 */
export async function issueHeads(
  context: PublishContext,
  trust: Trust,
  state: PublishingState,
  scopes: readonly LayerId[],
): Promise<readonly IssuedHead[]> {
  if (scopes.length === 0) return [];
  const last = new Map((await context.store.readHeadVersions()).map((head) => [head.scope, head]));
  const issued: IssuedHead[] = [];
  for (const scope of scopes) {
    issued.push(await issueHead(context, trust, headOf(context, trust, state, scope, last.get(scope))));
    // Thousands of signatures in one go would keep connections waiting.
    if (issued.length % HEADS_PER_TURN === 0) await setImmediate();
  }
  return issued;
}

/** Scopes that lie under any of the layers. */
export function scopesUnder(state: PublishingState, layers: readonly LayerId[]): readonly LayerId[] {
  return state.scopes.filter((scope) => layers.some((layer) => isUnderLayer(scope, layer)));
}

function headOf(
  { nowMs }: PublishContext,
  { root }: Trust,
  state: PublishingState,
  scope: LayerId,
  last: HeadVersion | undefined,
): Head {
  const now = nowMs();
  const states = new Map(state.layers.map((layer) => [layer.layer, withoutLapsed(layer, now)]));
  const layers = layersOf(scope).flatMap((layer) => entryOf(states.get(layer)) ?? []);
  const kills = state.kills
    .filter(({ layer, untilMs }) => isUnderLayer(scope, layer) && untilMs > now)
    .map(({ rule, untilMs, reason }) => ({ rule, untilMs, reason }));
  if (kills.length > KILLS_MAX) {
    throw new BureauError('kills-excessive', `\`${kills.length}\` kill entries for \`${scope}\``, {
      scope,
      kills: kills.length,
    });
  }
  return {
    type: 'head',
    format: 1,
    scope,
    epoch: root.headEpoch,
    version: last?.epoch === root.headEpoch ? last.version + 1 : 1,
    issuedMs: now,
    expiresMs: now + HEAD_MS_MAX,
    layers,
    kills,
  };
}

function entryOf(state: LayerState | undefined): HeadLayer | undefined {
  if (state?.current === undefined) return undefined;
  const { layer, current, urgent, candidate } = state;
  return {
    layer,
    current,
    ...(urgent === undefined
      ? {}
      : { urgent: { digest: urgent.digest, sequence: urgent.sequence, bytes: urgent.bytes } }),
    ...(candidate === undefined ? {} : { candidate }),
  };
}

async function issueHead({ headSigners, crypto }: PublishContext, trust: Trust, head: Head): Promise<IssuedHead> {
  const sealed = await sealHead(head, headSigners);
  // Opened as a client would: a head that nobody accepts is not to be published.
  const { digest } = await openHead(sealed, trust, crypto, { nowMs: head.issuedMs, scope: head.scope });
  const { scope, epoch, version, issuedMs, expiresMs } = head;
  return { scope, epoch, version, digest, sealed, issuedMs, expiresMs };
}

const HEADS_PER_TURN = 50;
