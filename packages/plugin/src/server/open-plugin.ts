import { lookup } from 'node:dns/promises';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Guard } from '@forecheck/sync';
import { type NodeGuardOptions, openGuard } from '@forecheck/sync/node';
import { type AuditTrail, openAuditTrail } from '../audit/audit-trail.ts';
import { createCheckDesk } from '../checks/check-desk.ts';
import { createJudge } from '../checks/judge.ts';
import { DEFAULT_LIMITS } from '../config/limits.ts';
import { PLUGIN_PORT, type PluginConfig } from '../config/plugin-config.ts';
import { type PluginFiles, readPluginFiles } from '../config/plugin-files.ts';
import { PluginError } from '../error.ts';
import { upgradeSockets } from '../events/upgrade-sockets.ts';
import { createEventServer } from '../events/web-socket.ts';
import type { GateOptions } from '../gate/gate.ts';
import { isLoopback } from '../gate/loopback.ts';
import { createRateLimit } from '../gate/rate-limit.ts';
import { createLog, type Log } from '../log/log.ts';
import { API_VERSION, PLUGIN_VERSION } from '../plugin-version.ts';
import { cdsRoutes } from '../routes/cds-routes.ts';
import { checkRoutes } from '../routes/check-routes.ts';
import { nhsaRoutes } from '../routes/nhsa-routes.ts';
import { pageRoutes } from '../routes/page-routes.ts';
import { pairingRoutes } from '../routes/pairing-routes.ts';
import { stateRoutes } from '../routes/state-routes.ts';
import { selfTest } from '../self-test/self-test-report.ts';
import { openPairing } from '../tokens/pairing.ts';
import { openTokenOffice, type TokenOffice } from '../tokens/token-office.ts';
import { createHttpServer, listen } from './http-server.ts';
import { createPluginMetrics, type PluginMetrics } from './plugin-metrics.ts';
import type { PluginStatus } from './plugin-status.ts';
import { createResponder } from './respond.ts';

/** What a plugin takes from the program that runs it. */
export interface PluginOptions {
  /** Where lines of the log go. Standard error, unless told otherwise. */
  readonly writeLog?: (line: string) => void;
  /** File of the widget's script, where the configuration names none. */
  readonly widgetFile?: string;
  readonly openGuard?: (options: NodeGuardOptions) => Promise<Guard>;
  readonly nowMs?: () => number;
}

/** A plugin that runs. */
export interface Plugin {
  /** Where it is called: `http://127.0.0.1:18421`. */
  readonly url: string;
  readonly guard: Guard;
  readonly status: () => PluginStatus;
  /** Idempotent; takes no new requests, finishes those under way, and leaves everything on the disk. */
  close(): Promise<void>;
}

/**
 * Starts a plugin: restores its pack, listens, and judges from then on.
 *
 * @param config - As {@link readConfig} gives it: with absolute paths.
 * @throws {@link PluginError} `file-unreadable`, `file-unwritable`
 * @throws {@link SyncError} `storage-locked` when it runs already, `storage-failed`, `storage-full`
 */
export async function openPlugin(config: PluginConfig, options: PluginOptions = {}): Promise<Plugin> {
  const startedMs = monotonicMs();
  const { nowMs = Date.now, writeLog = (line) => void process.stderr.write(line) } = options;
  const log = createLog({ level: config.log?.level ?? 'info', write: writeLog, nowMs });
  const files = await readPluginFiles(config, options.widgetFile);
  await makeFolder(config.folder);
  const tokens = openTokenOffice(config.folder, nowMs);
  const guard = await (options.openGuard ?? openGuard)(guardOptionsOf(config, files));
  try {
    const audit = await openAuditTrail({
      folder: join(config.folder, 'audit'),
      nowMs,
      ...(config.audit?.fileBytesMax === undefined ? {} : { fileBytesMax: config.audit.fileBytesMax }),
    });
    const parts = { config, files, tokens, guard, audit, log, nowMs, startedMs };
    return await servePlugin(parts).catch(async (error: unknown) => {
      await audit.close();
      throw error;
    });
  } catch (error) {
    await guard.close();
    throw error;
  }
}

