import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server for tests: in a folder and on a port of its own, flushing what it commits, gone when closed. */
export interface PostgresServer {
  /** Address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Kills the connections of everybody but the caller. */
  dropConnections(): Promise<void>;
  close(): Promise<void>;
}

/** Whether this machine has the server's programs; `npm test` installs them where it can. */
export const hasPostgres: boolean = findBinaries() !== undefined;

/** Starts a server. Takes about two seconds. */
export async function startPostgres(): Promise<PostgresServer> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL here');
  const folder = mkdtempSync(join(tmpdir(), 'bureau-postgres-'));
  const owner = ownerOf();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'bureau', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = ['-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=on'];
  const server = spawnGuarded(join(binaries, 'postgres'), ['-D', data, ...settings, '-c', 'max_connections=80'], {
    ...owner,
    cwd: folder,
  });
  const url = (database: string): string => `postgres://bureau@127.0.0.1:${port}/${database}`;
  await untilReady(url('postgres'));
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      await once(url('postgres'), `CREATE DATABASE d${databases}`);
      return url(`d${databases}`);
    },
    dropConnections: () =>
      once(
        url('postgres'),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname LIKE 'd%'",
      ),
    async close() {
      const closed = new Promise((resolve) => server.once('close', resolve));
      server.stdin?.end();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string | undefined {
  const folders = [
    ...(process.env['POSTGRES_BIN'] === undefined ? [] : [process.env['POSTGRES_BIN']]),
    ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL refuses to run as root. */
function ownerOf(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/**
 * A server that ends with this process, however that ends: its input is a pipe that closes then. It ends at once, without
 * writing out what nobody will read.
 */
function spawnGuarded(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly uid?: number; readonly gid?: number },
): ChildProcess {
  const script = '"$@" >postgres.log 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server; wait $server';
  return spawn('sh', ['-c', script, 'sh', command, ...args], { ...options, stdio: ['pipe', 'ignore', 'ignore'] });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await once(url, 'SELECT 1');
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const START_TIMEOUT_MS = 20_000;
