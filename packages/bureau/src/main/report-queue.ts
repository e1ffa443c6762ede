import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@forecheck/sync';
import { LRUCache } from 'lru-cache';
import { isBureauError } from '../error.ts';
import type { ClientReport, ClientStore } from '../store/client-store.ts';

/** Writes what clients say of themselves, later and together. Best effort: nothing hangs on one report. */
export interface ReportQueue {
  add(report: ClientReport): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What it needs. */
export interface ReportQueueOptions {
  readonly store: Pick<ClientStore, 'noteReports'>;
  readonly clock: Pick<Clock, 'after'>;
}

/** Reports are written together: ten thousand clients that activate at once are not ten thousand commits. */
export function createReportQueue({ store, clock }: ReportQueueOptions): ReportQueue {
  let waiting: ClientReport[] = [];
  let writing: Promise<void> = Promise.resolve();
  let cancel: (() => void) | undefined;
  const isRoom = createRoom();

  /** A report that the database does not take costs itself and no other. */
  const write = async (reports: readonly ClientReport[]): Promise<void> => {
    try {
      await store.noteReports(reports);
    } catch (error) {
      // One that cannot be reached takes none of them; they are not worth keeping, a client says again how it is.
      const isAway = isBureauError(error) && error.retry === 'safe';
      if (isAway || reports.length < 2) return;
      const middle = reports.length >> 1;
      await write(reports.slice(0, middle));
      await write(reports.slice(middle));
    }
  };
  const writeAll = async (reports: readonly ClientReport[]): Promise<void> => {
    for (let from = 0; from < reports.length; from += REPORTS_PER_COMMIT) {
      await write(reports.slice(from, from + REPORTS_PER_COMMIT));
      // The embedded database blocks while it writes: connections have their turn in between.
      await setImmediate();
    }
  };
  const flush = (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) writing = writing.then(() => writeAll(batch));
    return writing;
  };
  return {
    add(report) {
      if (waiting.length < REPORTS_MAX && isRoom(report)) waiting.push(report);
      cancel ??= clock.after(REPORT_DELAY_MS, () => void flush());
    },
    flush,
    close: flush,
  };
}

/** Whoever names itself anew with every connection fills no tables: an institution has so many clients and no more. */
function createRoom(): (report: ClientReport) => boolean {
  const clientsOf = new LRUCache<string, Set<string>>({ max: INSTITUTIONS_MAX });
  return ({ institution, client }) => {
    const clients = clientsOf.get(institution) ?? new Set();
    if (!clients.has(client) && clients.size >= CLIENTS_PER_INSTITUTION_MAX) return false;
    clientsOf.set(institution, clients.add(client));
    return true;
  };
}

const REPORT_DELAY_MS = 500;
/** Reports kept while the database cannot be reached. */
const REPORTS_MAX = 50_000;
/** Some 10 ms of an embedded database. */
const REPORTS_PER_COMMIT = 1_000;
/** Workplaces of the largest hospitals, each with a store of its own. */
export const CLIENTS_PER_INSTITUTION_MAX = 10_000;
/** Institutions of which it is remembered how many clients they have. */
const INSTITUTIONS_MAX = 100_000;