interface PluginParts {
  readonly config: PluginConfig;
  readonly files: PluginFiles;
  readonly tokens: TokenOffice;
  readonly guard: Guard;
  readonly audit: AuditTrail;
  readonly log: Log;
  readonly nowMs: () => number;
  /** By the clock that only goes forward. */
  readonly startedMs: number;
}

async function servePlugin(parts: PluginParts): Promise<Plugin> {
  const { config, files, tokens, guard, audit, log, nowMs, startedMs } = parts;
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  const { host = '127.0.0.1', port = PLUGIN_PORT } = config.listen ?? {};
  const metrics = createPluginMetrics();
  const gate = gateOf(config, tokens);
  const pairing = openPairing(config.folder, tokens, nowMs);
  const judge = createJudge({ guard, policy: config.policy ?? {}, monotonicMs });
  const auditsChecks = config.audit?.checks ?? true;
  const desk = createCheckDesk({ guard, judge, audit, auditsChecks, numbers: metrics });
  const rate = (perSecond: number, burstMax: number) => createRateLimit({ perSecond, burstMax, monotonicMs });
  const callerRate = rate(limits.requestsPerSecond, limits.burstMax);
  const refusalRate = rate(limits.refusalsPerSecond, limits.refusalsPerSecond);
  let startUpMs = 0;
  const startedAtMs = nowMs();

  const readStatus = (): PluginStatus => ({
    ...guard.status(),
    apiVersion: API_VERSION,
    pluginVersion: PLUGIN_VERSION,
    nowMs: nowMs(),
    startedMs: startedAtMs,
    startUpMs,
    rssBytes: process.memoryUsage.rss(),
    pages: events.count,
    audit: { entries: audit.entries, head: audit.head, lost: audit.lost },
  });
  const events = createEventServer({ desk, guard, limits, rate: callerRate, readStatus });
  const originsOf = () => [...(config.origins ?? []), ...tokens.list().flatMap(({ origin }) => origin ?? [])];
  const isOffline = (config.urls ?? []).length === 0;
  const readSelfTest = () =>
    selfTest({ status: readStatus(), origins: originsOf(), callers: tokens.list().length, isOffline });
  const responder = createResponder({
    routes: [
      ...checkRoutes(desk, limits),
      ...nhsaRoutes({ desk, config: config.nhsa ?? {}, nowMs }, limits),
      ...cdsRoutes({ desk, settings: config.cdsHooks ?? {}, limits, nowMs }),
      ...stateRoutes({ readStatus, readSelfTest, metrics: metrics.all(readStatus) }),
      ...pairingRoutes(pairing, audit),
      ...pageRoutes({
        widget: files.widget,
        widgetStyle: files.widgetStyle,
        isKnownOrigin: gate.isKnownOrigin,
        lookup: addressesOf,
      }),
    ],
    gate,
    limits,
    tokens,
    isPairingOpen: () => pairing.isOpen,
    nativeWithoutToken: config.nativeWithoutToken === true,
    callerRate,
    refusalRate,
    monotonicMs,
    answered: tellAnswers(log, metrics),
  });
  const server = createHttpServer(limits, files.tls, (request, response) => void responder.respond(request, response));
  upgradeSockets(server, { gate, tokens, refusalRate, events, answered: tellAnswers(log, metrics) });
  const stopWatching = watch(parts, audit);
  const actualPort = await listen(server, host, port);
  addOwnHosts(gate.hosts as Set<string>, host, actualPort, gate.scheme);
  startUpMs = Math.round(monotonicMs() - startedMs);
  const name = host.includes(':') ? `[${host}]` : host;
  const url = `${gate.scheme}://${name}:${actualPort}`;
  audit.add('started', {
    version: PLUGIN_VERSION,
    pack: guard.status().pack,
    tokens: tokens.list().map(({ id }) => id),
  });
  log.info('started', { url, startUpMs, rssBytes: process.memoryUsage.rss(), version: PLUGIN_VERSION });
  let closing: Promise<void> | undefined;
  return {
    url,
    guard,
    status: readStatus,
    close() {
      closing ??= (async () => {
        stopWatching();
        responder.close();
        events.close();
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeIdleConnections();
        // Whoever is still being answered has so long; then the line is cut.
        const cut = setTimeout(() => server.closeAllConnections(), limits.closeTimeoutMs);
        await closed;
        clearTimeout(cut);
        audit.add('stopped');
        await guard.close();
        await audit.close();
        log.info('stopped');
      })();
      return closing;
    },
  };
}

