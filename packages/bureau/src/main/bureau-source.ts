import { isUnderLayer, type LayerId } from '@forecheck/pack';
import type { Clock } from '@forecheck/sync';
import { QUESTIONS_MAX } from '@forecheck/sync/protocol';
import type { Intake } from '../intake/intake.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { Admission, RelaySource } from '../relay/port.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { ClientReport } from '../store/client-store.ts';
import type { HeadAnnouncer } from './head-announcer.ts';
import type { TokenOffice } from './tokens.ts';

/** What connections are served from in a bureau. */
export interface BureauSource extends RelaySource {
  /** Writes the reports that wait. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What it is made of. */
export interface BureauSourceOptions {
  readonly store: BureauStore;
  readonly intake: Intake;
  readonly publisher: Publisher;
  readonly heads: HeadAnnouncer;
  readonly tokens: TokenOffice;
  readonly clock: Clock;
  /** Lets in whoever comes, as whoever they say they are. */
  readonly isOpen: boolean;
}

/** Serves connections from the store of a bureau. */
export function createBureauSource(options: BureauSourceOptions): BureauSource {
  const { store, intake, heads, clock } = options;
  const reports = createReportQueue(options);
  return {
    async admit({ token, institution, scope, role }) {
      const admission = { institution, scope, isRelay: role === 'relay' };
      const isAdmitted = options.isOpen || (await isAllowed(options.tokens, token, admission));
      if (!isAdmitted) return undefined;
      await openScope(options, scope);
      return admission;
    },
    headOf: (scope) => heads.headOf(scope),
    async rootsAfter(version) {
      return (await store.readRoots(version)).map(({ sealed }) => sealed);
    },
    async blob(digest) {
      return (await store.readManifest(digest))?.sealed ?? (await store.readBlob(digest, 'none'));
    },
    onHead: (listener) => heads.onHead(listener),
    async accept(upload) {
      const { acknowledged, isQuarantined } = await intake.accept(upload);
      // Whoever must begin a new stream keeps everything: what is repeated there is known by its id.
      return { sequence: isQuarantined ? 0 : acknowledged, isQuarantined };
    },
    async acknowledged(institution, stream, next) {
      const { acknowledged, isQuarantined } = await intake.readPosition(institution, stream, next);
      return isQuarantined ? 0 : acknowledged;
    },
    report(institution, client, report) {
      const base = { institution, client, atMs: clock.wallMs() };
      switch (report.kind) {
        case 'activated':
          for (const { layer, digest, sequence, mode } of report.manifests) {
            if (!heads.isPublished(layer)) continue;
            reports.add({ ...base, kind: 'activation', layer, digest, sequence, mode, tookMs: report.tookMs });
          }
          return;
        case 'rejected': {
          const { layer, digest, sequence, code } = report;
          if (heads.isPublished(layer)) reports.add({ ...base, kind: 'rejection', layer, digest, sequence, code });
          return;
        }
        case 'status': {
          const { kind: _, ...condition } = report;
          return reports.add({ ...base, kind: 'condition', condition });
        }
      }
    },
    questionsFor: (institution) => store.readOpenQuestions(institution, QUESTIONS_MAX),
    async answer(institution, answers) {
      await store.putAnswers(institution, answers);
    },
    flush: () => reports.flush(),
    close: () => reports.close(),
  };
}

async function isAllowed(tokens: TokenOffice, token: string | undefined, wanted: Admission): Promise<boolean> {
  const stored = await tokens.read(token).catch((error: { readonly code?: string }) => {
    if (error.code === 'token-missing' || error.code === 'token-refused') return undefined;
    throw error;
  });
  if (stored === undefined || (stored.scope !== undefined && !isUnderLayer(wanted.scope, stored.scope))) return false;
  if (stored.role === 'relay') return wanted.isRelay;
  return stored.role === 'institution' && !wanted.isRelay && stored.subject === wanted.institution;
}

/** A scope that somebody with leave to connect asks for gets heads, once anything is published above it. */
async function openScope({ heads, publisher, store }: BureauSourceOptions, scope: LayerId): Promise<void> {
  if ((await heads.headOf(scope)) !== undefined) return;
  const { layers, scopes } = await store.readState();
  const isCovered = layers.some(({ layer }) => isUnderLayer(scope, layer));
  if (isCovered && scopes.length < SCOPES_MAX) await publisher.addScope(scope);
}

interface ReportQueue {
  add(report: ClientReport): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Reports are written together: ten thousand clients that activate at once are not ten thousand commits. */
function createReportQueue({ store, clock }: BureauSourceOptions): ReportQueue {
  let waiting: ClientReport[] = [];
  let writing: Promise<void> = Promise.resolve();
  let cancel: (() => void) | undefined;
  const flush = (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const batch = waiting;
    waiting = [];
    // Best effort: a client says again how it is, and nothing hangs on one report.
    if (batch.length > 0) writing = writing.then(() => store.noteReports(batch)).catch(() => undefined);
    return writing;
  };
  return {
    add(report) {
      if (waiting.length < REPORTS_MAX) waiting.push(report);
      cancel ??= clock.after(REPORT_DELAY_MS, () => void flush());
    },
    flush,
    close: flush,
  };
}

const REPORT_DELAY_MS = 500;
/** Reports kept while the database cannot be reached. */
const REPORTS_MAX = 50_000;
/** Scopes that may be opened by connecting: more than there are institutions of a province. */
const SCOPES_MAX = 100_000;
