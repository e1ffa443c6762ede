// One of the processes of N1: a hospital's plugin with what stands behind it, and beside it a server that answers a constant. Not
// bundled: the example finds its rules by where it lies.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHospital } from '../../examples/hospital/open-hospital.ts';

/** Where both listen. */
export interface PluginProcessReady {
  readonly plugin: string;
  readonly token: string;
  readonly constant: string;
}

const folder = await mkdtemp(join(tmpdir(), 'forecheck-bench-'));
const hospital = await openHospital({ folder, limits: { requestsPerSecond: 1_000_000, burstMax: 1_000_000 } });
/** What the plugin answered, told by whoever asks first. */
let constant = Buffer.alloc(0);
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    if (request.method === 'PUT') constant = Buffer.concat(pieces);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': constant.length });
    response.end(constant);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const ready: PluginProcessReady = {
  plugin: hospital.plugin,
  token: hospital.programToken,
  constant: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
};
process.send?.(ready);
process.once('disconnect', async () => {
  server.closeAllConnections();
  await hospital.close();
  await rm(folder, { recursive: true, force: true });
  process.exit();
});
