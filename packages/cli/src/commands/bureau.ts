import { join } from 'node:path';
import { type Bureau, openBureau } from '@forecheck/bureau';
import { type Root, readSealed } from '@forecheck/pack';
import { requireOption, usageError } from '../arguments.ts';
import { type CommandCall, defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { createFile, isPresent, makeFolder, readBytes } from '../file-access.ts';
import { untilAborted } from '../interruption.ts';
import { keyFile, ROOT_FILE } from '../keys/first-keys.ts';
import { readSigner } from '../keys/read-signer.ts';
import { listen } from '../listen.ts';
import { publishSample } from '../publish/publish-sample.ts';
import { readPort } from '../read-quantity.ts';
import { BUREAU_PORT } from '../remote/access.ts';
import { syncUrl } from '../sync-url.ts';

const OPTIONS = {
  folder: { type: 'string', value: '<data>', about: 'where the database lies; made when it is not there; required' },
  keys: {
    type: 'string',
    value: '<folder>',
    about: 'holds head.pem and root.json, and should hold no other key; required',
  },
  port: { type: 'string', value: '<port>', about: `where to listen: ${BUREAU_PORT}; 0 is any that is free` },
  host: { type: 'string', value: '<address>', about: '127.0.0.1: what speaks TLS stands in front of a bureau' },
  postgres: {
    type: 'string',
    value: '<url>',
    about: 'keep everything in PostgreSQL, for several nodes; FORECHECK_POSTGRES keeps its password to itself',
  },
  open: { type: 'boolean', about: 'let clients and relays in without tokens, for trying out' },
  sample: {
    type: 'boolean',
    about: 'publish sample rules when nothing is published; needs the publisher keys as well',
  },
  'token-file': {
    type: 'string',
    value: '<file>',
    about: 'write the first token of an administrator there, for its owner alone, instead of printing it',
  },
} as const;

type Call = CommandCall<typeof OPTIONS>;

/** `forecheck bureau` */
export const bureauCommand = defineCommand({
  usage: 'bureau --folder <data> --keys <folder> [--port <port>] [--postgres <url>] [--open] [--sample]',
  description:
    'Runs a bureau: publishes rules to whoever connects, and takes in what was done about alerts. Everything is in one ' +
    'file of the folder, or in PostgreSQL. The first start makes the token of an administrator and tells it once.',
  runs: 'until-interrupted',
  options: OPTIONS,
  examples: [
    {
      line: 'forecheck bureau --folder data --keys keys --sample --open --token-file administrator.token',
      about: 'one command, and there is something to look at',
    },
    {
      line: 'forecheck bureau --folder other-data --keys keys --port 0 --json',
      about: 'with tokens, on any free port; where it is, as JSON',
    },
  ],
  async execute(call) {
    const { options, positionals, isJson, terminal } = call;
    if (positionals.length > 0) throw usageError('the database goes with `--folder <data>`');
    const folder = requireOption(options.folder, '--folder <data>');
    const keys = requireOption(options.keys, '--keys <folder>');
    const port = readPort(options.port, BUREAU_PORT);
    const { interruption } = terminal;
    const headSigner = await readSigner(join(keys, keyFile('head')), terminal);
    const root = await readRoot(join(keys, ROOT_FILE));
    if (!root.signed.head.keys.includes(headSigner.keyId)) {
      terminal.warn(`forecheck: ${keyFile('head')} is no head key of ${ROOT_FILE}: clients will not believe its heads`);
    }
    if (await isPresent(join(keys, keyFile('root')))) {
      terminal.warn(`forecheck: ${keyFile('root')} lies here too: for more than a trial it belongs offline`);
    }
    const postgresUrl = options.postgres ?? (process.env['FORECHECK_POSTGRES'] || undefined);
    if (postgresUrl === undefined) await makeFolder(folder);
    const bureau = await listen(() =>
      openBureau({
        folder,
        port,
        headSigners: [headSigner],
        isOpen: options.open === true,
        ...(options.host === undefined ? {} : { host: options.host }),
        ...(postgresUrl === undefined ? {} : { postgresUrl }),
      }),
    );
    try {
      // First of all: it is told once, and whatever fails afterwards, it was told.
      await terminal.print(await tellBureau(bureau, call));
      await addRoot(bureau, root);
      if (options.sample && !interruption.aborted) await addSample(bureau, root.signed, keys, call);
      if (!isJson) terminal.warn('it runs until Ctrl-C');
      await untilAborted(interruption);
      if (!isJson) terminal.warn('saying goodbye');
    } finally {
      await bureau.close();
    }
    return EXIT.ok;
  },
});

interface ReadRoot {
  readonly signed: Root;
  readonly sealed: Uint8Array;
}

async function readRoot(path: string): Promise<ReadRoot> {
  const sealed = await readBytes(path);
  return { sealed, signed: readSealed(sealed, 'root').signed };
}

/** A root that the bureau has already, or has had one after, is no news. */
async function addRoot({ store, publisher }: Bureau, { sealed, signed }: ReadRoot): Promise<void> {
  const newest = (await store.readRoots(0)).at(-1)?.version ?? 0;
  if (signed.version > newest) await publisher.addRoot(sealed);
}

async function addSample(bureau: Bureau, root: Root, keys: string, { terminal, isJson }: Call): Promise<void> {
  const [layer = 'cn'] = root.delegations.map(({ prefix }) => prefix);
  const maker = await readSigner(join(keys, keyFile('publisher-1')), terminal);
  const checker = await readSigner(join(keys, keyFile('publisher-2')), terminal);
  const isNew = await publishSample(bureau, layer, [maker, checker]);
  if (isNew && !isJson) await terminal.print(`published sample rules for ${layer}\n`);
}

/** Where everything is, and the first token, where it is not written to a file. */
async function tellBureau({ url, firstToken }: Bureau, { options, isJson, terminal }: Call): Promise<string> {
  const places = { url, syncUrl: syncUrl(url, '--host'), healthUrl: `${url}/health`, metricsUrl: `${url}/metrics` };
  const file = options['token-file'];
  const isWritten = file !== undefined && firstToken !== undefined && (await writeToken(file, firstToken, terminal));
  const told = isWritten || firstToken === undefined ? {} : { firstToken };
  if (isJson) return `${JSON.stringify({ ...places, ...told })}\n`;
  return [
    `bureau at ${places.url}`,
    `  clients        ${places.syncUrl}`,
    `  health         ${places.healthUrl}`,
    `  metrics        ${places.metricsUrl}`,
    ...('firstToken' in told ? [`  administrator  ${told.firstToken}  told once, here: keep it like a key`] : []),
    ...(isWritten ? [`  administrator  its token is in ${file}`] : []),
    '',
  ].join('\n');
}

/** False when it could not be written: then it is printed after all, because it cannot be told again. */
async function writeToken(file: string, token: string, terminal: Call['terminal']): Promise<boolean> {
  try {
    await createFile(file, `${token}\n`, { isSecret: true });
    return true;
  } catch {
    const why = (await isPresent(file).catch(() => false)) ? 'is there already' : 'cannot be written';
    terminal.warn(`forecheck: ${file} ${why}, so the token is printed`);
    return false;
  }
}
