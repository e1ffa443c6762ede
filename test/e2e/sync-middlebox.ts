import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server of this machine, and can lose what the server says. */
export interface Middlebox {
  readonly port: number;
  /** From now on nothing of what the server says arrives; what the client says does. */
  mute(): void;
  /** Ends every connection, and lets through what comes over the next ones. */
  drop(): void;
  close(): Promise<void>;
}

/** One before a port. */
export async function startMiddlebox(targetPort: number): Promise<Middlebox> {
  const sockets = new Set<Socket>();
  let isMuted = false;
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    client.on('data', (bytes) => void target.write(bytes));
    target.on('data', (bytes) => void (isMuted || client.write(bytes)));
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
    isMuted = false;
  };
  return {
    port: (server.address() as AddressInfo).port,
    mute() {
      isMuted = true;
    },
    drop,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      drop();
      await closed;
    },
  };
}
