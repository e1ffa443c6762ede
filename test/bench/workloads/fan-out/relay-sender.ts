import { type Announcement, attachRelay, type CurrentHead, createRelay } from '@forecheck/bureau';
import type { Digest } from '@forecheck/pack';
import { nodeClock } from '@forecheck/sync/node';
import { createIdleSource } from './idle-source.ts';
import { createSender, type Sender, SYNC_PATH } from './sender.ts';
import { LAYER, type News } from './urgent-news.ts';

/** The project's relay, served from memory. Encoding an announcement is in its time. */
export type RelaySender = Sender & {
  /** What new connections are greeted with. */
  begin(news: News): Promise<void>;
  /** When each client said that it had activated what was published last. */
  activations(count: number): Promise<Float64Array>;
};

export function createRelaySender(nowMs: () => number): RelaySender {
  const blobs = new Map<Digest, Uint8Array>();
  let current: CurrentHead | undefined;
  let tell: (scope: string, announcement: Announcement) => void = () => undefined;
  let activated = new Map<string, number>();
  let arrived: () => void = () => undefined;

  const take = ({ head, version, manifests, blobs: added }: News): CurrentHead => {
    for (const [digest, bytes] of added) blobs.set(digest, bytes);
    current = { sealed: head, epoch: 0, version, manifests };
    return current;
  };

  const source = createIdleSource({
    headOf: async () => current,
    blob: async (digest) => blobs.get(digest),
    onHead(listener) {
      tell = listener;
      return () => undefined;
    },
    report(institution, _client, report) {
      // The widest layer's newest manifest stands last.
      const newest = current?.manifests.at(-1)?.digest;
      if (report.kind === 'rejected') throw new Error(`${institution} rejected with ${report.code}`);
      if (report.kind !== 'activated' || !report.manifests.some(({ digest }) => digest === newest)) return;
      activated.set(institution, nowMs());
      arrived();
    },
  });
  const relay = createRelay({
    source,
    clock: nodeClock(),
    random: Math.random,
  });
  const sender = createSender((server) => {
    attachRelay(server, relay, { path: SYNC_PATH, acceptsPerSecond: 1_000_000 });
    return (news) => {
      const head = take(news);
      activated = new Map();
      const push = news.blobs.map(([digest]) => digest);
      return () => tell(LAYER, { head, roots: [], push, spreadMs: 0 });
    };
  });
  return {
    ...sender,
    begin: async (news) => void take(news),
    activations: (count) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${activated.size} of ${count} activated`)), ACTIVATION_MS_MAX);
        arrived = () => {
          if (activated.size < count) return;
          clearTimeout(timer);
          resolve(Float64Array.from(activated.values()));
        };
        arrived();
      }),
  };
}

const ACTIVATION_MS_MAX = 120_000;
