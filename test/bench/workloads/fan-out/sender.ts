import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sharedMs } from './remote.ts';
import type { News } from './urgent-news.ts';

/** Whoever sends news to a crowd. */
export type Sender = {
  listen(): Promise<{ readonly url: string }>;
  /** Sends it to everybody, and tells when it began, on the clock that processes share. */
  publish(news: News): Promise<number>;
  /** What the last news took, once all of it has arrived. */
  weigh(): Promise<Weight>;
};

export interface Weight {
  /** Processor time since the last news, kernel included. */
  readonly cpuUs: number;
  readonly rssBytes: number;
}

/** Listens on loopback, with nothing but the way in which news goes out left open. */
export function createSender(attach: (server: Server) => (news: News) => () => void): Sender {
  const server = createServer();
  const prepare = attach(server);
  let before = process.cpuUsage();
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
          resolve({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${SYNC_PATH}` });
        });
      }),
    async publish(news) {
      const send = prepare(news);
      before = process.cpuUsage();
      const startedMs = sharedMs();
      send();
      return startedMs;
    },
    async weigh() {
      const { user, system } = process.cpuUsage(before);
      return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() };
    },
  };
}

export const SYNC_PATH = '/sync';
