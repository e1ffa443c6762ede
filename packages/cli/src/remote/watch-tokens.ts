import { stat } from 'node:fs/promises';
import type { StoredToken } from '@forecheck/bureau';
import { CliError } from '../error.ts';
import { readBytes } from '../file-access.ts';

/**
 * Tokens of a file that `forecheck token --list --json` wrote, read again when it is another; while it cannot be read, those
 * that were read last hold.
 *
 * @throws {@link CliError} `file-unreadable`, `token-malformed` for the file as it is now
 */
export async function watchTokens(path: string): Promise<() => Promise<readonly StoredToken[]>> {
  let tokens = await readTokens(path);
  let changedMs = await changeOf(path);
  let lookedMs = Date.now();
  return async () => {
    if (Date.now() - lookedMs < LOOK_MS) return tokens;
    lookedMs = Date.now();
    const newMs = await changeOf(path);
    if (newMs === changedMs) return tokens;
    try {
      tokens = await readTokens(path);
      changedMs = newMs;
    } catch {
      // Half written, or gone for a moment: a relay does not lock everybody out for that.
    }
    return tokens;
  };
}

async function readTokens(path: string): Promise<readonly StoredToken[]> {
  const text = new TextDecoder().decode(await readBytes(path));
  try {
    const { tokens } = JSON.parse(text) as { readonly tokens: readonly StoredToken[] };
    if (tokens.every(isToken)) return tokens;
  } catch {
    // Told below.
  }
  // Not a word of what stands there: it may be a token itself.
  throw new CliError('token-malformed', `${path} lists no tokens; \`forecheck token --list --json\` does`);
}

function isToken({ hash, subject, role }: StoredToken): boolean {
  return /^[0-9a-f]{64}$/.test(hash) && typeof subject === 'string' && typeof role === 'string';
}

async function changeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

/** Between two looks at the file. */
const LOOK_MS = 1_000;
