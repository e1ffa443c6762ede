import { SYNC_PATH } from '@forecheck/bureau';
import { usageError } from './arguments.ts';

/**
 * Where connections of a bureau or a relay go. `http://…` and `https://…` without a path are its address as other commands
 * take it.
 *
 * @throws {@link CliError} `arguments-malformed`
 */
export function syncUrl(address: string, form: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^(?:http|ws)s?:$/.test(url.protocol)) {
    throw usageError(`option \`${form}\` is no address such as \`https://bureau.example\``);
  }
  url.protocol = url.protocol.replace('http', 'ws');
  if (url.pathname === '/') url.pathname = SYNC_PATH;
  return url.href;
}
