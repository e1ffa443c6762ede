import type { Disposition } from '@forecheck/core';
import { fill } from '../locale/words.ts';
import type { Row } from '../model/rows.ts';
import { type Desk, saying, show, trace } from './desk.ts';
import { type Given, giveDispositions, reasonOf } from './give-dispositions.ts';
import { remember } from './present.ts';
import { type Answer, HOLD, interruptiveRows, isSettled, openKeys, rowOf, withEntry } from './session.ts';

/** Back to the order. What was written is kept for when the alerts come again. */
export function revise(desk: Desk): void {
  const { session } = desk;
  if (session.opened === 'asked') return leave(desk);
  const open = interruptiveRows(session).filter(({ key }) => !isSettled(session, key));
  const current = rowOf(session, session.current);
  const isTaken = desk.emit('forecheck-revise', {
    encounterId: session.encounterId,
    alerts: open.reduce<string[]>((ids, row) => ids.concat(row.alerts.map(({ id }) => id)), []),
    ...(current && current.items[0] !== undefined && { item: current.items[0] }),
  });
  if (!isTaken) return;
  for (const row of open) {
    trace(desk, 'revised', row);
    giveDispositions(desk, row, { kind: 'return-and-change' });
  }
  leave(desk);
}

/** On with saving, when everything is answered. Otherwise it says what is not, and goes there. */
export function goOn(desk: Desk): void {
  const { session } = desk;
  if (session.opened === 'asked') return;
  const [first] = openKeys(session);
  if (first !== undefined) {
    const { say } = desk.settings().words;
    const said = saying(session, fill(say['not-yet'], { n: openKeys(session).length }));
    return show(desk, { ...said, current: first === HOLD ? session.current : first });
  }
  const dispositions = giveAnswers(desk);
  if (dispositions === undefined) return desk.paint();
  const hold = session.answers.get(HOLD);
  const isTaken = desk.emit('forecheck-continue', {
    encounterId: session.encounterId,
    dispositions,
    isBreakGlass: Array.from(session.answers.values()).some(isBreakGlass),
    ...(hold && hold.kind === 'continue-with-reason' && { hold: holdOf(desk, hold) }),
  });
  if (!isTaken) return desk.paint();
  for (const row of interruptiveRows(session)) trace(desk, 'continued', row);
  // Said and done: what comes again is shown with what was answered, and asked anew where it has changed.
  desk.session = { ...desk.session, answers: new Map(), given: new Map(), fixes: new Map(), undoable: [] };
  leave(desk);
}

/** Closes the dialog without a word about the alerts. */
function leave(desk: Desk): void {
  const { form: _, ...rest } = desk.session;
  show(desk, { ...rest, isOpen: false, isFormTried: false });
}

/** Dispositions of every answer; `undefined` when the page refused one. Those before it were taken. */
function giveAnswers(desk: Desk): readonly Disposition[] | undefined {
  let all: readonly Disposition[] = [];
  for (const row of desk.session.rows) {
    const answer = desk.session.answers.get(row.key);
    if (answer === undefined) continue;
    const before = desk.session.given.get(row.key);
    const dispositions = before?.answer === answer ? before.dispositions : giveAnswer(desk, row, answer);
    if (dispositions === undefined) return undefined;
    desk.session = { ...desk.session, given: withEntry(desk.session.given, row.key, { answer, dispositions }) };
    all = all.concat(dispositions);
  }
  return all;
}

function giveAnswer(desk: Desk, row: Row, answer: Answer): readonly Disposition[] | undefined {
  if (answer.kind === 'snooze') {
    snooze(desk, row.key);
    return [];
  }
  const given = giveDispositions(desk, row, givenOf(desk, answer));
  return given.length === 0 ? undefined : given;
}

function givenOf(desk: Desk, answer: Exclude<Answer, { kind: 'snooze' }>): Given {
  if (answer.kind === 'supply-evidence') return { kind: answer.kind, reason: answer.text.trim(), answer };
  return { kind: answer.kind, reason: reasonOf(desk, answer), answer };
}

/** Remembers that a row was read and is not to come again in this encounter. */
export function snooze(desk: Desk, key: string): void {
  const row = rowOf(desk.session, key);
  if (row === undefined || row.tier === 'stop') return;
  const { fingerprint } = row;
  const recordedAt = desk.nowMs();
  desk.session = remember(
    desk.session,
    row.alerts.map(({ id }) => ({ alert: id, kind: 'snooze', recordedAt, fingerprint })),
  );
  trace(desk, 'snoozed', row);
}

function holdOf(desk: Desk, answer: Extract<Answer, { kind: 'continue-with-reason' }>) {
  const { code, staffNumber } = answer;
  return { reasonCode: code, reason: reasonOf(desk, answer), ...(staffNumber !== undefined && { staffNumber }) };
}

const isBreakGlass = (answer: Answer): boolean => answer.kind === 'continue-with-reason' && answer.isBreakGlass;
