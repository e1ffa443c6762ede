import type { GuardStatus } from '@forecheck/sync';
import { isRecord } from './ask-plugin.ts';

/** Hears of what changes at a plugin, for as long as it is there. */
export interface PluginFollower {
  /** What the plugin said last; absent while it is not connected. */
  readonly status: GuardStatus | undefined;
  close(): void;
}

/** Where a follower listens, and whom it tells. */
export interface FollowOptions {
  readonly url: string;
  readonly token: string;
  readonly changed: () => void;
}

/** Follows a plugin over a WebSocket, and comes back when it was away. Never throws. */
export function followPlugin({ url, token, changed }: FollowOptions): PluginFollower {
  let status: GuardStatus | undefined;
  let socket: WebSocket | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let isClosed = false;
  const address = `${url.replace(/^http/, 'ws')}/v1/events`;

  function connect(): void {
    try {
      // The token is a protocol, because nothing else of a WebSocket can carry it: an address would be logged.
      socket = new WebSocket(address, ['forecheck.v1', `forecheck.token.${token}`]);
    } catch {
      later();
      return;
    }
    socket.onmessage = ({ data }) => {
      attempts = 0;
      const told = readStatus(data);
      if (told === undefined) return;
      status = told;
      changed();
    };
    socket.onclose = later;
  }

  function later(): void {
    socket = undefined;
    if (isClosed) return;
    const wasThere = status !== undefined;
    status = undefined;
    if (wasThere) changed();
    attempts += 1;
    waiting = setTimeout(connect, Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** Math.min(attempts, 10)));
    unref(waiting);
  }

  connect();
  return {
    get status() {
      return status;
    },
    close() {
      isClosed = true;
      clearTimeout(waiting);
      socket?.close();
    },
  };
}

function readStatus(data: unknown): GuardStatus | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const event: unknown = JSON.parse(data);
    const status = isRecord(event) && event['kind'] === 'status' ? event['status'] : undefined;
    return isRecord(status) && typeof status['connection'] === 'string'
      ? (status as unknown as GuardStatus)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Waiting for a plugin keeps no Node process alive. */
function unref(timer: unknown): void {
  (timer as { unref?: () => void }).unref?.();
}

const RETRY_MS = 500;
const RETRY_MS_MAX = 30_000;
