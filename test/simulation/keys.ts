import { createHash, createPrivateKey } from 'node:crypto';
import type { Crypto, Signer } from '@forecheck/pack';
import { importSigner, nodeCrypto } from '@forecheck/pack/node';

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

/**
 * The real checks of signatures, each of which is made once: thirty machines are told the same head, and whether a
 * signature is good depends on nothing else.
 */
export function simulationCrypto(): Crypto {
  return CRYPTO;
}

const KNOWN_MAX = 20_000;
const CRYPTO = rememberVerdicts(nodeCrypto({ algorithms: ['ed25519'] }));

function rememberVerdicts(crypto: Crypto): Crypto {
  const known = new Map<string, Promise<boolean>>();
  return {
    ...crypto,
    verifiers: crypto.verifiers.map(({ algorithm, verify }) => ({
      algorithm,
      verify(publicKey, message, signature) {
        const hash = createHash('sha256').update(`${publicKey.length} ${signature.length} ${message.length} `);
        const question = hash.update(publicKey).update(signature).update(message).digest('base64');
        const answer = known.get(question) ?? verify(publicKey, message, signature);
        if (known.size >= KNOWN_MAX) known.clear();
        known.set(question, answer);
        return answer;
      },
    })),
  };
}
