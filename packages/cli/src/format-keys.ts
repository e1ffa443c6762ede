import { join } from 'node:path';
import type { Root } from '@forecheck/pack';
import type { MadeKey } from './commands/keygen.ts';
import { keyFile, PUBLIC_FILE, ROOT_FILE } from './keys/first-keys.ts';

/** What `keygen` made. */
export interface MadeKeys {
  readonly out: string;
  readonly made: readonly MadeKey[];
  readonly root: Root | undefined;
  readonly isEncrypted: boolean;
}

/** What `keygen` prints: where everything is and where it belongs; nothing that is secret. */
export function formatKeys({ out, made, root, isEncrypted }: MadeKeys, isJson: boolean): string {
  if (isJson) {
    const keys = made.map(({ name, role, keep, signer: { keyId, publicKey } }) => ({
      file: join(out, keyFile(name)),
      role,
      keyId,
      algorithm: publicKey.algorithm,
      keep,
    }));
    const sealed = root === undefined ? {} : { root: { file: join(out, ROOT_FILE), version: root.version } };
    return `${JSON.stringify({ keys, publicKeys: join(out, PUBLIC_FILE), ...sealed, isEncrypted }, undefined, 2)}\n`;
  }
  const width = Math.max(...made.map(({ name }) => keyFile(name).length));
  return [
    `${made.length === 1 ? 'a key' : `${made.length} keys`} in ${out}, ${isEncrypted ? 'encrypted' : 'NOT encrypted'}`,
    ...made.map(
      ({ name, signer, keep }) => `  ${keyFile(name).padEnd(width)}  ${signer.keyId.slice(0, KEY_SHOWN)}  ${keep}`,
    ),
    ...(root === undefined ? tellUnsealed(out) : tellRoot(out, root)),
    '',
  ].join('\n');
}

function tellUnsealed(out: string): readonly string[] {
  return [`${join(out, PUBLIC_FILE)} holds no secret: send it to whoever seals the root`];
}

function tellRoot(out: string, { version, expiresMs, delegations: [delegation] }: Root): readonly string[] {
  const until = new Date(expiresMs).toISOString().slice(0, 10);
  const { prefix = '', publisher } = delegation ?? {};
  return [
    `${join(out, ROOT_FILE)}: version ${version}, ${publisher?.threshold} of ${publisher?.keys.length} publishers for ${prefix}, until ${until}`,
    '  it holds no secret and goes to the bureau and to every client',
  ];
}

/** As much of a key's id as people compare. */
const KEY_SHOWN = 16;
