import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATIENTS } from './his/patients.ts';
import { HIS_PAGES } from './his-pages.ts';

/** The HIS of the example: pages, and what its demonstration desk asks for. */
export interface HisServer {
  /** With a `/` behind. */
  readonly url: string;
  /** As browsers send it. */
  readonly origin: string;
  /** What the page has to know, once it is known. */
  settings: HisSettings | undefined;
  close(): Promise<void>;
}

/** What the page has to know. */
export interface HisSettings {
  readonly plugin: string;
  readonly token: string;
}

/** What a visitor may do beside prescribing, by the path that the page posts to. */
export type DeskActions = Readonly<Record<string, () => Promise<unknown>>>;

/** Serves the pages on the loopback address, at the wanted port or, where that is taken, at any. */
export async function serveHis(catalogue: readonly object[], actions: DeskActions, port: number): Promise<HisServer> {
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }));
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'POST') {
      // A page of another origin cannot send this header without asking first, and is not answered then.
      const action = request.headers['x-demonstration'] === '1' ? actions[path] : undefined;
      return send(response, action === undefined ? 404 : 200, (await action?.()) ?? {});
    }
    if (path === '/settings.json') return send(response, 200, his.settings ?? {});
    if (path === '/catalogue.json') return send(response, 200, catalogue);
    if (path === '/patients.json') return send(response, 200, PATIENTS);
    const root = Object.keys(HIS_PAGES).findLast((start) => path.startsWith(start)) ?? '/';
    const page = HIS_PAGES[root];
    const file = (await page?.files())?.get(path.slice(root.length));
    response.writeHead(file === undefined ? 404 : 200, {
      'content-security-policy': page?.policy ?? '',
      'content-type': file?.type ?? 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    response.end(file?.bytes ?? 'not found');
  }

  const url = `http://127.0.0.1:${await listen(server, port)}/`;
  const his: HisServer = {
    url,
    origin: new URL(url).origin,
    settings: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return his;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  const at = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(wanted, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await at(port).catch(() => at(0));
  return (server.address() as AddressInfo).port;
}
