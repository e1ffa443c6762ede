import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between two programs that can be pulled out and put back in. */
export interface NetworkPlug {
  /** Where to connect instead of the far end. */
  readonly port: number;
  readonly isIn: boolean;
  /** Cuts every connection, and lets none through until it is put back in. */
  pull(): void;
  putIn(): void;
  close(): Promise<void>;
}

/** Lays a line from a port of this machine to another. */
export async function layLine(farPort: number): Promise<NetworkPlug> {
  const sockets = new Set<Socket>();
  let isIn = true;
  const server = createServer((near) => {
    if (!isIn) {
      near.destroy();
      return;
    }
    const far = connect(farPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      // A line that is cut tells both ends; which of them noticed first does not matter.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get isIn() {
      return isIn;
    },
    pull() {
      isIn = false;
      cut();
    },
    putIn() {
      isIn = true;
    },
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
