import { createHash } from 'node:crypto';
import { decodeServerMessage, encodeMessage, SUBPROTOCOL } from '@forecheck/sync/protocol';
import { WebSocket } from 'ws';
import { helloOf } from './idle-source.ts';
import { sharedMs } from './remote.ts';

/** Many clients that only listen. What they hear is looked at after all of them have heard it. */
export type Crowd = {
  /** How many could connect, and what stopped the next one. A crowd that greets waits for its welcomes. */
  connect(url: string, count: number, isGreeting: boolean): Promise<{ readonly count: number; readonly stop?: string }>;
  /** Lets go of all but so many. */
  shrink(count: number): Promise<void>;
  /** Forgets what was heard, and waits for so many bytes each. */
  expect(bytes: number): Promise<void>;
  /** When each had heard all of it. */
  arrivals(): Promise<Arrivals>;
};

export interface Arrivals {
  readonly atMs: Float64Array;
  /** SHA-256 of what each of them heard; more than one when they differ. */
  readonly digests: readonly string[];
  /** The messages of one of them. */
  readonly messages: readonly Uint8Array[];
}

interface Member {
  readonly socket: WebSocket;
  heardBytes: number;
  heard: Buffer[];
}

export function createCrowd(): Crowd {
  const members: Member[] = [];
  let expected = Number.POSITIVE_INFINITY;
  let atMs: number[] = [];
  let arrived: () => void = () => undefined;

  const join = async (url: string, index: number, isGreeting: boolean): Promise<void> => {
    const socket = await open(url, index, isGreeting);
    const member: Member = { socket, heardBytes: 0, heard: [] };
    socket.on('message', (data: Buffer) => {
      member.heard.push(data);
      member.heardBytes += data.length;
      if (member.heardBytes < expected) return;
      atMs.push(sharedMs());
      if (atMs.length === members.length) arrived();
    });
    members.push(member);
  };

  return {
    async connect(url, count, isGreeting) {
      let next = 0;
      let stop: string | undefined;
      const lane = async (): Promise<void> => {
        while (next < count && stop === undefined) {
          const index = next;
          next += 1;
          await join(url, index, isGreeting).catch((error: NodeJS.ErrnoException) => {
            stop = error.code ?? error.message;
          });
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return { count: members.length, ...(stop === undefined ? {} : { stop }) };
    },
    async shrink(count) {
      for (const { socket } of members.splice(count)) socket.terminate();
    },
    async expect(bytes) {
      expected = bytes;
      atMs = [];
      for (const member of members) {
        member.heard = [];
        member.heardBytes = 0;
      }
    },
    async arrivals() {
      if (atMs.length < members.length) {
        await new Promise<void>((resolve, reject) => {
          arrived = resolve;
          setTimeout(() => reject(new Error(`${atMs.length} of ${members.length} heard it`)), ARRIVAL_MS_MAX).unref();
        });
      }
      const digests = members.map(({ heard }) => {
        const hash = createHash('sha256');
        for (const piece of heard) hash.update(piece);
        return hash.digest('hex');
      });
      return { atMs: Float64Array.from(atMs), digests: [...new Set(digests)], messages: members[0]!.heard };
    },
  };
}

/** Resolves when it is open, and greeted if it is to be. */
async function open(url: string, index: number, isGreeting: boolean): Promise<WebSocket> {
  const socket = new WebSocket(url, isGreeting ? SUBPROTOCOL : [], { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => (isGreeting ? socket.send(encodeMessage(helloOf(`h${index}`))) : resolve()));
    if (!isGreeting) return;
    socket.once('message', (data: Buffer) => {
      const { kind } = decodeServerMessage(data);
      if (kind === 'welcome') resolve();
      else reject(new Error(`greeted with ${kind}`));
    });
  });
  socket.on('error', () => undefined);
  return socket;
}

/** Connections that are being opened at a time. */
const LANES = 64;
const ARRIVAL_MS_MAX = 60_000;
