import { readdir, readFile } from 'node:fs/promises';
import { PluginError } from '../error.ts';
import type { TlsFiles } from '../server/http-server.ts';
import type { PluginConfig } from './plugin-config.ts';

/** What the files that a configuration names hold. */
export interface PluginFiles {
  readonly token?: string;
  readonly encounterKey?: Uint8Array;
  readonly tls?: TlsFiles;
  readonly widget?: Uint8Array;
  /** Its style sheet, which lies beside it; only old browsers ask for it. */
  readonly widgetStyle?: Uint8Array;
}

/**
 * Reads every file that a configuration names.
 *
 * @param widgetFile - The script that came with the program, which may be missing.
 * @throws {@link PluginError} `file-unreadable`, `option-malformed`; `detail.path` names the field
 */
export async function readPluginFiles(config: PluginConfig, widgetFile?: string): Promise<PluginFiles> {
  const { bureauTokenFile, encounterKeyFile, listen: { tls } = {}, widget } = config;
  const read = (path: string, field: string) => naming(field, () => readFile(path));
  const key = encounterKeyFile === undefined ? undefined : await read(encounterKeyFile, 'encounterKeyFile');
  if (key !== undefined && key.length < KEY_BYTES_MIN) {
    throw new PluginError('option-malformed', `a key has at least ${KEY_BYTES_MIN} bytes`, {
      path: 'encounterKeyFile',
    });
  }
  // One that came with the program may be missing; one that was named may not.
  const script =
    widget === undefined ? await readFile(widgetFile ?? '').catch(() => undefined) : await read(widget, 'widget');
  const style = await readFile((widget ?? widgetFile ?? '').replace(/\.js$/, '.css')).catch(() => undefined);
  await read(config.root, 'root');
  const { seed } = config;
  if (seed !== undefined) await naming('seed', () => readdir(seed));
  return {
    ...(bureauTokenFile === undefined
      ? {}
      : { token: new TextDecoder().decode(await read(bureauTokenFile, 'bureauTokenFile')).trim() }),
    ...(key === undefined ? {} : { encounterKey: key }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            cert: await read(tls.certFile, 'listen.tls.certFile'),
            key: await read(tls.keyFile, 'listen.tls.keyFile'),
          },
        }),
    ...(script === undefined ? {} : { widget: script }),
    ...(style === undefined ? {} : { widgetStyle: style }),
  };
}

/** The system's own failures are told by the field that named the file. */
async function naming<Result>(field: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const detail = { path: field, problem: code };
    throw new PluginError('file-unreadable', `what \`${field}\` names cannot be read`, detail, { cause });
  }
}

const KEY_BYTES_MIN = 16;
