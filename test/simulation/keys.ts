import { createPrivateKey } from 'node:crypto';
import type { Signer } from '@forecheck/pack';
import { importSigner } from '@forecheck/pack/node';

/** The signers of a simulated bureau, and one of a stranger. The same in every run. Test keys: they protect nothing. */
export const SIGNERS = {
  root: signerOf(1),
  maker: signerOf(2),
  checker: signerOf(3),
  urgent: signerOf(4),
  head: signerOf(5),
  province: signerOf(6),
  stranger: signerOf(9),
} as const satisfies Record<string, Signer>;

function signerOf(seed: number): Signer {
  // PKCS #8 of an Ed25519 key is this prefix and the 32 bytes of the key.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  return importSigner(
    createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }).toString(),
  );
}
