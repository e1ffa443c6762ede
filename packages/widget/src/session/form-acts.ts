import type { DisposerRole } from '@forecheck/core';
import { reasonsFor } from '../model/reasons.ts';
import type { Row } from '../model/rows.ts';
import { formatInput } from '../model/time.ts';
import { type Desk, show } from './desk.ts';
import { askFix } from './fix-acts.ts';
import { type ConsentForm, consentOf, type Form, needsStaffNumber, type OverrideForm, problemsOf } from './form.ts';
import { settleCurrent } from './present.ts';
import { type Answer, HOLD, isSettled, mayContinue, rowOf, type Session, withEntry } from './session.ts';

/** Opens the form for going on against one row, with what was answered before filled in. */
export function openOverride(desk: Desk, key: string): void {
  const row = rowOf(desk.session, key);
  if (row === undefined || (row.tier !== 'stop' && !mayContinue(row))) return;
  openForm(desk, overrideForm(desk, [row]));
}

/** Opens one form for every row that is still open and may be answered alike. */
export function openBatch(desk: Desk): void {
  const rows = batchRows(desk.session);
  if (rows.length > 0) openForm(desk, overrideForm(desk, rows));
}

/** Opens the form for saving although nothing could be judged. */
export function openHold(desk: Desk): void {
  const { session } = desk;
  if (!session.isHeld) return;
  const decision = session.checked === undefined ? 'block' : session.checked.decision;
  openForm(desk, {
    ...blankOverride(desk, decision),
    rows: [HOLD],
    rules: [],
    isBreakGlass: decision !== 'require-reason',
  });
}

/** Opens the form for saying that evidence is there. */
export function openEvidence(desk: Desk, key: string): void {
  const answer = desk.session.answers.get(key);
  const text = answer !== undefined && answer.kind === 'supply-evidence' ? answer.text : '';
  openForm(desk, { kind: 'evidence', rows: [key], text });
}

/** Opens the consent form of a fix by self-payment. */
export function openConsent(desk: Desk, key: string, fix: ConsentForm['fix']): void {
  const at = formatInput(desk.nowMs());
  openForm(desk, { kind: 'consent', rows: [key], fix, by: '', relation: '', at, isTold: false, text: '' });
}

/** Writes one field. An unknown field is no field. */
export function edit(desk: Desk, field: string, value: string | boolean): void {
  const { form } = desk.session;
  if (form === undefined || !(field in form)) return;
  show(desk, { ...desk.session, form: { ...form, [field]: value } as Form });
}

/** Takes the answer, when the form is complete; names what is missing otherwise. */
export function confirm(desk: Desk): void {
  const { session } = desk;
  const { form } = session;
  if (form === undefined) return;
  if (problemsOf(form, reasonsOfForm(desk, form)).length > 0) return show(desk, { ...session, isFormTried: true });
  const { form: _, ...rest } = { ...session, isFormTried: false };
  if (form.kind === 'consent') {
    desk.session = rest;
    return askFix(desk, form.rows[0] || '', form.fix, consentOf(form));
  }
  const answer = answerOf(form);
  const answers = form.rows.reduce((map, key) => withEntry(map, key, answer), session.answers);
  show(desk, settleCurrent({ ...rest, answers }));
}

/** Closes the form. What was answered before stays. */
export function cancel(desk: Desk): void {
  const { form: _, ...rest } = desk.session;
  show(desk, { ...rest, isFormTried: false });
}

/** The reasons that a form offers. */
function reasonsOfForm({ settings }: Pick<Desk, 'settings'>, form: Form) {
  return form.kind === 'override' ? reasonsFor(settings().reasons, form.rules, form.isBreakGlass) : [];
}

/** The rows that one reason may answer together: open, and not such as have to be changed. */
export function batchRows(session: Session): readonly Row[] {
  return session.rows.filter(
    (row) => row.tier === 'ask' && row.decision !== 'remind' && mayContinue(row) && !isSettled(session, row.key),
  );
}

function openForm(desk: Desk, form: Form): void {
  const [first = ''] = form.rows;
  const current = first === HOLD ? desk.session.current : first;
  show(desk, { ...desk.session, form, current, isFormTried: false });
}

function overrideForm(desk: Desk, rows: readonly Row[]): OverrideForm {
  const [first] = rows;
  const answer = rows.length === 1 && first ? desk.session.answers.get(first.key) : undefined;
  const known = answer !== undefined && answer.kind === 'continue-with-reason' ? answer : undefined;
  return {
    ...blankOverride(desk, first ? first.decision : 'remind'),
    rows: rows.map(({ key }) => key),
    rules: rows.map(({ alerts }) => alerts[0].rule).filter((rule, index, all) => all.indexOf(rule) === index),
    isBreakGlass: rows.some(({ tier }) => tier === 'stop'),
    ...(known && { code: known.code, text: known.text, role: known.role || '', staffNumber: known.staffNumber || '' }),
  };
}

/** Roles are asked for only where this person's capacity is not among those that may decide. */
function blankOverride(desk: Desk, decision: Row['decision']): OverrideForm {
  const { overriders, capacity } = desk.settings();
  const allowed: readonly DisposerRole[] = overriders[decision] || [];
  const roles = allowed.indexOf(capacity) < 0 ? allowed : [];
  const role = roles.length === 1 ? roles[0] || '' : '';
  return {
    kind: 'override',
    rows: [],
    rules: [],
    isBreakGlass: false,
    roles,
    code: '',
    text: '',
    role,
    staffNumber: '',
  };
}

function answerOf(form: Exclude<Form, ConsentForm>): Answer {
  if (form.kind === 'evidence') return { kind: 'supply-evidence', text: form.text };
  const { code, text, isBreakGlass, role, staffNumber } = form;
  return {
    kind: 'continue-with-reason',
    code,
    text,
    isBreakGlass,
    ...(role !== '' && { role: role as DisposerRole }),
    ...(needsStaffNumber(form) && { staffNumber: staffNumber.trim() }),
  };
}
