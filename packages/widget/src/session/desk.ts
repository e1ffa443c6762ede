import type { DisposerRole } from '@forecheck/core';
import type { ForecheckEvents, TraceEntry, TraceKind } from '../events.ts';
import type { Words } from '../locale/words.ts';
import type { OverrideReason, Overriders } from '../model/reasons.ts';
import type { Row } from '../model/rows.ts';
import { evaluationOf } from './present.ts';
import type { Session } from './session.ts';

/** What the institution and the page have set. Read anew at every act. */
export interface Settings {
  readonly words: Words;
  readonly reasons: readonly OverrideReason[];
  readonly overriders: Overriders;
  /** In which capacity this person answers. */
  readonly capacity: DisposerRole;
  /** How long a fix can be taken back. */
  readonly undoMs: number;
}

/** What acts reach the world by. */
export interface Ports {
  readonly settings: () => Settings;
  /** Gives back false when the page cancelled it. */
  readonly emit: <K extends keyof ForecheckEvents>(type: K, detail: ForecheckEvents[K]['detail']) => boolean;
  readonly nowMs: () => number;
  /** A new name for an act of disposing. */
  readonly newId: () => string;
  readonly after: (ms: number, callback: () => void) => void;
  /** Paints the session. */
  readonly paint: () => void;
  /** A sheet of paper with all rows, or with the consent to one of them. */
  readonly print: (row?: Row) => void;
}

/** The session that is on screen, and the ports. */
export interface Desk extends Ports {
  session: Session;
  /** When the rows came on screen, by key and content. */
  readonly shownAt: Map<string, number>;
  tokens: number;
}

/** Takes a new session and paints it. */
export function show(desk: Desk, session: Session): void {
  desk.session = session;
  desk.paint();
}

/** Says something in the live region, once. */
export function saying(session: Session, text: string): Session {
  return { ...session, said: { text, count: session.said.count + 1 } };
}

/** Writes one line of the trail about a row. */
export function trace(
  desk: Desk,
  kind: TraceKind,
  row: Row,
  more: Partial<Pick<TraceEntry, 'disposition' | 'reasonCode' | 'isBreakGlass' | 'consent'>> = {},
): void {
  const { session } = desk;
  const evaluation = evaluationOf(session);
  const at = desk.nowMs();
  const since = desk.shownAt.get(row.key);
  desk.emit('forecheck-trace', {
    kind,
    at,
    encounterId: session.encounterId,
    alerts: row.alerts.map(({ id }) => id),
    rule: row.alerts[0].rule,
    items: row.items,
    tier: row.tier,
    severity: row.severity,
    dwellMs: since === undefined ? 0 : Math.max(0, at - since),
    manifest: evaluation?.reachedUnder ? evaluation.reachedUnder.manifest : '',
    ...(session.checked && session.checked.pack !== undefined && { pack: session.checked.pack }),
    fingerprint: row.fingerprint,
    ...more,
  });
}
