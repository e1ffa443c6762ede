import { createHash } from 'node:crypto';

/** What may stand in an entry: codes, counts, digests, ids of rules and alerts, names of callers. Nothing of a person. */
export type AuditFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> &
  // What every entry has is not for its fields to say.
  Readonly<Partial<Record<'seq' | 'at' | 'kind' | 'prev' | 'hash', never>>>;

/** One entry as it is read. */
export interface AuditLine {
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly kind: string;
}

/** What the first entry of all names as the one before it. */
export const NO_HASH = '0'.repeat(64);

/**
 * An entry as a line, without its line end. The hash is that of the line up to its own field, and the hash of the entry before
 * stands in it: none can be changed, left out or put in without all that follow.
 */
export function formatAuditLine(seq: number, prev: string, at: string, kind: string, fields: AuditFields): AuditText {
  const body = JSON.stringify({ seq, at, kind, ...fields, prev });
  const hash = hashOf(body);
  return { hash, text: `${body.slice(0, -1)},"hash":"${hash}"}` };
}

/** A line, and the hash that the next one names. */
export interface AuditText {
  readonly hash: string;
  readonly text: string;
}

/** The entry of a line; `undefined` where the line is not what its hash says. */
export function parseAuditLine(text: string): AuditLine | undefined {
  const [, body = '', hash = ''] = LINE.exec(text) ?? [];
  if (hash === '' || hashOf(`${body}}`) !== hash) return undefined;
  // What has such a hash was written by us, or by somebody who can write JSON.
  try {
    const { seq, prev, kind } = JSON.parse(`${body}}`) as Partial<AuditLine>;
    if (typeof seq !== 'number' || typeof prev !== 'string' || typeof kind !== 'string') return undefined;
    return { seq, prev, kind, hash };
  } catch {
    return undefined;
  }
}

const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');
const LINE = /^(\{.*),"hash":"([0-9a-f]{64})"\}$/;
