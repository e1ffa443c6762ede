import type { Hello, Intent, Welcome } from '@forecheck/sync/protocol';
import { PROTOCOL_VERSION } from '@forecheck/sync/protocol';
import { fitRoots } from './fit-roots.ts';
import { PING_MS } from './limits.ts';
import type { Admission, CurrentHead } from './port.ts';
import type { RelayContext } from './relay.ts';

/** The answer to a hello, and the head in it. */
export interface PreparedWelcome {
  readonly message: Welcome;
  readonly head: CurrentHead | undefined;
  /** There are more roots than one frame holds: the client follows these, and comes back for the others and the head. */
  readonly isPartial: boolean;
}

/** Reads what this client needs to know. */
export async function welcome(context: RelayContext, admission: Admission, hello: Hello): Promise<PreparedWelcome> {
  const { source } = context;
  const { institution, scope } = admission;
  const acknowledging = source.acknowledged(institution, hello.outbox.stream, hello.outbox.next);
  // Heard below, after the others.
  acknowledging.catch(() => undefined);
  const current = await source.headOf(scope);
  // After the head: a root that became current in between is harmless, one that the head needs and that is missing is not.
  const all = await source.rootsAfter(hello.rootVersion);
  const isPartial = fitRoots(all, current?.sealed.length ?? 0).length < all.length;
  // A head is believed under the newest root only.
  const head = isPartial ? undefined : current;
  const roots = isPartial ? fitRoots(all, 0) : all;
  const acknowledged = await acknowledging;
  const message: Welcome = {
    kind: 'welcome',
    protocol: PROTOCOL_VERSION,
    serverMs: context.clock.wallMs(),
    roots,
    ...(head === undefined ? {} : { head: head.sealed }),
    layers: head === undefined ? [] : intents(context, head, hello),
    acknowledged,
    reconnectWindowMs: context.reconnectWindowMs(),
    pingMs: PING_MS,
  };
  return { message, head, isPartial };
}

/**
 * Whose rejection it is. Another client of the institution may take what this one could not, and this one may take it after
 * it was updated or has learned of a new root.
 */
export function rejecterOf({ institution, outbox, coreVersion, rootVersion }: Hello): string {
  return JSON.stringify([institution, outbox.stream, coreVersion, rootVersion]);
}

function intents(context: RelayContext, head: CurrentHead, hello: Hello): readonly Intent[] {
  const held = new Set(hello.held);
  const rejection = context.rejections.get(rejecterOf(hello));
  return head.manifests.map(({ layer, digest }): Intent => {
    if (held.has(digest)) return { layer, intent: 'current' };
    if (rejection?.digest === digest) return { layer, intent: 'refused', code: rejection.code };
    return { layer, intent: 'fetch' };
  });
}
