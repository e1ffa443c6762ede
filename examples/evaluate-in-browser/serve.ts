// Serves this page with a strict content security policy. Run it: node examples/evaluate-in-browser/serve.ts (after
// npm run build).
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { compileSegment } from '@forecheck/core/compile';
import { rules } from '../two-rules.ts';

/** A server of the page on the loopback address; port 0 takes a free one. */
export async function servePage(port: number): Promise<{ readonly url: string; readonly server: Server }> {
  const segment = compileSegment(rules);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const found = path === '/rules.fcseg' ? { bytes: segment, type: 'application/octet-stream' } : await readPage(path);
    response.writeHead(found === undefined ? 404 : 200, {
      'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:",
      'content-type': found?.type ?? 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    response.end(found?.bytes ?? 'not found');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/`, server };
}

/** The page, its module, and the core as it was built. Nothing else of the disk has a path. */
async function readPage(path: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined> {
  const [, name = ''] = /^\/(?:core\/)?([\w-]*(?:\.\w+)?)$/.exec(path) ?? [];
  const base = path.startsWith('/core/') ? new URL('./', import.meta.resolve('@forecheck/core')) : import.meta.url;
  const file = new URL(name === '' ? 'index.html' : name, base);
  const type = TYPES[/\.\w+$/.exec(file.pathname)?.[0] ?? ''];
  if (type === undefined) return undefined;
  return readFile(fileURLToPath(file)).then(
    (bytes) => ({ bytes, type }),
    () => undefined,
  );
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

if (import.meta.main) console.log((await servePage(8080)).url);
