import { canonicalBytes } from './canonical.ts';
import { signingInput } from './digest.ts';
import { refuse } from './error.ts';
import { parseHex } from './hex.ts';
import type { KeyId } from './ids.ts';
import type { Sealed } from './read-sealed.ts';
import type { Role, Root } from './root.ts';
import type { Crypto } from './signature.ts';

/**
 * Resolves when enough distinct keys of the role have signed, and of every algorithm that it requires enough.
 *
 * A signature of a key outside the role, or of an algorithm that is not understood, is not counted, and does no harm.
 *
 * @throws {@link PackError} `signature-insufficient`; `algorithm-unavailable` when that is why
 */
export async function verifyRole({ type, signed, signatures }: Sealed, role: Role, keys: Root['keys'], crypto: Crypto) {
  const message = signingInput(type, canonicalBytes(signed));
  const counts = new Map<string, number>();
  let good = 0;
  let obstacle: unknown;
  async function count(id: KeyId, value: string): Promise<void> {
    const { algorithm, key } = keys[id]!;
    const verifier = crypto.verifiers.find((it) => it.algorithm === algorithm);
    if (!(await verifier?.verify(parseHex(key), message, parseHex(value)))) return;
    good += 1;
    counts.set(algorithm, (counts.get(algorithm) ?? 0) + 1);
  }
  // Invariant: the keys of `signatures` are distinct, and so are keys by their ids, so that no key counts twice.
  const counted = signatures.filter(({ key }) => role.keys.includes(key));
  await Promise.all(
    counted.map(({ key, value }) =>
      // An algorithm that fails here does not spoil the others that are enough.
      count(key, value).catch((error: unknown) => {
        obstacle = error;
      }),
    ),
  );
  const lacks = ([algorithm, least]: [string, number]) => (counts.get(algorithm) ?? 0) < least;
  if (good < role.threshold || Object.entries(role.required ?? {}).some(lacks)) {
    if (obstacle !== undefined) throw obstacle;
    refuse('signature-insufficient', { type, good, threshold: role.threshold });
  }
}
