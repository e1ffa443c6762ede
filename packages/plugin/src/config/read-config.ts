import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PluginError } from '../error.ts';
import { isLoopback } from '../gate/loopback.ts';
import { configSchema } from './config-schema.ts';
import type { PluginConfig } from './plugin-config.ts';

/**
 * The configuration that a file holds, with every path made absolute.
 *
 * @throws {@link PluginError} `file-unreadable`; `option-malformed`, whose `detail.path` names the field
 */
export async function readConfig(file: string): Promise<PluginConfig> {
  return parseConfig(parseJson(await readText(file)), dirname(resolve(file)));
}

/**
 * A configuration, with paths taken from a folder.
 *
 * @throws {@link PluginError} `option-malformed`, whose `detail.path` names the field
 */
export function parseConfig(value: unknown, folder: string): PluginConfig {
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw malformed(parsed.error.issues);
  const config = parsed.data;
  const { listen: { host = '127.0.0.1', tls } = {} } = config;
  // What goes over a network carries the facts of persons, and a token that is worth as much.
  if (!isLoopback(host) && host !== 'localhost' && tls === undefined) {
    throw new PluginError('option-malformed', 'an address of the network needs `listen.tls`', { path: 'listen.tls' });
  }
  if (config.nativeWithoutToken === true && !isLoopback(host) && host !== 'localhost') {
    throw new PluginError('option-malformed', 'on a network everybody needs a token', { path: 'nativeWithoutToken' });
  }
  return withAbsolutePaths(config, folder);
}

function withAbsolutePaths(config: PluginConfig, folder: string): PluginConfig {
  const at = (path: string): string => resolve(folder, path);
  const { seed, bureauTokenFile, encounterKeyFile, widget, listen } = config;
  return {
    ...config,
    folder: at(config.folder),
    root: at(config.root),
    ...(seed === undefined ? {} : { seed: at(seed) }),
    ...(bureauTokenFile === undefined ? {} : { bureauTokenFile: at(bureauTokenFile) }),
    ...(encounterKeyFile === undefined ? {} : { encounterKeyFile: at(encounterKeyFile) }),
    ...(widget === undefined ? {} : { widget: at(widget) }),
    ...(listen?.tls === undefined
      ? {}
      : { listen: { ...listen, tls: { certFile: at(listen.tls.certFile), keyFile: at(listen.tls.keyFile) } } }),
  };
}

/** The first field at fault. Its value is not repeated: a token may have been put in the wrong place. */
function malformed(issues: readonly Issue[]): PluginError {
  const [issue] = issues;
  const { code, keys } = issue ?? { code: 'invalid_type' };
  const [unknown] = keys ?? [];
  const names = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].map(String);
  const path = names.join('.') || '(the whole)';
  if (unknown !== undefined) {
    return new PluginError('option-malformed', `there is no setting \`${path}\``, { path, problem: 'unknown' });
  }
  const problem = issue?.message ?? code;
  return new PluginError('option-malformed', `\`${path}\`: ${lowerFirst(problem)}`, { path, problem: code });
}

interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new PluginError('option-malformed', 'the configuration is no JSON', { path: '(the whole)' }, { cause });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new PluginError('file-unreadable', 'the configuration cannot be read', { problem: code }, { cause });
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
