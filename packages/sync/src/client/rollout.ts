import type { Candidate, Crypto, Digest } from '@forecheck/pack';
import { TO_UTF8 } from '../protocol/utf8.ts';

/**
 * Where an institution stands in a rollout, 0 to 99: the first four bytes of SHA-256 of `<salt>\0<institution>`, read as one
 * number, modulo 100. Whoever is below the percentage takes the candidate; a new salt begins with others.
 */
export async function placeOf(salt: string, institution: string, crypto: Crypto): Promise<number> {
  const digest = await crypto.digest(TO_UTF8.encode(`${salt}\0${institution}`));
  return Number.parseInt(digest.slice(0, 8), 16) % 100;
}

/** Who has taken a candidate keeps it; `paused` and a percentage of its own say only who takes it next. */
export function isTaken({ digest, state, percentage }: Candidate, place: number, active: Digest | undefined): boolean {
  return digest === active || (state === 'active' && place < percentage);
}
