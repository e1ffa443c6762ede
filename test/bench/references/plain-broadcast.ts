import { type WebSocket, WebSocketServer } from 'ws';
import { createSender, type Sender, SYNC_PATH } from '../workloads/fan-out/sender.ts';
import { framesOf } from '../workloads/fan-out/urgent-news.ts';

/** A broadcast as the documentation of `ws` has it. */
export type PlainSender = Sender & {
  /** In how many messages the same bytes go out: one, or head and push each by itself as the protocol wants them. */
  divide(messages: 1 | 2): Promise<void>;
};

/** `ws` and a loop over its clients, with the bytes made before the clock starts. */
export function createPlainSender(): PlainSender {
  let isDivided = false;
  const sender = createSender((server) => {
    const sockets = new WebSocketServer({ server, path: SYNC_PATH, perMessageDeflate: false });
    return (news) => {
      const frames = framesOf(news);
      const messages = isDivided ? frames : [Buffer.concat(frames)];
      return () => {
        for (const client of sockets.clients as Set<WebSocket>) {
          if (client.readyState !== client.OPEN) continue;
          for (const message of messages) client.send(message, { binary: true });
        }
      };
    };
  });
  return {
    ...sender,
    divide: async (messages) => {
      isDivided = messages > 1;
    },
  };
}
