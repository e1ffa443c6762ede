import type { DisposerRole, Fix, RuleId } from '@forecheck/core';
import type { Consent, ConsentGiver } from '../model/consent.ts';
import { countCharacters, type OverrideReason, TEXT_MIN, textMinOf } from '../model/reasons.ts';
import { parseInput } from '../model/time.ts';

/** What somebody is filling in. Only one form is open at a time. */
export type Form = OverrideForm | EvidenceForm | ConsentForm;

/** Going on with a reason. */
export interface OverrideForm {
  readonly kind: 'override';
  /** Keys of the rows that it answers. */
  readonly rows: readonly string[];
  readonly rules: readonly RuleId[];
  readonly isBreakGlass: boolean;
  /** Whose number has to be given; empty when anybody's will do. */
  readonly roles: readonly DisposerRole[];
  readonly code: string;
  readonly text: string;
  readonly role: string;
  readonly staffNumber: string;
}

/** Saying that the evidence that a rule asks for is there. */
export interface EvidenceForm {
  readonly kind: 'evidence';
  readonly rows: readonly string[];
  readonly text: string;
}

/** Paying oneself, with consent. */
export interface ConsentForm {
  readonly kind: 'consent';
  readonly rows: readonly string[];
  readonly fix: Fix;
  readonly by: ConsentGiver | '';
  readonly relation: string;
  /** Of a `datetime-local` input. */
  readonly at: string;
  readonly isTold: boolean;
  readonly text: string;
}

/** Field of a form that is not filled in yet. */
export type FieldProblem = 'reason' | 'text' | 'role' | 'staff-number' | 'consent-by' | 'relation' | 'time' | 'told';

/** What keeps a form from being confirmed, in the order of its fields. */
export function problemsOf(form: Form, reasons: readonly OverrideReason[]): readonly FieldProblem[] {
  if (form.kind === 'override') return problemsOfOverride(form, reasons);
  if (form.kind === 'evidence') return countCharacters(form.text) < TEXT_MIN ? ['text'] : [];
  return problemsOfConsent(form);
}

/** Fewest characters of text that the form asks for now. */
export function textMinOfForm(form: Form, reasons: readonly OverrideReason[]): number {
  if (form.kind !== 'override') return form.kind === 'evidence' || form.by === 'nobody' ? TEXT_MIN : 0;
  return textMinOf(
    reasons.find(({ code }) => code === form.code),
    form.isBreakGlass,
  );
}

/** Whether a form asks for the number of a member of staff: to break the glass, or where it is not this person's to say. */
export const needsStaffNumber = ({ isBreakGlass, roles }: OverrideForm): boolean => isBreakGlass || roles.length > 0;

/** What a filled-in form agreed to. */
export function consentOf({ by, relation, at, text }: ConsentForm): Consent {
  const isEmergency = by === 'nobody';
  return {
    by: by || 'nobody',
    ...(needsRelation(by) && { relation: relation.trim() }),
    at: parseInput(at) || 0,
    isEmergency,
    ...(isEmergency && { emergencyReason: text.trim() }),
  };
}

/** The insured person has none to themselves, and nobody has none. */
export const needsRelation = (by: ConsentForm['by']): boolean => by === 'relative' || by === 'guardian';

function problemsOfOverride(form: OverrideForm, reasons: readonly OverrideReason[]): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!reasons.some(({ code }) => code === form.code)) problems.push('reason');
  if (countCharacters(form.text) < textMinOfForm(form, reasons)) problems.push('text');
  if (form.roles.length > 0 && form.roles.indexOf(form.role as DisposerRole) < 0) problems.push('role');
  if (needsStaffNumber(form) && !STAFF_NUMBER.test(form.staffNumber.trim())) problems.push('staff-number');
  return problems;
}

function problemsOfConsent({ by, relation, at, isTold, text }: ConsentForm): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (by === '') problems.push('consent-by');
  if (needsRelation(by) && countCharacters(relation) === 0) problems.push('relation');
  if (by === 'nobody' && countCharacters(text) < TEXT_MIN) problems.push('text');
  if (parseInput(at) === undefined) problems.push('time');
  if (by !== 'nobody' && !isTold) problems.push('told');
  return problems;
}

/** Hospitals number their staff as they like; spaces and one-letter answers are no number. */
const STAFF_NUMBER = /^[0-9A-Za-z-]{2,20}$/;
