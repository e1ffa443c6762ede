import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PluginError } from '../error.ts';
import { writeWhole } from './write-whole.ts';

/** Who may call. The token itself is told once and kept nowhere. */
export interface KnownCaller {
  /** What it is called in logs and in the audit trail: the HIS, not a person. */
  readonly name: string;
  /** First 12 digits of the hash, for revoking. */
  readonly id: string;
  /** The page to which the token was given; no other may use it. Absent: a program, or whatever stands in front of pages. */
  readonly origin?: string;
  readonly createdMs: number;
}

/** Tokens, each in a file of its own: whoever may write the folder may let in and send away. */
export interface TokenOffice {
  /** The caller of a token. Looks for new and revoked ones. */
  find(token: string): KnownCaller | undefined;
  /** All of them, as they are now. */
  list(): readonly KnownCaller[];
  /** Whether a token was given to this page. */
  hasOrigin(origin: string): boolean;
  /** The token, which cannot be told again. */
  issue(name: string, origin?: string): string;
  /** @throws {@link PluginError} `token-unknown` */
  revoke(id: string): KnownCaller;
}

/**
 * The tokens of a folder. Several processes may have it open: one adds and removes files, the others see it within a moment.
 *
 * @throws {@link PluginError} `file-unwritable`
 */
export function openTokenOffice(folder: string, nowMs: () => number): TokenOffice {
  const place = join(folder, 'tokens');
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new PluginError('file-unwritable', 'the folder of tokens cannot be made', {}, { cause });
  }
  let known: readonly StoredToken[] = [];
  let readMs = Number.NEGATIVE_INFINITY;
  let changedMs = Number.NaN;

  function refresh(): readonly StoredToken[] {
    const now = nowMs();
    if (now - readMs < LOOK_INTERVAL_MS && now >= readMs) return known;
    const { mtimeMs } = statSync(place);
    // A second change within the same tick of the disk's clock does not show.
    if (mtimeMs !== changedMs || Math.abs(now - mtimeMs) < SETTLED_MS) known = readAll(place);
    changedMs = mtimeMs;
    readMs = now;
    return known;
  }

  return {
    find(token) {
      const hash = createHash('sha256').update(token).digest();
      const found = findHash(refresh(), hash);
      if (found !== undefined) return callerOf(found);
      // It may have been issued a moment ago.
      readMs = Number.NEGATIVE_INFINITY;
      const issued = findHash(refresh(), hash);
      return issued && callerOf(issued);
    },
    list: () => readAll(place).map(callerOf),
    hasOrigin: (origin) => refresh().some((one) => one.origin === origin),
    issue(name, origin) {
      const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
      const hash = createHash('sha256').update(token).digest('hex');
      const stored = { name, hash, createdMs: nowMs(), ...(origin === undefined ? {} : { origin }) };
      writeWhole(join(place, `${idOf(hash)}.json`), `${JSON.stringify(stored)}\n`);
      readMs = Number.NEGATIVE_INFINITY;
      return token;
    },
    revoke(id) {
      const found = readAll(place).find((one) => idOf(one.hash.toString('hex')) === id);
      if (found === undefined) throw new PluginError('token-unknown', 'there is no such token');
      unlinkSync(join(place, `${id}.json`));
      readMs = Number.NEGATIVE_INFINITY;
      return callerOf(found);
    },
  };
}

interface StoredToken extends Omit<KnownCaller, 'id'> {
  readonly hash: Buffer;
}

/** Looks at all of them, so that the time tells nothing of where it was found. */
function findHash(tokens: readonly StoredToken[], hash: Buffer): StoredToken | undefined {
  let found: StoredToken | undefined;
  for (const one of tokens) if (timingSafeEqual(hash, one.hash)) found = one;
  return found;
}

function callerOf({ hash, ...rest }: StoredToken): KnownCaller {
  return { ...rest, id: idOf(hash.toString('hex')) };
}

/** A file that is none of ours, or is damaged, lets nobody in. */
function readAll(place: string): readonly StoredToken[] {
  return readdirSync(place)
    .filter((file) => /^[0-9a-f]{12}\.json$/.test(file))
    .flatMap((file) => {
      try {
        const { name, hash, origin, createdMs } = JSON.parse(readFileSync(join(place, file), 'utf8')) as StoredForm;
        if (typeof name !== 'string' || !/^[0-9a-f]{64}$/.test(hash ?? '')) return [];
        const bytes = Buffer.from(hash ?? '', 'hex');
        return [{ name, hash: bytes, createdMs: createdMs ?? 0, ...(origin === undefined ? {} : { origin }) }];
      } catch {
        return [];
      }
    })
    .sort((a, b) => a.createdMs - b.createdMs);
}

interface StoredForm {
  readonly name?: string;
  readonly hash?: string;
  readonly origin?: string;
  readonly createdMs?: number;
}

const idOf = (hash: string): string => hash.slice(0, 12);
const PREFIX = 'fcp_';
const LOOK_INTERVAL_MS = 250;
const SETTLED_MS = 2_000;
