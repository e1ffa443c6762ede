import { openRelay } from '@forecheck/bureau';
import { requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { makeFolder, readBytes } from '../file-access.ts';
import { untilAborted } from '../interruption.ts';
import { listen } from '../listen.ts';
import { readPort } from '../read-quantity.ts';
import { bureauUrl, readToken } from '../remote/access.ts';
import { watchTokens } from '../remote/watch-tokens.ts';
import { syncUrl } from '../sync-url.ts';
import { watchScopes } from '../watch-scopes.ts';

/** `forecheck relay` */
export const relayCommand = defineCommand({
  usage: 'relay --root <file> --scope <layer> … --folder <data> [--upstream <url> …] [--port <port>]',
  description:
    'Runs a relay: takes what a bureau publishes for some layers, verifies it, and hands it on to many clients near by; ' +
    'what they send it forwards. It holds no signing key, and goes on serving while the bureau is away. It lets in by the ' +
    'tokens of the bureau, without asking it; without `--tokens` everybody who reaches it may connect, as whoever they say.',
  runs: 'until-interrupted',
  options: {
    upstream: {
      type: 'string',
      value: '<url>',
      multiple: true,
      about: 'bureau nodes, or relays nearer to them, taken in turn; FORECHECK_URL, or the bureau on this machine',
    },
    root: { type: 'string', value: '<file>', about: 'the sealed root; required' },
    scope: { type: 'string', value: '<layer>', multiple: true, about: 'what it serves; required, once for each' },
    folder: { type: 'string', value: '<data>', about: 'where it keeps what it hands on; required' },
    name: { type: 'string', value: '<name>', about: 'what it is called upstream, as its token says: relay-1' },
    port: { type: 'string', value: '<port>', about: 'where to listen; any that is free unless told otherwise' },
    host: { type: 'string', value: '<address>', about: '127.0.0.1: what speaks TLS stands in front of a relay' },
    tokens: {
      type: 'string',
      value: '<file>',
      about: 'who may connect, as `forecheck token --list --json` tells it; read again when it changes',
    },
    'token-file': {
      type: 'string',
      value: '<file>',
      about: 'holds the token that admits it upstream; FORECHECK_TOKEN',
    },
  },
  examples: [
    {
      line: 'forecheck relay --root keys/root.json --scope cn --folder relay-data --token-file relay.token',
      about: 'the national layer of the bureau on this machine, for everybody',
    },
    {
      line: 'forecheck relay --root keys/root.json --scope cn --folder relay-data --token-file relay.token --tokens tokens.json',
      about: 'for those who have a token of the bureau',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('what it serves goes with `--scope <layer>`');
    const folder = requireOption(options.folder, '--folder <data>');
    const rootFile = requireOption(options.root, '--root <file>');
    const scopes = options.scope ?? [requireOption(undefined, '--scope <layer>')];
    const upstreamUrls = (options.upstream ?? [bureauUrl(undefined)]).map((url) => syncUrl(url, '--upstream'));
    const port = readPort(options.port, 0);
    const { interruption } = terminal;
    const root = await readBytes(rootFile);
    const token = await readToken(options['token-file']);
    const tokens = options.tokens === undefined ? undefined : await watchTokens(options.tokens);
    if (tokens === undefined) {
      terminal.warn('forecheck: no `--tokens`: whoever reaches this relay is let in, as whoever they say they are');
    }
    await makeFolder(folder);
    const relay = await listen(() =>
      openRelay({
        upstreamUrls,
        root,
        scopes,
        folder,
        port,
        name: options.name ?? 'relay-1',
        ...(options.host === undefined ? {} : { host: options.host }),
        ...(token === undefined ? {} : { token }),
        ...(tokens === undefined ? {} : { tokens }),
      }),
    );
    try {
      const places = { url: relay.url, syncUrl: syncUrl(relay.url, '--host') };
      await terminal.print(
        isJson ? `${JSON.stringify(places)}\n` : `relay at ${places.url}\n  clients  ${places.syncUrl}\n`,
      );
      const stop = watchScopes(relay, isJson, terminal);
      await untilAborted(interruption);
      stop();
      if (!isJson) terminal.warn('saying goodbye');
    } finally {
      await relay.close();
    }
    return EXIT.ok;
  },
});
