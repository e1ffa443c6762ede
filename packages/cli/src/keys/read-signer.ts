import type { Signer } from '@forecheck/pack';
import { importSigner } from '@forecheck/pack/node';
import { CliError } from '../error.ts';
import { isAbsent, readBytes } from '../file-access.ts';
import type { Terminal } from '../terminal.ts';
import { askPassphrase } from './passphrase.ts';

/**
 * The signer of a PEM file.
 *
 * @throws {@link CliError} `key-missing`, `file-unreadable`, `passphrase-missing`
 * @throws PackError `key-malformed`, also for a wrong passphrase
 */
export async function readSigner(path: string, terminal: Terminal): Promise<Signer> {
  const bytes = await readBytes(path).catch((error: unknown) => {
    throw isAbsent((error as Error).cause) ? new CliError('key-missing', `there is no key \`${path}\``) : error;
  });
  const pem = new TextDecoder().decode(bytes);
  const isEncrypted = pem.includes('ENCRYPTED');
  return importSigner(pem, isEncrypted ? await askPassphrase(terminal, path) : undefined);
}
