import type { PublicKey, Signer } from '@forecheck/pack';
import { keyIdOf } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { CliError } from '../error.ts';
import { readBytes } from '../file-access.ts';
import { FIRST_KEYS, type KeyRole } from './first-keys.ts';

/** The public half of a key, with what it is for. Holds no secret: whoever seals the root is sent this. */
export interface NamedPublicKey {
  readonly role: KeyRole;
  readonly keyId: string;
  readonly publicKey: PublicKey;
}

/** What is told of a signer. */
export function publicKeyOf(role: KeyRole, { keyId, publicKey }: Signer): NamedPublicKey {
  return { role, keyId, publicKey };
}

/**
 * The keys of a `public-keys.json`.
 *
 * @throws {@link CliError} `file-unreadable`, `input-malformed`
 */
export async function readPublicKeys(path: string): Promise<readonly NamedPublicKey[]> {
  const text = new TextDecoder().decode(await readBytes(path));
  const crypto = nodeCrypto();
  try {
    const keys = JSON.parse(text) as readonly NamedPublicKey[];
    for (const { role, keyId, publicKey } of keys) {
      const isGood = FIRST_KEYS.some((key) => key.role === role) && (await keyIdOf(publicKey, crypto)) === keyId;
      if (!isGood) throw new TypeError();
    }
    return keys;
  } catch {
    throw new CliError('input-malformed', `\`${path}\` is no list of public keys as \`forecheck keygen\` writes it`);
  }
}
