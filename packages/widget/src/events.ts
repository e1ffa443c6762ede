import type {
  Alert,
  AlertId,
  Disposition,
  DispositionKind,
  EncounterId,
  Fix,
  ItemId,
  KnowledgePointId,
  RuleId,
  Severity,
} from '@forecheck/core';
import type { Consent } from './model/consent.ts';
import type { Tier } from './model/tier.ts';

/** Events of the elements, by name. All bubble and leave the shadow root; all but `forecheck-trace` can be cancelled. */
export interface ForecheckEvents {
  /** A fix is wanted. Cancelling it refuses it; otherwise `accept` or `reject` says when and how it went. */
  'forecheck-fix': CustomEvent<FixAsked>;
  /** A fix that the page accepted is to be taken back. */
  'forecheck-undo': CustomEvent<UndoAsked>;
  /** Something was done about an alert: to be recorded. Cancelling it leaves the alert as it was. */
  'forecheck-disposition': CustomEvent<DispositionGiven>;
  /** Back to the order, which is not saved (返回修改). Cancelling it keeps the dialog open. */
  'forecheck-revise': CustomEvent<Revised>;
  /** Everything is answered: go on saving. Cancelling it keeps the dialog open. */
  'forecheck-continue': CustomEvent<Continued>;
  /** Evidence that only a person knows of is on file. The page puts it on the items and asks again. */
  'forecheck-attest': CustomEvent<Attested>;
  /** A printable sheet. Cancelling it leaves the printing to the page. */
  'forecheck-print': CustomEvent<PrintAsked>;
  /** One line for the audit trail. */
  'forecheck-trace': CustomEvent<TraceEntry>;
}

/** A fix that the page is to apply. */
export interface FixAsked {
  readonly encounterId: EncounterId;
  readonly alert: Alert;
  /** All that the fix is for: several knowledge points may say the same. */
  readonly alerts: readonly AlertId[];
  readonly fix: Fix;
  /** With a fix by self-payment. */
  readonly consent?: Consent;
  /** It was applied. What is given here comes back, untouched, when it is to be undone. */
  accept(before?: unknown): void;
  /** It was not applied. The text is shown where the fix was asked for. */
  reject(text?: string): void;
}

/** A fix to take back. */
export interface UndoAsked {
  readonly encounterId: EncounterId;
  readonly alert: Alert;
  readonly fix: Fix;
  /** What the page gave to `accept`. */
  readonly before: unknown;
}

/** A disposition, ready to be recorded, and what it was about. */
export interface DispositionGiven {
  readonly encounterId: EncounterId;
  readonly disposition: Disposition;
  readonly alert: Alert;
  /** Code of the reason, where one was given. */
  readonly reasonCode?: string;
  /** Against what should have been changed. */
  readonly isBreakGlass: boolean;
  /** Of who took it upon themselves. For the institution's own trail; it is in no disposition. */
  readonly staffNumber?: string;
  readonly consent?: Consent;
  /** Give it back with the disposition as one of `answered`. */
  readonly fingerprint: string;
}

/** Nothing is saved. */
export interface Revised {
  readonly encounterId: EncounterId;
  /** What was not answered. */
  readonly alerts: readonly AlertId[];
  /** What somebody was looking at last. */
  readonly item?: ItemId;
}

/** The order may be saved, as far as the alerts go. */
export interface Continued {
  readonly encounterId: EncounterId;
  /** As they were given in `forecheck-disposition`. */
  readonly dispositions: readonly Disposition[];
  readonly isBreakGlass: boolean;
  /** With a hold that no alert explains: why it was passed, and by whom. */
  readonly hold?: { readonly reasonCode: string; readonly reason: string; readonly staffNumber?: string };
}

/** Evidence on file. */
export interface Attested {
  readonly encounterId: EncounterId;
  readonly rule: RuleId;
  readonly items: readonly ItemId[];
  readonly knowledgePoints: readonly KnowledgePointId[];
}

/** A sheet of paper. */
export interface PrintAsked {
  readonly encounterId: EncounterId;
  /** Of elements without styles of their own. */
  readonly sheet: HTMLElement;
}

/** What happened to one row of alerts: codes, counts and times, and no word that anybody wrote. */
export interface TraceEntry {
  readonly kind: TraceKind;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly encounterId: EncounterId;
  readonly alerts: readonly AlertId[];
  readonly rule: RuleId;
  readonly items: readonly ItemId[];
  readonly tier: Tier;
  readonly severity: Severity;
  /** Since it was shown. */
  readonly dwellMs: number;
  readonly disposition?: DispositionKind;
  readonly reasonCode?: string;
  readonly isBreakGlass?: boolean;
  readonly consent?: Consent;
  readonly manifest: string;
  readonly pack?: string;
  /** Of what was shown: rule content and inputs. */
  readonly fingerprint: string;
}

/** What may happen to a row. */
export type TraceKind =
  | 'shown'
  | 'repeated'
  | 'focused'
  | 'fix-asked'
  | 'fix-refused'
  | 'fixed'
  | 'undone'
  | 'answered'
  | 'snoozed'
  | 'revised'
  | 'continued'
  | 'printed';

declare global {
  interface HTMLElementEventMap extends ForecheckEvents {}
}
