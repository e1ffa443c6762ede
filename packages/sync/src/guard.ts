import {
  CST_OFFSET_MS,
  type Decision,
  type Disposition,
  type Encounter,
  type EncounterId,
  type EvaluateOptions,
  type Evaluation,
  type ExplainTarget,
  type Explanation,
  evaluate,
  explain,
  parseInstant,
  REASON_LENGTH_MAX,
} from '@forecheck/core';
import type { Digest } from '@forecheck/pack';
import { type ClientOptions, type ClientPorts, type ClientStatus, createClient } from './client/client.ts';
import type { CarriedFile } from './client/folder-source.ts';
import type { ActivePack } from './client/pack-keeper.ts';
import { SyncError } from './error.ts';
import { createTally } from './guard/tally.ts';
import type { OutboxDepth } from './outbox/outbox.ts';
import { encodeEvent, type SyncEvent } from './protocol/event.ts';
import { NAME_LENGTH_MAX, QUESTION_LENGTH_MAX } from './protocol/limits.ts';
import type { Question } from './protocol/messages.ts';

/** How a guard behaves, beside where its client goes. */
export interface GuardOptions extends ClientOptions {
  /** Keyed hash of an encounter's id, with which the bureau can tell encounters apart and not find them. Absent: left out. */
  readonly hashEncounter?: (encounter: EncounterId) => Promise<Digest>;
  /** Whether the words with which somebody continued against an alert leave the institution. True, unless told otherwise. */
  readonly deliversReasons?: boolean;
  /** Once the pack has been stale for so long, no decision is stricter than this. Absent: stale rules decide as they did. */
  readonly whenStale?: { readonly afterMs: number; readonly decisionMax: Decision };
  /** Between two counts of alerts. */
  readonly tallyIntervalMs?: number;
}

/** An evaluation, and how far it can be relied on. */
export interface GuardedEvaluation {
  /** What `evaluate` of the core gives, byte for byte. */
  readonly evaluation: Evaluation;
  /** The decision, loosened where the pack is older than the institution accepts. */
  readonly decision: Decision;
  /** What was in force. */
  readonly pack: Digest;
  /** The bureau has not been heard of for longer than it allows. */
  readonly isStale: boolean;
  readonly staleSinceMs?: number;
}

/** How a guard is. */
export interface GuardStatus extends ClientStatus {
  /** Absent until a pack has come. */
  readonly pack?: Digest;
  readonly isStale: boolean;
  readonly staleSinceMs?: number;
  /** Stored blobs were damaged: an older pack is in force until they are fetched again. */
  readonly isDegraded: boolean;
  /** Rules that the bureau has switched off. */
  readonly killed: readonly string[];
  readonly outbox: OutboxDepth;
}

/** The one thing that an integrator holds: judges at once, records for good, and keeps itself current. */
export interface Guard {
  /**
   * Alerts for one encounter, under what is in force. Synchronous; waits for no network and no disk.
   *
   * @throws {@link SyncError} `pack-absent` before the first pack has come, `guard-closed`
   */
  evaluate(encounter: Encounter, options?: EvaluateOptions): GuardedEvaluation;
  /** Why each candidate came out as it did. Throws as `evaluate` does. */
  explain(encounter: Encounter, target?: ExplainTarget): Explanation;
  /**
   * Resolves when the disposition survives power loss; it is then delivered, however long that takes. Repeat it with the
   * same id when it rejects.
   *
   * @param encounter - Its id, which leaves only as a keyed hash.
   * @throws {@link SyncError} `option-malformed`, `storage-full`, `storage-failed`, `guard-closed`
   */
  record(disposition: Disposition, encounter?: EncounterId): Promise<void>;
  status(): GuardStatus;
  /** Calls back after every change of what `status` tells, counts and staleness too; what it returns stops that. */
  onChange(listener: () => void): () => void;
  /** Questions of the bureau about what was done; unanswered ones come again with every connection. */
  onQuestions(listener: (questions: readonly Question[]) => void): () => void;
  /** @throws {@link SyncError} `option-malformed` for more than `QUESTION_LENGTH_MAX` characters, which a bureau refuses */
  answer(question: string, text: string): void;
  /**
   * Brings a folder into force that was carried by hand, under the same trust as what comes over the network.
   *
   * @throws {@link PackError} what is wrong with it; what was in force stays in force
   */
  importFolder(files: readonly CarriedFile[]): Promise<void>;
  /** Idempotent; awaits what is under way, and closes stores and connection. */
  close(): Promise<void>;
}

