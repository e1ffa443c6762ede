import { isUnderLayer, type LayerId } from '@forecheck/pack';
import type { Clock } from '@forecheck/sync';
import { type Answer, NAME_LENGTH_MAX, QUESTIONS_MAX } from '@forecheck/sync/protocol';
import { type Intake, isName } from '../intake/intake.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { Admission, RelaySource } from '../relay/port.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { HeadAnnouncer } from './head-announcer.ts';
import { readReport } from './read-report.ts';
import { createReportQueue } from './report-queue.ts';
import { mayConnect, type TokenOffice } from './tokens.ts';

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
      const reporter = { institution, client, atMs: clock.wallMs() };
      for (const read of readReport(reporter, report, heads.isPublished)) reports.add(read);
    },
    questionsFor: (institution) => store.readOpenQuestions(institution, QUESTIONS_MAX),
    async answer(institution, answers) {
      await store.putAnswers(institution, answers.flatMap(storable));
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
  return stored !== undefined && mayConnect(stored, wanted);
}

/** A database takes no NUL in a text: one that holds it must not cost the others that came with it. */
function storable(answer: Answer): readonly Answer[] {
  const { question, text } = answer;
  return isName(question, NAME_LENGTH_MAX) ? [{ ...answer, text: text.replaceAll('\0', '\uFFFD') }] : [];
}

/** A scope that somebody with leave to connect asks for gets heads, once anything is published above it. */
async function openScope({ heads, publisher, store }: BureauSourceOptions, scope: LayerId): Promise<void> {
  if ((await heads.headOf(scope)) !== undefined) return;
  const { layers, scopes } = await store.readState();
  const isCovered = layers.some(({ layer }) => isUnderLayer(scope, layer));
  if (isCovered && scopes.length < SCOPES_MAX) await publisher.addScope(scope);
}

/** Scopes that may be opened by connecting: more than there are institutions of a province. */
const SCOPES_MAX = 100_000;
