import type { Decision, DisposerRole, DispositionKind, Phase, Severity } from '@forecheck/core';
import type { ConsentGiver } from '../model/consent.ts';
import type { NoticeKind } from '../model/status.ts';
import type { FieldProblem } from '../session/form.ts';

/**
 * Everything that the elements say of their own. What an alert says comes with the rules. `{…}` is filled in.
 */
export interface Words {
  /** A language tag. Alerts are shown in it where they have it, in Chinese otherwise. */
  readonly lang: string;
  readonly phase: Readonly<Record<Phase, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly decision: Readonly<Record<Decision, string>>;
  readonly role: Readonly<Record<DisposerRole, string>>;
  readonly disposition: Readonly<Record<DispositionKind | 'snooze', string>>;
  readonly giver: Readonly<Record<ConsentGiver, string>>;
  readonly problem: Readonly<Record<FieldProblem, string>>;
  readonly notice: Readonly<Record<NoticeKind, string>>;
  readonly reason: Readonly<Record<string, string>>;
  /** Labels of facts, by their path. */
  readonly fact: Readonly<Record<string, string>>;
  /** Coded values of facts. */
  readonly value: Readonly<Record<string, string>>;
  readonly say: Readonly<Record<Phrase, string>>;
}

/** Phrases by what they are for. */
export type Phrase =
  | 'title'
  | 'summary'
  | 'summary-settled'
  | 'summary-remind'
  | 'summary-asked'
  | 'summary-hold'
  | 'hold'
  | 'amount'
  | 'progress'
  | 'settled'
  | 'revise'
  | 'continue'
  | 'close'
  | 'not-yet'
  | 'batch'
  | 'override'
  | 'break-glass'
  | 'supply'
  | 'snooze'
  | 'snoozed'
  | 'evidence'
  | 'basis'
  | 'no-basis'
  | 'rule'
  | 'in-force-from'
  | 'clause-text'
  | 'judged-by'
  | 'pack'
  | 'pack-unknown'
  | 'measured'
  | 'bound'
  | 'at-stake'
  | 'excess'
  | 'days'
  | 'hours'
  | 'years'
  | 'also'
  | 'involved'
  | 'more-points'
  | 'undo'
  | 'undo-bar'
  | 'pending'
  | 'applied'
  | 'refused'
  | 'change-answer'
  | 'earlier'
  | 'by-others'
  | 'form-override'
  | 'form-break-glass'
  | 'form-batch'
  | 'form-evidence'
  | 'form-consent'
  | 'form-hold'
  | 'reason'
  | 'text'
  | 'text-needed'
  | 'role'
  | 'staff-number'
  | 'confirm'
  | 'confirm-batch'
  | 'cancel'
  | 'consent-by'
  | 'relation'
  | 'time'
  | 'told'
  | 'emergency-text'
  | 'print'
  | 'print-consent'
  | 'beside'
  | 'beside-none'
  | 'show'
  | 'hide'
  | 'folded'
  | 'undetermined'
  | 'preexisting'
  | 'exempted'
  | 'unmapped'
  | 'partial'
  | 'missing'
  | 'attest'
  | 'badge'
  | 'new-alerts'
  | 'fix-remove-item'
  | 'fix-remove-items'
  | 'fix-add-companion'
  | 'fix-reduce-quantity'
  | 'fix-shorten-days'
  | 'fix-self-pay-with-consent'
  | 'fix-set-price'
  | 'sheet-title'
  | 'sheet-encounter'
  | 'sheet-printed'
  | 'sheet-answer'
  | 'sheet-no-answer'
  | 'sheet-consent'
  | 'sheet-consent-text'
  | 'sheet-sign'
  | 'sheet-sign-relation'
  | 'sheet-sign-date'
  | 'sheet-practitioner'
  | 'comma'
  | 'colon';

/** A phrase with its blanks filled in. */
export function fill(phrase: string, values: Readonly<Record<string, string | number>> = {}): string {
  return phrase.replace(/\{(\w+)\}/g, (blank, name: string) => (name in values ? String(values[name]) : blank));
}
