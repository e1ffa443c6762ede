import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginConfig } from '../config/plugin-config.ts';
import { createSampleGuard, type SampleGuard } from '../sample-guard.ts';
import { openTokenOffice, type TokenOffice } from '../tokens/token-office.ts';
import { openPlugin, type Plugin } from './open-plugin.ts';

/** A plugin inside a test, over a guard that judges by one rule. For tests only. */
export interface SamplePlugin {
  readonly plugin: Plugin;
  readonly guard: SampleGuard;
  readonly folder: string;
  readonly tokens: TokenOffice;
  /** Of a program. */
  readonly token: string;
  readonly log: string[];
  readonly port: number;
  /** What comes back for these bytes until the line is closed, or until a whole answer is there. */
  raw(text: string): Promise<RawAnswer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** An answer as it came over the line. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Page on the list of every sample. */
export const SAMPLE_ORIGIN = 'https://his.example';

/** Starts a sample. */
export async function startSamplePlugin(
  change: Partial<PluginConfig> = {},
  options: { readonly nowMs?: () => number; readonly widgetFile?: string } = {},
): Promise<SamplePlugin> {
  const folder = mkdtempSync(join(tmpdir(), 'forecheck-plugin-'));
  writeFileSync(join(folder, 'root.json'), '{}');
  const guard = createSampleGuard();
  const log: string[] = [];
  const config: PluginConfig = {
    folder: join(folder, 'data'),
    institution: 'H0001',
    scope: 'cn',
    root: join(folder, 'root.json'),
    listen: { port: 0 },
    origins: [SAMPLE_ORIGIN],
    log: { level: 'debug' },
    ...change,
  };
  const plugin = await openPlugin(config, {
    ...options,
    openGuard: async () => guard,
    writeLog: (line) => void log.push(line),
  });
  const tokens = openTokenOffice(config.folder, Date.now);
  const token = tokens.issue('his-1');
  const port = Number(new URL(plugin.url).port);
  const withToken = { authorization: `Bearer ${token}` };
  return {
    plugin,
    guard,
    folder,
    tokens,
    token,
    log,
    port,
    raw: (text) => askRaw(port, text),
    post: (path, body, headers = withToken) =>
      fetch(plugin.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path, headers = withToken) => fetch(plugin.url + path, { headers }),
    async close() {
      await plugin.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function askRaw(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let received = '';
    const finish = (): void => {
      socket.destroy();
      resolve(readAnswer(received));
    };
    socket.setEncoding('utf8').on('data', (piece: string) => {
      received += piece;
      if (isWhole(received)) finish();
    });
    socket.on('end', finish).on('error', reject);
  });
}

function isWhole(text: string): boolean {
  const { status, headers, body } = readAnswer(text);
  if (!text.includes('\r\n\r\n')) return false;
  if (status === 101 || status === 204) return true;
  return Buffer.byteLength(body) >= Number(headers['content-length'] ?? Number.POSITIVE_INFINITY);
}

function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}
