import type { Fix } from '@forecheck/core';
import type { Consent } from '../model/consent.ts';
import { itemOf, type Row } from '../model/rows.ts';
import { type Desk, show, trace } from './desk.ts';
import { consentReason, giveDispositions } from './give-dispositions.ts';
import { settleCurrent } from './present.ts';
import { type AppliedFix, type FixProgress, rowOf, withEntry } from './session.ts';

/** The fixes that a row offers: those of its loudest alert. */
export const fixesOf = ({ alerts }: Row): readonly Fix[] => alerts[0].fixes;

/** Asks the page to apply a fix. The row waits until the page says how it went; nothing else does. */
export function askFix(desk: Desk, key: string, fix: Fix, consent?: Consent): void {
  const row = rowOf(desk.session, key);
  const progress = desk.session.fixes.get(key);
  if (row === undefined || (progress !== undefined && progress.kind !== 'refused')) return;
  const asked: FixProgress = { kind: 'pending', fix };
  show(desk, { ...desk.session, fixes: withEntry(desk.session.fixes, key, asked) });
  trace(desk, 'fix-asked', row, consent && { consent });
  let isAnswered = false;
  const once = (act: () => void) => (): void => {
    if (!isAnswered) act();
    isAnswered = true;
  };
  const refuse = (text: string): void => {
    trace(desk, 'fix-refused', row);
    note(desk, key, asked, { kind: 'refused', fix, text });
  };
  const isTaken = desk.emit('forecheck-fix', {
    encounterId: desk.session.encounterId,
    alert: row.alerts[0],
    alerts: row.alerts.map(({ id }) => id),
    fix,
    ...(consent && { consent }),
    accept: (before) => once(() => accept(desk, row, asked, { fix, before, consent }))(),
    reject: (text = '') => once(() => refuse(text))(),
  });
  if (!isTaken) once(() => refuse(''))();
}

/** Asks the page to take back the fix that was applied last. */
export function undo(desk: Desk): void {
  const { session } = desk;
  const last = session.undoable[session.undoable.length - 1];
  if (last === undefined) return;
  const { row, fix, before } = last;
  const isTaken = desk.emit('forecheck-undo', { encounterId: session.encounterId, alert: row.alerts[0], fix, before });
  if (!isTaken) return;
  trace(desk, 'undone', row);
  const current = desk.session;
  show(desk, {
    ...withoutFix(current, last.token),
    fixes: withEntry(current.fixes, row.key, undefined),
  });
}

interface Accepted {
  readonly fix: Fix;
  readonly before: unknown;
  readonly consent: Consent | undefined;
}

function accept(desk: Desk, row: Row, asked: FixProgress, { fix, before, consent }: Accepted): void {
  trace(desk, 'fixed', row, consent && { consent });
  const { words, undoMs } = desk.settings();
  if (consent)
    giveDispositions(desk, row, { kind: 'self-pay-with-consent', reason: consentReason(consent, words), consent });
  else giveDispositions(desk, row, { kind: 'return-and-change' });
  desk.tokens += 1;
  const token = desk.tokens;
  const label = itemOf(row.items[0] || '', desk.session.items).label;
  const applied: AppliedFix = { row, label, fix, before, token, ...(consent && { consent }) };
  desk.session = { ...desk.session, undoable: desk.session.undoable.concat(applied) };
  desk.after(undoMs, () => show(desk, withoutFix(desk.session, token)));
  note(desk, row.key, asked, { kind: 'applied', fix });
}

/** A page that answers after another evaluation came in does not speak of what is on screen any more. */
function note(desk: Desk, key: string, asked: FixProgress, progress: FixProgress): void {
  const { session } = desk;
  const isAwaited = session.fixes.get(key) === asked;
  show(desk, isAwaited ? settleCurrent({ ...session, fixes: withEntry(session.fixes, key, progress) }) : session);
}

const withoutFix = (session: Desk['session'], token: number): Desk['session'] => ({
  ...session,
  undoable: session.undoable.filter((one) => one.token !== token),
});
