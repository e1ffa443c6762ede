import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlugin, openTokenOffice, type Plugin, type PluginConfig } from '@forecheck/plugin';
import { SCOPE } from '../bureau-and-clients/sample-encounter.ts';

/** Of the example's hospital, as its token at the bureau says. */
export const INSTITUTION = 'H0001';

/** The plugin of the example's hospital, and the token that its HIS calls with. */
export interface HospitalPlugin {
  /** Of the pages. */
  readonly token: string;
  /** Of programs, which have no origin. */
  readonly programToken: string;
  /** Where it is, or was last. */
  readonly url: string;
  /** Absent while it is stopped. */
  readonly running: Plugin | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What the plugin is told. */
export interface HospitalPluginOptions {
  readonly folder: string;
  readonly root: Uint8Array;
  readonly bureauUrl: string;
  /** Admits the hospital at the bureau. */
  readonly bureauToken: string;
  /** Of the HIS pages that may call. */
  readonly origin: string;
  /** File of the widget's script. */
  readonly widgetFile?: string;
  /** Other than an installed one has. */
  readonly limits?: PluginConfig['limits'];
}

/** Starts it; it keeps its port when it is stopped and started again, as an installed one would. */
export async function startPlugin(options: HospitalPluginOptions): Promise<HospitalPlugin> {
  const { folder, origin } = options;
  const root = join(folder, 'root.json');
  await writeFile(root, options.root);
  const bureauTokenFile = join(folder, 'bureau-token');
  await writeFile(bureauTokenFile, options.bureauToken, { mode: 0o600 });
  const data = join(folder, 'plugin');
  let port = 0;
  const open = async (): Promise<Plugin> => {
    const plugin = await openPlugin(
      {
        folder: data,
        institution: INSTITUTION,
        scope: SCOPE,
        root,
        urls: [options.bureauUrl],
        bureauTokenFile,
        origins: [origin],
        listen: { port },
        log: { level: 'error' },
        ...(options.limits === undefined ? {} : { limits: options.limits }),
      },
      options.widgetFile === undefined ? {} : { widgetFile: options.widgetFile },
    );
    port = Number(new URL(plugin.url).port);
    return plugin;
  };
  let running: Plugin | undefined = await open();
  let { url } = running;
  const tokens = openTokenOffice(data, Date.now);
  const token = tokens.issue('his-pages', origin);
  const programToken = tokens.issue('his-programs');
  return {
    token,
    programToken,
    get url() {
      return url;
    },
    get running() {
      return running;
    },
    async start() {
      running ??= await open();
      ({ url } = running);
    },
    async stop() {
      const stopping = running;
      running = undefined;
      await stopping?.close();
    },
  };
}
