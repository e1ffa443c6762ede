import type { Breach } from './check.ts';
import type { Sabotage } from './machine.ts';

/** One check left out of every client, and the breach that must give it away. */
export interface SabotagedClient {
  readonly name: string;
  readonly sabotage: Sabotage;
  readonly breach: Breach['property'];
}

export const SABOTAGED_CLIENTS: readonly SabotagedClient[] = [
  {
    name: 'takes every signature for good',
    breach: 'untrusted-pack',
    sabotage: (ports) => ({
      ...ports,
      crypto: {
        ...ports.crypto,
        verifiers: ports.crypto.verifiers.map((verifier) => ({ ...verifier, verify: async () => true })),
      },
    }),
  },
  {
    name: 'forgets what it has accepted',
    breach: 'sequence-went-back',
    sabotage: (ports) => ({ ...ports, store: { ...ports.store, readRecord: async () => undefined } }),
  },
  {
    name: 'tells people that a disposition is recorded before it is',
    breach: 'disposition-lost',
    sabotage: ({ outbox, ...ports }) => ({
      ...ports,
      outbox: {
        ...outboxOf(outbox),
        append: async (entry) => {
          void outbox.append(entry).catch(() => undefined);
          return 1;
        },
      },
    }),
  },
  {
    name: 'forgets dispositions once they are sent',
    breach: 'disposition-lost',
    sabotage: ({ outbox, ...ports }) => ({
      ...ports,
      outbox: {
        ...outboxOf(outbox),
        read: async (limits) => {
          const batch = await outbox.read(limits);
          await outbox.acknowledge(batch.stream, batch.first + batch.entries.length - 1).catch(() => undefined);
          return batch;
        },
      },
    }),
  },
];

/** Getters stay alive: a spread would freeze the stream's name. */
function outboxOf(outbox: Parameters<Sabotage>[0]['outbox']): Parameters<Sabotage>[0]['outbox'] {
  return {
    get stream() {
      return outbox.stream;
    },
    get depth() {
      return outbox.depth;
    },
    append: (entry) => outbox.append(entry),
    read: (limits) => outbox.read(limits),
    acknowledge: (stream, sequence) => outbox.acknowledge(stream, sequence),
    beginStream: () => outbox.beginStream(),
    close: () => outbox.close(),
  };
}
