import type { Alert, Evaluation } from '@forecheck/core';
import type { Answered, Checked, PresentOptions } from '../model/checked.ts';
import { type Row, rowsOf } from '../model/rows.ts';
import { isInterruptive, looserOf, tierOf } from '../model/tier.ts';
import { type Answer, EMPTY_SESSION, interruptiveRows, isReadable, openKeys, type Session } from './session.ts';

/**
 * The session after an evaluation was handed in. What was answered about rows that are still the same stays answered, and
 * what was being written stays; another encounter begins anew.
 */
export function presentSession(session: Session, given: unknown, options: PresentOptions = {}): Session {
  const { items = [], phase = 'prompt', moment, answered = [] } = options;
  const checked = readChecked(given);
  if (checked === undefined) {
    return { ...restart(session, ''), isUnreadable: true };
  }
  const { evaluation, decision } = checked;
  const base = evaluation.encounterId === session.encounterId ? session : restart(session, evaluation.encounterId);
  const known = (base.memory.get(evaluation.encounterId) || []).concat(answered);
  const isDraft = moment === 'draft';
  const rows = rowsOf(evaluation.alerts.filter(isShowable), { items, most: decision, answered: known, isDraft });
  const next: Session = {
    ...base,
    checked,
    phase,
    items,
    rows,
    isHeld: !isDraft && isHolding(checked),
    isUnreadable: evaluation.alerts.some((alert) => !isShowable(alert)),
    isRefused: evaluation.status === 'refused',
    answers: keepAnswers(base, rows),
    fixes: new Map(),
  };
  return settleCurrent(settleForm(next));
}

/** Whether the dialog has to come up by itself. */
export function mustInterrupt(session: Session): boolean {
  return session.isHeld || interruptiveRows(session).length > 0;
}

/** The row that keys act on: the one that it was, or else the next to be answered. */
export function settleCurrent(session: Session): Session {
  const isThere = session.rows.some(({ key }) => key === session.current);
  const open = openKeys(session).filter((key) => session.rows.some((row) => row.key === key));
  if (isThere && (open.length === 0 || open.indexOf(session.current) >= 0)) return session;
  const [first] = session.rows;
  const current = open[0] || (isThere ? session.current : first === undefined ? '' : first.key);
  return { ...session, current };
}

/** Nothing but what was answered in earlier encounters is kept. */
function restart({ memory, isOpen, opened, said }: Session, encounterId: string): Session {
  return { ...EMPTY_SESSION, memory, isOpen, opened, said, encounterId };
}

/** What came from outside, or nothing when it cannot be shown. A plain evaluation will do. */
function readChecked(given: unknown): Checked | undefined {
  const one = given as Partial<Checked> | undefined | null;
  if (typeof one !== 'object' || one === null) return undefined;
  if (isReadable(one)) return { evaluation: one, decision: one.decision, isStale: false };
  if (!isReadable(one.evaluation)) return undefined;
  const { evaluation, decision = evaluation.decision } = one;
  return { ...(one as Checked), evaluation, decision };
}

function isHolding({ evaluation, decision }: Checked): boolean {
  if (looserOf(decision, 'remind') === decision) return false;
  return !evaluation.alerts.filter(isShowable).some((alert) => isInterruptive(tierOf(alert, decision)));
}

function isShowable(alert: Alert | undefined | null): boolean {
  const lists = alert && [alert.offending, alert.evidence, alert.basis, alert.fixes, alert.dispositions];
  return Boolean(alert && lists?.every(Array.isArray) && alert.message && alert.name);
}

/** Answers to rows whose content is still what was answered. */
function keepAnswers({ rows: before, answers }: Session, rows: readonly Row[]): ReadonlyMap<string, Answer> {
  const kept = new Map<string, Answer>();
  for (const { key, fingerprint } of rows) {
    const answer = answers.get(key);
    if (answer && before.some((row) => row.key === key && row.fingerprint === fingerprint)) kept.set(key, answer);
  }
  return kept;
}

/** A form about rows that are gone is closed; about rows that are left it stays, with every letter. */
function settleForm(session: Session): Session {
  const { form, ...rest } = session;
  if (form === undefined) return session;
  const rows = form.rows.filter((key) => session.rows.some((row) => row.key === key));
  return rows.length === 0 && !session.isHeld ? rest : { ...session, form: { ...form, rows } };
}

/** Remembers answers of the encounter, the newest `REMEMBERED_MAX` encounters. */
export function remember(session: Session, answers: readonly Answered[]): Session {
  const { encounterId } = session;
  const memory = new Map(session.memory);
  const known = memory.get(encounterId) || [];
  memory.delete(encounterId);
  memory.set(encounterId, known.concat(answers));
  const oldest = memory.keys().next();
  if (memory.size > REMEMBERED_MAX && oldest.done !== true) memory.delete(oldest.value);
  return { ...session, memory };
}

/** The evaluation on screen. */
export const evaluationOf = ({ checked }: Session): Evaluation | undefined => checked?.evaluation;

const REMEMBERED_MAX = 50;