/** Alerts are counted for so long before a count is sent. */
export const TALLY_INTERVAL_MS = 5 * 60_000;
/** Longest time between two looks at the clock for staleness. */
const STALE_LOOK_MS = 10 * 60_000;
/** Encounters that wait for the candidate in shadow; beyond, they are not judged by it. */
const SHADOW_QUEUE_MAX = 16;

/** A guard over its ports; `openGuard` of `./node` and `./browser` fills them in. */
export async function createGuard(ports: ClientPorts, options: GuardOptions): Promise<Guard> {
  const { clock, outbox, store } = ports;
  const { hashEncounter, whenStale, deliversReasons = true } = options;
  const tally = createTally();
  const changes = new Set<() => void>();
  const askers = new Set<(questions: readonly Question[]) => void>();
  let active: ActivePack | undefined;
  let isReady = false;
  let counts = NOTHING;
  let sinceMs = clock.wallMs();
  let shadowing = 0;
  let closing: Promise<void> | undefined;
  let cancelTally = (): void => {};
  let cancelStale = (): void => {};
  let telling: Promise<unknown> = Promise.resolve();

  const client = await createClient(ports, options, {
    changed,
    activated(pack) {
      if (active) flush(active);
      active = pack;
      if (isReady)
        tell('telemetry', { type: 'activation', pack: pack.pack, atMs: clock.wallMs(), killed: pack.ruleset.killed });
      changed();
    },
    asked(questions) {
      for (const asker of askers) asker(questions);
    },
    report() {
      const taken = counts;
      counts = NOTHING;
      return taken;
    },
  });
  isReady = true;
  client.start();
  countLater();
  watchStaleness();

  function changed(): void {
    if (isReady) watchStaleness();
    for (const change of changes) change();
  }

  /** Nothing happens when a head grows old, and yet the status is another. */
  function watchStaleness(): void {
    cancelStale();
    const { head, time } = client.keeper;
    const leftMs = (head?.expiresMs ?? 0) - time.nowMs();
    // A clock may be set forward meanwhile.
    if (leftMs > 0 && closing === undefined)
      cancelStale = clock.after(Math.min(leftMs, STALE_LOOK_MS), lookAtStaleness);
  }

  function lookAtStaleness(): void {
    if (staleness().isStale) changed();
    else watchStaleness();
  }

  /** Counts give way to a full disk without a word; only dispositions do not. */
  function tell(kind: 'alert' | 'telemetry', event: SyncEvent): void {
    const bytes = encodeEvent(event);
    telling = telling.then(() => outbox.append({ class: kind, bytes })).then(appended, () => {});
  }

  function appended(): void {
    client.deliver();
    changed();
  }

  function flush({ pack, shadow }: ActivePack): void {
    const { evaluations, alerts, shadowed, added, removed } = tally.take();
    const span = { pack, fromMs: sinceMs, toMs: clock.wallMs() };
    sinceMs = span.toMs;
    if (evaluations > 0) tell('alert', { type: 'alerts', ...span, evaluations, alerts });
    if (shadow && shadowed > 0) {
      tell('telemetry', { type: 'shadow', ...span, shadow: shadow.pack, evaluations: shadowed, added, removed });
    }
  }

  function countLater(): void {
    cancelTally = clock.after(options.tallyIntervalMs ?? TALLY_INTERVAL_MS, () => {
      if (active) flush(active);
      countLater();
    });
  }

  function requireActive(): ActivePack {
    if (closing) throw new SyncError('guard-closed', 'never', 'the guard is closed');
    if (active === undefined) throw new SyncError('pack-absent', 'safe', 'no pack has come yet');
    return active;
  }

  function staleness(): Pick<GuardStatus, 'isStale' | 'staleSinceMs'> {
    const { head, time } = client.keeper;
    const staleSinceMs = head?.expiresMs;
    return staleSinceMs !== undefined && time.nowMs() < staleSinceMs
      ? { isStale: false }
      : { isStale: true, ...(staleSinceMs !== undefined && { staleSinceMs }) };
  }

  /** After the answer has been given, so that nobody waits for a candidate. */
  function judgeInShadow({ shadow }: ActivePack, encounter: Encounter, evaluation: Evaluation): void {
    if (shadow === undefined || shadowing >= SHADOW_QUEUE_MAX) return;
    shadowing += 1;
    clock.after(0, () => {
      shadowing -= 1;
      tally.compare(evaluation, evaluate(shadow.ruleset, encounter, { fixes: 'skip' }));
    });
  }

  function loosen({ decision }: Evaluation, staleSinceMs: number | undefined): Decision {
    if (whenStale === undefined || staleSinceMs === undefined) return decision;
    const isOverdue = client.keeper.time.nowMs() >= staleSinceMs + whenStale.afterMs;
    return isOverdue && STRICTNESS.indexOf(decision) > STRICTNESS.indexOf(whenStale.decisionMax)
      ? whenStale.decisionMax
      : decision;
  }

  return {
    evaluate(encounter, how) {
      const pack = requireActive();
      const evaluation = evaluate(pack.ruleset, encounter, how);
      tally.count(evaluation);
      counts = { ...counts, evaluations: counts.evaluations + 1, alerts: counts.alerts + evaluation.alerts.length };
      judgeInShadow(pack, encounter, evaluation);
      const stale = staleness();
      return { evaluation, decision: loosen(evaluation, stale.staleSinceMs), pack: pack.pack, ...stale };
    },
    explain: (encounter, target) => explain(requireActive().ruleset, encounter, target),
    async record(disposition, encounter) {
      if (closing) throw new SyncError('guard-closed', 'never', 'the guard is closed');
      const { id, alert, rule, kind, reason = '', recordedAt, by } = disposition;
      // What a bureau would have to refuse must not take its place in the stream.
      if (![id, alert, rule ?? 'none', kind, by ?? 'none'].every(isName) || reason.length > REASON_LENGTH_MAX) {
        throw new SyncError(
          'option-malformed',
          'never',
          'a disposition has a field that is empty, too long or no text',
        );
      }
      const recordedCst = recordedAt === undefined ? Number.NaN : parseInstant(recordedAt);
      const hash = encounter === undefined ? undefined : await hashEncounter?.(encounter);
      await outbox.append({
        class: 'disposition',
        bytes: encodeEvent({
          type: 'disposition',
          id,
          alert,
          ...(rule !== undefined && { rule }),
          kind,
          ...(reason !== '' && deliversReasons && { reason }),
          recordedMs: Number.isNaN(recordedCst) ? clock.wallMs() : recordedCst - CST_OFFSET_MS,
          ...(by !== undefined && { by }),
          ...(hash !== undefined && { encounter: hash }),
          ...(active && { pack: active.pack }),
        }),
      });
      if (kind === 'continue-with-reason') counts = { ...counts, overrides: counts.overrides + 1 };
      appended();
    },
    status: () => ({
      ...client.status,
      ...(active && { pack: active.pack }),
      ...staleness(),
      isDegraded: client.keeper.isDegraded,
      killed: active?.ruleset.killed ?? [],
      outbox: outbox.depth,
    }),
    onChange: (listener) => listen(changes, listener),
    onQuestions: (listener) => listen(askers, listener),
    answer(question, text) {
      if (!isName(question) || text.length > QUESTION_LENGTH_MAX) {
        throw new SyncError('option-malformed', 'never', 'an answer is too long, or to nothing');
      }
      client.answer({ question, text, answeredMs: clock.wallMs() });
    },
    importFolder: (files) => client.importFolder(files),
    close() {
      closing ??= (async () => {
        cancelTally();
        cancelStale();
        if (active) flush(active);
        await client.close();
        // Again: the connection's end was a change, told before `closing` was there to be seen.
        cancelStale();
        await telling;
        await Promise.all([outbox.close(), store.close()]);
      })();
      return closing;
    },
  };
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Neither empty nor too long, and nothing that no database keeps: NUL, half of a pair of surrogates. */
function isName(value: string): boolean {
  return value.length > 0 && value.length <= NAME_LENGTH_MAX && !/\0|\p{Surrogate}/u.test(value);
}

const NOTHING = { evaluations: 0, alerts: 0, overrides: 0 };
/** Loosest first. */
const STRICTNESS: readonly Decision[] = ['pass', 'remind', 'require-reason', 'require-fix', 'block'];
