import type { CommandOptions } from '../command.ts';
import { CliError } from '../error.ts';
import { readBytes } from '../file-access.ts';
import { type BureauCalls, connectBureau } from './bureau-calls.ts';

/** What a command that asks a bureau lets its caller say about it. */
export const BUREAU_OPTIONS = {
  url: {
    type: 'string',
    value: '<url>',
    about: 'the bureau; FORECHECK_URL, or http://127.0.0.1:8460, unless told otherwise',
  },
  'token-file': {
    type: 'string',
    value: '<file>',
    about: 'holds the token; FORECHECK_TOKEN unless told otherwise. A token is no argument: others see those',
  },
} as const satisfies CommandOptions;

/** Values of {@link BUREAU_OPTIONS}. */
export interface BureauAccess {
  readonly url?: string;
  readonly 'token-file'?: string;
}

/** Where a bureau listens unless it is told otherwise. */
export const BUREAU_PORT = 8460;

/**
 * The bureau that a command line names.
 *
 * @throws {@link CliError} `file-unreadable`
 */
export async function openBureauAccess(access: BureauAccess): Promise<BureauCalls> {
  const token = await readToken(access['token-file']);
  return connectBureau({ url: bureauUrl(access.url), ...(token === undefined ? {} : { token }) });
}

/** The address of the bureau: as told, else that of the environment, else this machine's. */
export function bureauUrl(url: string | undefined): string {
  return url ?? (process.env['FORECHECK_URL'] || `http://127.0.0.1:${BUREAU_PORT}`);
}

/**
 * The token of a file, else that of the environment; absent when neither is given.
 *
 * @throws {@link CliError} `file-unreadable`, `token-malformed`
 */
export async function readToken(path: string | undefined): Promise<string | undefined> {
  const text = path === undefined ? process.env['FORECHECK_TOKEN'] : new TextDecoder().decode(await readBytes(path));
  if (path === undefined && !text) return undefined;
  const token = text?.trim() ?? '';
  // Whatever else is in there may be secret too: not a word of it.
  if (!/^[!-~]{1,4096}$/.test(token))
    throw new CliError('token-malformed', `${path ?? 'FORECHECK_TOKEN'} holds no token`);
  return token;
}
