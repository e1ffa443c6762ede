import { openGuard, readCarriedFolder } from '@forecheck/sync/node';
import { requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { isSystemError, makeFolder, readBytes, unreadable } from '../file-access.ts';
import { untilAborted } from '../interruption.ts';
import { bureauUrl, readToken } from '../remote/access.ts';
import { syncUrl } from '../sync-url.ts';
import { readEncounters } from '../watch/read-encounters.ts';
import { watchGuard } from '../watch/watch-guard.ts';

/** `forecheck client` */
export const clientCommand = defineCommand({
  usage:
    'client --root <file> --institution <name> --scope <layer> --folder <data> [--url <url> …] [--evaluate <file>]',
  description:
    'Runs a client as an institution does: keeps the newest trusted pack in force and tells whenever something changes. ' +
    'With --evaluate it judges encounters or messages at the beginning and again under every pack that comes, so that ' +
    'one sees what a change does. While it runs, the folder is its own.',
  runs: 'until-interrupted',
  options: {
    url: {
      type: 'string',
      value: '<url>',
      multiple: true,
      about: 'bureau nodes or relays, taken in turn; FORECHECK_URL, or the bureau on this machine',
    },
    root: { type: 'string', value: '<file>', about: 'the sealed root; required' },
    institution: { type: 'string', value: '<name>', about: 'who it is, as its token says; required' },
    scope: { type: 'string', value: '<layer>', about: 'where it stands, such as cn/330000/330100/h1; required' },
    folder: { type: 'string', value: '<data>', about: 'where packs and outbox lie; required' },
    evaluate: { type: 'string', short: 'e', value: '<file>', about: 'what to judge: encounters or 3101/3102 messages' },
    seed: { type: 'string', value: '<folder>', about: 'a carried folder, for a first start without network' },
    import: { type: 'string', value: '<folder>', about: 'a carried folder to bring into force now' },
    offline: { type: 'boolean', about: 'connect to nothing' },
    'token-file': { type: 'string', value: '<file>', about: 'holds the token that admits it; FORECHECK_TOKEN' },
  },
  examples: [
    {
      line: 'forecheck client --root keys/root.json --institution H0001 --scope cn --folder client-data --evaluate encounter.json --token-file client.token',
      about: 'a hospital of the bureau on this machine',
    },
    {
      line: 'forecheck client --root keys/root.json --institution H0002 --scope cn --folder other-client --offline --seed carried --evaluate encounter.json --json',
      about: 'without a network, by a folder that was carried; one JSON object a line',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('what it judges goes with `--evaluate <file>`');
    if (options.offline && options.url !== undefined) throw usageError('`--offline` connects to no `--url`');
    const folder = requireOption(options.folder, '--folder <data>');
    const rootFile = requireOption(options.root, '--root <file>');
    const institution = requireOption(options.institution, '--institution <name>');
    const scope = requireOption(options.scope, '--scope <layer>');
    const urls = options.offline ? [] : (options.url ?? [bureauUrl(undefined)]).map((url) => syncUrl(url, '--url'));
    const { seed, import: carried } = options;
    const { interruption } = terminal;
    const root = await readBytes(rootFile);
    const token = await readToken(options['token-file']);
    const encounters = options.evaluate === undefined ? [] : await readEncounters(options.evaluate);
    await makeFolder(folder);
    const guard = await namingFolder(seed ?? '', () =>
      openGuard({
        folder,
        urls,
        root,
        institution,
        scope,
        ...(seed === undefined ? {} : { seed }),
        ...(token === undefined ? {} : { token }),
      }),
    );
    try {
      const watch = watchGuard(guard, encounters, isJson, terminal);
      if (carried !== undefined) {
        await guard.importFolder(await namingFolder(carried, () => readCarriedFolder(carried)));
      }
      await untilAborted(interruption);
      await watch.end();
    } finally {
      await guard.close();
    }
    return EXIT.ok;
  },
});

/** The system's own failures are told by what they were about. */
async function namingFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isSystemError(error) ? unreadable(folder, error) : error;
  }
}
