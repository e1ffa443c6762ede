import { CliError } from './error.ts';

/**
 * What `open` opens.
 *
 * @throws {@link CliError} `address-unavailable` when it cannot listen where it should
 */
export async function listen<Opened>(open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (cause) {
    const { syscall, code = '' } = Object(cause) as NodeJS.ErrnoException;
    // A name that does not resolve is met on the way to listening.
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw cause;
    throw new CliError('address-unavailable', `cannot listen there: ${REASONS[code] ?? code}`, {}, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something listens there already',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'permission denied',
  ENOTFOUND: 'there is no such host',
};
