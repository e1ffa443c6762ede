import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundlePage, type PageFile } from './bundle-page.ts';

/** A server of the page. */
export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** What the page may do: load what this server has, and connect to WebSockets of this machine. Nothing inline, no code from strings. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self' ws://127.0.0.1:* ; style-src 'self'";

/** Serves the page on the loopback address, with what it has to know: the root, and where to connect. */
export async function servePage(settings: { readonly root: Uint8Array; readonly url: string }): Promise<PageServer> {
  const root = Buffer.from(settings.root).toString('base64');
  const files = new Map<string, PageFile>([
    ['/', await readPage('index.html')],
    ['/style.css', await readPage('style.css')],
    ['/settings.json', { bytes: Buffer.from(JSON.stringify({ ...settings, root })), type: 'application/json' }],
    ...(await bundlePage(new URL('page/main.ts', import.meta.url))),
  ]);
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response.writeHead(file === undefined ? 404 : 200, {
      'content-security-policy': POLICY,
      'content-type': file?.type ?? 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      // Alone in its process, a page has a clock of 5 µs instead of 100.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(file?.bytes ?? 'not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readPage(name: keyof typeof TYPES): Promise<PageFile> {
  return { bytes: await readFile(new URL(`page/${name}`, import.meta.url)), type: TYPES[name] };
}

const TYPES = { 'index.html': 'text/html; charset=utf-8', 'style.css': 'text/css; charset=utf-8' } as const;
