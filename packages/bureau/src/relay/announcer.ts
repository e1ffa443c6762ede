import type { LayerId } from '@forecheck/pack';
import { type Announced, encodeAnnouncement } from './announced.ts';
import { SOCKETS_PER_TICK } from './limits.ts';
import type { Announcement } from './port.ts';
import type { RelayContext } from './relay.ts';
import type { Session } from './session.ts';

/** Hands new heads to the sessions of their scope. */
export interface Announcer {
  announce(scope: LayerId, announcement: Announcement): void;
  settled(): Promise<void>;
}

/** Announcements one after the other, each in slices; of a scope, one that was overtaken while it waited is skipped. */
export function createAnnouncer(context: RelayContext, byScope: ReadonlyMap<LayerId, ReadonlySet<Session>>): Announcer {
  const newest = new Map<LayerId, Announcement>();
  let work: Promise<void> = Promise.resolve();
  return {
    announce(scope, announcement) {
      const overtaken = newest.get(scope);
      // What the overtaken one would have pushed and rooted is still news to everybody.
      newest.set(scope, overtaken === undefined ? announcement : mergeAnnouncements(overtaken, announcement));
      if (overtaken !== undefined) return;
      work = work
        .then(async () => {
          const current = newest.get(scope);
          newest.delete(scope);
          if (current === undefined) return;
          const announced = await encodeAnnouncement(current, context.blobs);
          await sendInSlices(context, byScope.get(scope) ?? [], announced);
        })
        .catch(() => context.count('announcements-failed'));
    },
    settled: () => work,
  };
}

function mergeAnnouncements(older: Announcement, newer: Announcement): Announcement {
  return {
    head: newer.head,
    roots: [...older.roots, ...newer.roots],
    push: [...new Set([...older.push, ...newer.push])],
    spreadMs: Math.min(older.spreadMs, newer.spreadMs),
  };
}

async function sendInSlices(context: RelayContext, group: Iterable<Session>, announced: Announced): Promise<void> {
  let inSlice = 0;
  for (const session of [...group]) {
    session.announce(announced);
    inSlice += 1;
    if (inSlice < SOCKETS_PER_TICK) continue;
    inSlice = 0;
    await new Promise<void>((resolve) => void context.clock.after(0, resolve));
  }
}
