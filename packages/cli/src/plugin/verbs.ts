import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  beginPairing,
  openPlugin,
  openTokenOffice,
  PLUGIN_PORT,
  type PluginConfig,
  readPluginFiles,
  type SelfTestReport,
  verifyAudit,
} from '@forecheck/plugin';
import { onlyPositional, requireOption } from '../arguments.ts';
import { CliError } from '../error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { untilAborted } from '../interruption.ts';
import { listen } from '../listen.ts';
import type { Terminal } from '../terminal.ts';
import { findWidget } from './find-widget.ts';

/** What a verb of `forecheck plugin` is called with. */
export interface PluginCall {
  readonly config: PluginConfig;
  readonly options: {
    readonly name?: string;
    readonly origin?: string;
    readonly head?: string;
    readonly url?: string;
  };
  /** What follows the verb. */
  readonly words: readonly string[];
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

/** Every verb, by what it is called; the first is what is done without one. */
export const PLUGIN_VERBS: Readonly<Record<string, (call: PluginCall) => Promise<ExitCode>>> = {
  run,
  check,
  pair,
  token,
  tokens,
  revoke,
  audit,
  'self-test': selfTest,
  measure,
};

async function run({ config, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const { interruption } = terminal;
  const plugin = await listen(() => openPlugin(config, { ...findWidget(), writeLog: terminal.rewrite }));
  try {
    const { startUpMs, rssBytes, pack } = plugin.status();
    await terminal.print(
      isJson
        ? `${JSON.stringify({ url: plugin.url, startUpMs, rssBytes, pack })}\n`
        : `${[
            `plugin at ${plugin.url}`,
            `  self-test  ${plugin.url}/self-test`,
            `  started    in ${startUpMs} ms, with ${megabytes(rssBytes)} MB`,
            `  pack       ${pack ?? 'none yet'}`,
          ].join('\n')}\n`,
    );
    await untilAborted(interruption);
  } finally {
    await plugin.close();
  }
  return EXIT.ok;
}

async function check({ config, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const { widget } = await readPluginFiles(config, findWidget().widgetFile);
  const { host = '127.0.0.1', port = PLUGIN_PORT } = config.listen ?? {};
  const told = { host, port, folder: config.folder, urls: config.urls ?? [], hasWidget: widget !== undefined };
  await terminal.print(
    isJson
      ? `${JSON.stringify(told)}\n`
      : `the configuration is good\n  listens  ${host}:${port}\n  folder   ${config.folder}\n  bureau   ${told.urls.join(', ') || 'none: packs are carried by hand'}\n`,
  );
  return EXIT.ok;
}

async function pair({ config, options, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const name = requireOption(options.name, '--name <his>');
  const code = beginPairing(config.folder, { name, nowMs: Date.now() });
  await terminal.print(
    isJson
      ? `${JSON.stringify({ code, name })}\n`
      : `code ${code}\n  for ${name}, once, within ten minutes: POST /v1/pair\n`,
  );
  return EXIT.ok;
}

async function token({ config, options, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const name = requireOption(options.name, '--name <his>');
  const issued = openTokenOffice(config.folder, Date.now).issue(name, options.origin);
  await terminal.print(
    isJson
      ? `${JSON.stringify({ token: issued, name })}\n`
      : `token ${issued}\n  for ${name}; told once, here: keep it like a key\n`,
  );
  return EXIT.ok;
}

async function tokens({ config, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const known = openTokenOffice(config.folder, Date.now).list();
  const lines = known.map(({ id, name, origin, createdMs }) =>
    [id, name, origin ?? 'a program', new Date(createdMs).toISOString().slice(0, 10)].join('  '),
  );
  await terminal.print(isJson ? `${JSON.stringify({ tokens: known })}\n` : `${lines.join('\n') || 'no tokens'}\n`);
  return EXIT.ok;
}

async function revoke({ config, words, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const revoked = openTokenOffice(config.folder, Date.now).revoke(onlyPositional(words, '<id of the token>'));
  await terminal.print(isJson ? `${JSON.stringify({ revoked })}\n` : `revoked ${revoked.id}  ${revoked.name}\n`);
  return EXIT.ok;
}

async function audit({ config, options, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const folder = join(config.folder, 'audit');
  const report = await verifyAudit(folder, options.head).catch((cause: unknown) => {
    throw new CliError('file-unreadable', 'there is no audit trail yet, or it cannot be read', {}, { cause });
  });
  const { isIntact, entries, files, firstSeq, head, problems } = report;
  const lines = [
    isIntact ? 'the audit trail is intact' : 'the audit trail is broken',
    `  ${entries} entries from number ${firstSeq} in ${files} files`,
    `  head  ${head}`,
    ...problems.map(({ code, file, line }) => `  ${code}  ${file}:${line}`),
  ];
  await terminal.print(isJson ? `${JSON.stringify(report)}\n` : `${lines.join('\n')}\n`);
  return isIntact ? EXIT.ok : EXIT.findings;
}

async function selfTest({ config, options, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const { port = PLUGIN_PORT, tls } = config.listen ?? {};
  const url = options.url ?? `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  const report = await askSelfTest(url);
  const lines = report.parts.map(({ name, state, detail }) => {
    const told = Object.entries(detail).map(([key, value]) => `${key}: ${value}`);
    return `  ${state.padEnd(9)}  ${name.padEnd(8)}  ${told.join(' · ')}`.trimEnd();
  });
  await terminal.print(
    isJson ? `${JSON.stringify(report)}\n` : `plugin ${report.version} at ${url}\n${lines.join('\n')}\n`,
  );
  return report.parts.some(({ state }) => state === 'broken') ? EXIT.findings : EXIT.ok;
}

async function askSelfTest(url: string): Promise<SelfTestReport> {
  const response = await fetch(`${url}/v1/self-test`, { signal: AbortSignal.timeout(SELF_TEST_TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      throw new CliError('plugin-unreachable', `no plugin answers at ${url}`, {}, { cause });
    },
  );
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || typeof body !== 'object' || body === null || !('parts' in body)) {
    throw new CliError('answer-malformed', 'something answers there that is no plugin', { status: response.status });
  }
  return body as SelfTestReport;
}

/** Starts one on a free port, with the folder to itself. */
async function measure({ config, isJson, terminal }: PluginCall): Promise<ExitCode> {
  const plugin = await listen(() =>
    openPlugin({ ...config, listen: { port: 0 } }, { ...findWidget(), writeLog: () => {} }),
  );
  try {
    const { startUpMs, rssBytes, pack } = plugin.status();
    const latenciesMs: number[] = [];
    for (let index = 0; index < MEASURED_REQUESTS; index += 1) {
      const startedMs = performance.now();
      await (await fetch(`${plugin.url}/v1/ping`)).arrayBuffer();
      latenciesMs.push(performance.now() - startedMs);
    }
    await setTimeout(SETTLE_MS);
    const settledBytes = plugin.status().rssBytes;
    const sorted = latenciesMs.sort((a, b) => a - b);
    const medianMs = Math.round((sorted[MEASURED_REQUESTS / 2] ?? 0) * 1000) / 1000;
    const told = { startUpMs, startUpRssBytes: rssBytes, rssBytes: settledBytes, pingMedianMs: medianMs, pack };
    await terminal.print(
      isJson
        ? `${JSON.stringify(told)}\n`
        : `${[
            `started in       ${startUpMs} ms`,
            `memory at start  ${megabytes(rssBytes)} MB`,
            `memory settled   ${megabytes(settledBytes)} MB`,
            `ping, median     ${medianMs} ms`,
            `pack             ${pack ?? 'none'}`,
          ].join('\n')}\n`,
    );
  } finally {
    await plugin.close();
  }
  return EXIT.ok;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);
const SELF_TEST_TIMEOUT_MS = 5_000;
const MEASURED_REQUESTS = 200;
const SETTLE_MS = 300;
