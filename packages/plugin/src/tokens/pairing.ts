import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PluginError } from '../error.ts';
import type { TokenOffice } from './token-office.ts';
import { writeWhole } from './write-whole.ts';

/** Lets one HIS in that shows a code of six digits. */
export interface Pairing {
  /** Whether somebody at the plugin waits for a HIS. */
  readonly isOpen: boolean;
  /**
   * The token for whoever shows the code, once. Five wrong codes lock it for a minute; the third lock ends the pairing.
   *
   * @throws {@link PluginError} `pairing-closed`, `pairing-refused`, `pairing-locked`
   */
  redeem(code: string, origin?: string): { readonly token: string; readonly name: string };
}

/** What was asked for at the plugin. */
export interface PairingRequest {
  /** What the HIS is to be called. */
  readonly name: string;
  readonly nowMs: number;
  /** For so long; {@link PAIRING_LIFE_MS} unless told otherwise. */
  readonly lifeMs?: number;
}

/** How long a code is good for. */
export const PAIRING_LIFE_MS = 10 * 60_000;
/** Wrong codes until pairing locks. */
export const PAIRING_TRIES_MAX = 5;
/** For how long it locks. */
export const PAIRING_LOCK_MS = 60_000;

/**
 * Begins a pairing in a folder, and gives the code. A pairing before it ends: one code is good at a time.
 *
 * Whoever may write the folder may let in; that is what the file stands for.
 */
export function beginPairing(folder: string, { name, nowMs, lifeMs = PAIRING_LIFE_MS }: PairingRequest): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const salt = randomBytes(16).toString('hex');
  const request: StoredPairing = { name, salt, hash: hashOf(salt, code), expiresMs: nowMs + lifeMs };
  writeWhole(join(folder, FILE), `${JSON.stringify(request)}\n`);
  return code;
}

/** The pairings of a folder, which any process may begin. */
export function openPairing(folder: string, tokens: TokenOffice, nowMs: () => number): Pairing {
  const file = join(folder, FILE);
  let asked = '';
  let wrong = 0;
  let locks = 0;
  let lockedUntilMs = 0;

  const read = (): StoredPairing | undefined => {
    const pairing = readPairing(file);
    return pairing !== undefined && nowMs() < pairing.expiresMs ? pairing : undefined;
  };

  /** Counted for each code, so that a new one begins anew. */
  function countFor({ hash }: StoredPairing): void {
    if (hash === asked) return;
    asked = hash;
    wrong = 0;
    locks = 0;
    lockedUntilMs = 0;
  }

  return {
    get isOpen() {
      return read() !== undefined;
    },
    redeem(code, origin) {
      const pairing = read();
      if (pairing === undefined) throw new PluginError('pairing-closed', 'nobody waits for a HIS');
      countFor(pairing);
      const waitMs = lockedUntilMs - nowMs();
      if (waitMs > 0) throw new PluginError('pairing-locked', 'too many wrong codes', { retryAfterMs: waitMs });
      if (!isEqual(hashOf(pairing.salt, code), pairing.hash)) {
        wrong += 1;
        if (wrong >= PAIRING_TRIES_MAX) {
          wrong = 0;
          locks += 1;
          lockedUntilMs = nowMs() + PAIRING_LOCK_MS;
          if (locks >= LOCKS_MAX) unlinkSync(file);
        }
        throw new PluginError('pairing-refused', 'the code is wrong');
      }
      // First of all: a code is good once, whatever happens next.
      unlinkSync(file);
      return { token: tokens.issue(pairing.name, origin), name: pairing.name };
    },
  };
}

interface StoredPairing {
  readonly name: string;
  readonly salt: string;
  readonly hash: string;
  readonly expiresMs: number;
}

function readPairing(file: string): StoredPairing | undefined {
  try {
    const { name, salt, hash, expiresMs } = JSON.parse(readFileSync(file, 'utf8')) as Partial<StoredPairing>;
    if (name === undefined || salt === undefined || hash?.length !== 64 || expiresMs === undefined) return undefined;
    return { name, salt, hash, expiresMs };
  } catch {
    return undefined;
  }
}

const hashOf = (salt: string, code: string): string => createHash('sha256').update(`${salt} ${code}`).digest('hex');
const isEqual = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
const FILE = 'pairing.json';
const LOCKS_MAX = 3;