/** What the gate compares with. The plugin's own names are added once its port is known. */
function gateOf(
  { listen: { host = '127.0.0.1', hosts = [], tls } = {}, origins = [] }: PluginConfig,
  tokens: TokenOffice,
) {
  const configured = new Set(origins);
  return {
    hosts: new Set(hosts.map((one) => one.toLowerCase())),
    isLocal: isLoopback(host) || host === 'localhost',
    scheme: tls === undefined ? 'http' : 'https',
    isKnownOrigin: (origin) => configured.has(origin) || tokens.hasOrigin(origin),
  } satisfies GateOptions;
}

function addOwnHosts(hosts: Set<string>, host: string, port: number, scheme: string): void {
  const names = isLoopback(host) || host === 'localhost' ? ['127.0.0.1', 'localhost', '[::1]'] : [];
  const isDefault = port === (scheme === 'https' ? 443 : 80);
  for (const name of names) hosts.add(`${name}:${port}`);
  if (isDefault) for (const name of names) hosts.add(name);
}

/** Writes down what comes into force. */
function watch({ guard, log }: PluginParts, audit: AuditTrail): () => void {
  let pack = guard.status().pack;
  let connection = guard.status().connection;
  return guard.onChange(() => {
    const status = guard.status();
    if (status.pack !== pack) {
      pack = status.pack;
      audit.add('pack', { pack, killed: status.killed });
      log.info('pack', { pack, killed: status.killed.length });
    }
    if (status.connection !== connection) {
      ({ connection } = status);
      log.debug('connection', { connection, lastError: status.lastError });
    }
  });
}

type Tell = Parameters<typeof createResponder>[0]['answered'];

function tellAnswers(log: Log, { requests, refusals }: PluginMetrics): Tell {
  return ({ route = 'none', caller, status, code, tookMs }) => {
    requests.add({ route, status: String(status) });
    if (code !== undefined) refusals.add({ code });
    const fields = { route, caller, status, code, tookMs: Math.round(tookMs * 100) / 100 };
    if (status >= 500 && status !== 503) log.error('answered', fields);
    else if (code !== undefined) log.warn('refused', fields);
    else log.debug('answered', fields);
  };
}

function guardOptionsOf(config: PluginConfig, { token, encounterKey }: PluginFiles): NodeGuardOptions {
  const { institution, scope, root, urls = [], seed, deliversReasons, policy, folder } = config;
  return {
    folder: join(folder, 'guard'),
    institution,
    scope,
    root,
    urls,
    ...(seed === undefined ? {} : { seed }),
    ...(token === undefined ? {} : { token }),
    ...(encounterKey === undefined ? {} : { encounterKey }),
    ...(deliversReasons === undefined ? {} : { deliversReasons }),
    ...(policy?.whenStale === undefined ? {} : { whenStale: policy.whenStale }),
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new PluginError('file-unwritable', 'the folder cannot be made', { path: 'folder', problem: code }, { cause });
  }
}

async function addressesOf(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

const monotonicMs = (): number => performance.now();
