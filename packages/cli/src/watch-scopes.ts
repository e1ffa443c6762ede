import type { RelayNode } from '@forecheck/bureau';
import type { Terminal } from './terminal.ts';

/** Tells how a relay stands with its upstream, whenever that changes. What it returns stops that. */
export function watchScopes(relay: RelayNode, isJson: boolean, terminal: Terminal): () => void {
  const before = new Map<string, string>();
  const look = (): void => {
    for (const [scope, connection] of relay.connections) {
      const pack = relay.packs.get(scope)?.pack;
      const now = `${connection} ${pack}`;
      if (before.get(scope) === now) continue;
      before.set(scope, now);
      const words = `${scope}: ${connection}, ${pack === undefined ? 'no pack yet' : `pack ${pack}`}`;
      void terminal.print(isJson ? `${JSON.stringify({ scope, connection, pack })}\n` : `${words}\n`);
    }
  };
  look();
  const timer = setInterval(look, INTERVAL_MS);
  return () => clearInterval(timer);
}

const INTERVAL_MS = 250;
