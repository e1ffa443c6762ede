import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../scripts/workspace.ts';

/** As strict as a page can be, and still have scripts and styles. */
export const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'";

/** The same, and nothing may turn text into markup or code. */
export const TRUSTED = `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`;

export interface SmokeServer extends AsyncDisposable {
  readonly url: string;
}

/** Serves the smoke page and the script as it was built, under a content-security policy. */
export async function startSmokeServer(policy: string): Promise<SmokeServer> {
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '/').slice(1) || 'index.html';
    const type = TYPES[/\.\w+$/.exec(name)?.[0] ?? ''];
    const folder = name.startsWith('forecheck-widget.') ? 'packages/widget/dist' : 'test/e2e/widget-smoke';
    const bytes =
      /^[\w-]+\.\w+$/.test(name) && type ? await readFile(join(ROOT, folder, name)).catch(() => undefined) : undefined;
    response.writeHead(bytes === undefined ? 404 : 200, {
      'content-security-policy': policy,
      'content-type': type ?? 'text/plain',
    });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  // Without a character set, as old servers send it, to pages in any.
  '.js': 'text/javascript',
  '.css': 'text/css',
};
