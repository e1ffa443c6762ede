import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { auditPath, listAuditFiles, readAuditTail } from './audit-files.ts';
import { NO_HASH, parseAuditLine } from './audit-line.ts';

/** What is wrong with a trail, and where it was first seen. */
export interface AuditProblem {
  /**
   * `line-changed`: not what its hash says. `chain-broken`: not what follows the one before. `tail-torn`: the last line has no
   * end, which a loss of power does and the next start mends. `head-missing`: the entry that was asked for is not there.
   */
  readonly code: 'line-changed' | 'chain-broken' | 'tail-torn' | 'head-missing';
  readonly file: string;
  readonly line: number;
}

/** What the verification of a trail found. */
export interface AuditReport {
  readonly isIntact: boolean;
  readonly files: number;
  readonly entries: number;
  /** Number of the first entry that is here: more than 1 where older files were put away. */
  readonly firstSeq: number;
  /** Hash of the last entry. */
  readonly head: string;
  /** The first twenty of them. */
  readonly problems: readonly AuditProblem[];
}

/** Most problems that are told. */
const AUDIT_PROBLEMS_MAX = 20;

/**
 * Goes through a trail from its first entry to its last. May be done while it is written: then the last line may be torn.
 *
 * A chain shows what was changed, left out or put in. It does not show that its end was cut off, nor that all of it was
 * written anew; for that, hand in a hash that was noted elsewhere.
 *
 * @param head - Hash of an entry that must be there.
 */
export async function verifyAudit(folder: string, head?: string): Promise<AuditReport> {
  const names = await listAuditFiles(folder);
  const problems: AuditProblem[] = [];
  const report = (problem: AuditProblem): void => {
    if (problems.length < AUDIT_PROBLEMS_MAX) problems.push(problem);
  };
  let entries = 0;
  let firstSeq = 0;
  let seq = 0;
  let prev = NO_HASH;
  let isHeadFound = head === undefined;
  for (const name of names) {
    const path = auditPath(folder, name);
    const { tornBytes } = await readAuditTail(path);
    let line = 0;
    for await (const text of linesOf(path)) {
      line += 1;
      const found = parseAuditLine(text.text);
      if (!text.isWhole && tornBytes > 0) {
        report({ code: 'tail-torn', file: name, line });
        continue;
      }
      if (found === undefined) {
        report({ code: 'line-changed', file: name, line });
        // The next one tells whether it was this one alone.
        seq += 1;
        continue;
      }
      const isFirst = entries === 0 && line === 1;
      if (isFirst) firstSeq = found.seq;
      else if (found.prev !== prev || found.seq !== seq + 1) report({ code: 'chain-broken', file: name, line });
      ({ seq } = found);
      prev = found.hash;
      isHeadFound ||= found.hash === head;
      entries += 1;
    }
  }
  if (!isHeadFound) report({ code: 'head-missing', file: names.at(-1) ?? '', line: 0 });
  return { isIntact: problems.length === 0, files: names.length, entries, firstSeq, head: prev, problems };
}

interface Line {
  readonly text: string;
  /** It has a line end. */
  readonly isWhole: boolean;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let waiting: string | undefined;
  const { tornBytes } = await readAuditTail(path);
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (waiting !== undefined) yield { text: waiting, isWhole: true };
    waiting = text;
  }
  if (waiting !== undefined) yield { text: waiting, isWhole: tornBytes === 0 };
}
