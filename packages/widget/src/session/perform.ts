import type { Act } from './act.ts';
import { type Desk, show, trace } from './desk.ts';
import { askFix, fixesOf, undo } from './fix-acts.ts';
import { cancel, confirm, edit, openBatch, openConsent, openEvidence, openHold, openOverride } from './form-acts.ts';
import { goOn, revise, snooze } from './leave-acts.ts';
import { evaluationOf, settleCurrent } from './present.ts';
import { rowOf, type Session, withEntry } from './session.ts';

/** Does one act. */
export function perform(desk: Desk, act: Act): void {
  switch (act.kind) {
    case 'revise':
      return revise(desk);
    case 'continue':
      return goOn(desk);
    case 'batch':
      return openBatch(desk);
    case 'hold':
      return openHold(desk);
    case 'confirm':
      return confirm(desk);
    case 'cancel':
      return cancel(desk);
    case 'undo':
      return undo(desk);
    case 'info':
      return show(desk, { ...desk.session, isInfoUnfolded: !desk.session.isInfoUnfolded });
    case 'print':
      return desk.print();
    case 'print-consent':
      return desk.print(rowOf(desk.session, act.row));
    case 'edit':
      return edit(desk, act.field, act.value);
    case 'attest':
      return attest(desk, act.index);
    case 'open':
      return open(desk, act.item);
    case 'pick':
      return pick(desk, act.row);
    case 'override':
      return openOverride(desk, act.row);
    case 'supply':
      return openEvidence(desk, act.row);
    case 'evidence':
      return show(desk, toggleEvidence(desk.session, act.row));
    case 'change':
      return change(desk, act.row);
    case 'snooze':
      return snoozeNow(desk, act.row);
    case 'fix':
      return fixNow(desk, act.row, act.index);
  }
}

/** Makes a row the one that keys act on. */
export function pick(desk: Desk, key: string): void {
  const row = rowOf(desk.session, key);
  if (row === undefined || key === desk.session.current) return;
  trace(desk, 'focused', row);
  show(desk, { ...desk.session, current: key });
}

function open(desk: Desk, item: string | undefined): void {
  const { session } = desk;
  if (session.isOpen || session.rows.length === 0) return;
  const first = session.rows.find(({ items }) => item === undefined || items.indexOf(item) >= 0);
  show(desk, { ...session, isOpen: true, opened: 'asked', current: first === undefined ? session.current : first.key });
}

function toggleEvidence(session: Session, key: string): Session {
  const unfolded = new Set(session.unfolded);
  if (!unfolded.delete(key)) unfolded.add(key);
  return { ...session, unfolded, current: key };
}

function change(desk: Desk, key: string): void {
  const { session } = desk;
  const answer = session.answers.get(key);
  if (answer === undefined) return;
  if (key === '#hold') return openHold(desk);
  if (answer.kind === 'continue-with-reason') return openOverride(desk, key);
  if (answer.kind === 'supply-evidence') return openEvidence(desk, key);
  show(desk, settleCurrent({ ...session, answers: withEntry(session.answers, key, undefined) }));
}

/** Beside the order it is done at once; in the dialog it goes with the other answers. */
function snoozeNow(desk: Desk, key: string): void {
  const row = rowOf(desk.session, key);
  if (row === undefined || row.tier === 'stop') return;
  const { session } = desk;
  if (session.opened === 'interrupt' && session.isOpen) {
    return show(desk, settleCurrent({ ...session, answers: withEntry(session.answers, key, { kind: 'snooze' }) }));
  }
  snooze(desk, key);
  const earlier = { alert: row.alerts[0].id, kind: 'snooze' as const };
  const rows = desk.session.rows.map((one) => (one.key === key ? { ...one, earlier } : one));
  show(desk, { ...desk.session, rows });
}

function fixNow(desk: Desk, key: string, index: number): void {
  const row = rowOf(desk.session, key);
  const fix = row && fixesOf(row)[index];
  if (fix === undefined) return;
  if (fix.kind === 'self-pay-with-consent') return openConsent(desk, key, fix);
  askFix(desk, key, fix);
}

function attest(desk: Desk, index: number): void {
  const evaluation = evaluationOf(desk.session);
  const asked = evaluation?.undetermined[index];
  if (asked === undefined) return;
  desk.emit('forecheck-attest', {
    encounterId: desk.session.encounterId,
    rule: asked.rule,
    items: asked.items,
    knowledgePoints: asked.knowledgePoints || [asked.knowledgePoint],
  });
}
