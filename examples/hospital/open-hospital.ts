import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSourceFolder } from '../../packages/cli/src/source-folder.ts';
import { SCOPE } from '../bureau-and-clients/sample-encounter.ts';
import { startBureau } from '../bureau-and-clients/start-bureau.ts';
import { untilTrue } from '../bureau-and-clients/until-true.ts';
import { layLine } from './network-plug.ts';
import { serveHis } from './serve-his.ts';
import { type HospitalPluginOptions, INSTITUTION, startPlugin } from './start-plugin.ts';
import { URGENT_DRUG, urgentRule } from './urgent-rule.ts';

/** A hospital with its HIS, its plugin, and the bureau behind a line that can be pulled out. */
export interface Hospital {
  /** The HIS page. */
  readonly his: string;
  readonly plugin: string;
  /** For programs that call the plugin. */
  readonly programToken: string;
  readonly bureau: string;
  close(): Promise<void>;
}

/** Where it is opened. */
export interface HospitalOptions {
  /** For everything that is kept; nothing of it is needed again. */
  readonly folder: string;
  /** Of the HIS page. Any that is free, where it is taken. */
  readonly port?: number;
  /** Of the plugin, other than an installed one has. */
  readonly limits?: HospitalPluginOptions['limits'];
}

/** Opens all of it. */
export async function openHospital({ folder, port = 0, limits }: HospitalOptions): Promise<Hospital> {
  /** The last first. */
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const sample = await startBureau(join(folder, 'bureau'));
    closers.push(() => sample.bureau.close());
    const line = await layLine(Number(new URL(sample.syncUrl).port));
    closers.push(() => line.close());
    const catalogue = await readCatalogue();
    const plugin = { current: undefined as Awaited<ReturnType<typeof startPlugin>> | undefined };
    const his = await serveHis(
      catalogue,
      {
        '/desk/pull-plug': async () => line.pull(),
        '/desk/put-in-plug': async () => line.putIn(),
        '/desk/stop-plugin': async () => plugin.current?.stop(),
        '/desk/start-plugin': async () => plugin.current?.start(),
        '/desk/urgent': async () => {
          await sample.publishUrgent(urgentRule());
          return URGENT_DRUG;
        },
        '/desk/arrived': async () =>
          (await sample.bureau.store.readDispositions(0, 100)).map(({ rule, kind }) => ({ rule, kind })),
      },
      port,
    );
    closers.push(() => his.close());
    const bureauUrl = new URL(sample.syncUrl);
    bureauUrl.port = String(line.port);
    const { token: bureauToken } = await sample.bureau.tokens.issue({
      subject: INSTITUTION,
      role: 'institution',
      scope: SCOPE,
    });
    plugin.current = await startPlugin({
      folder,
      bureauToken,
      root: sample.root,
      bureauUrl: bureauUrl.href,
      origin: his.origin,
      ...(limits === undefined ? {} : { limits }),
      ...(existsSync(WIDGET) ? { widgetFile: WIDGET } : {}),
    });
    closers.push(async () => plugin.current?.stop());
    await untilTrue('a first pack at the plugin', () => plugin.current?.running?.status().pack !== undefined);
    his.settings = { plugin: plugin.current.url, token: plugin.current.token };
    const { url, programToken } = plugin.current;
    return { his: his.url, plugin: url, programToken, bureau: sample.bureau.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What may be prescribed: name, code, unit and kind. */
async function readCatalogue(): Promise<readonly object[]> {
  const { source } = await readSourceFolder(fileURLToPath(new URL('../sample-source', import.meta.url)));
  return (source.catalogue ?? []).map(({ code, name, kind, baseUnit }) => ({ code, name, kind, unit: baseUnit }));
}

/** Built by `npm run build`; the page itself has the widget in its bundle. */
const WIDGET = fileURLToPath(new URL('../../packages/widget/dist/forecheck-widget.js', import.meta.url));
