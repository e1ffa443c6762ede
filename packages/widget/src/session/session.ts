import type { DisposerRole, Disposition, EncounterId, Evaluation, Fix, Phase } from '@forecheck/core';
import type { Answered, Checked, ShownItem } from '../model/checked.ts';
import type { Consent } from '../model/consent.ts';
import type { Row } from '../model/rows.ts';
import { isInterruptive } from '../model/tier.ts';
import type { Form } from './form.ts';

/** Everything that is on screen, as one value. Acts make the next one of it. */
export interface Session {
  readonly checked?: Checked;
  readonly encounterId: EncounterId;
  readonly phase: Phase;
  readonly items: readonly ShownItem[];
  readonly rows: readonly Row[];
  /** The order may not be saved although nothing that can be shown says why. */
  readonly isHeld: boolean;
  readonly isUnreadable: boolean;
  readonly isRefused: boolean;
  /** By key of the row; the hold's is `HOLD`. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** What the page has taken of them already: an answer is given once, however often somebody tries to go on. */
  readonly given: ReadonlyMap<string, GivenAnswer>;
  readonly fixes: ReadonlyMap<string, FixProgress>;
  /** Fixes that can be taken back for a while, newest last. They stay when their alerts have gone. */
  readonly undoable: readonly AppliedFix[];
  /** Given in encounters that this element has shown. */
  readonly memory: ReadonlyMap<EncounterId, readonly Answered[]>;
  readonly isOpen: boolean;
  /** `asked`: somebody wanted to see it; nothing has to be answered. */
  readonly opened: 'interrupt' | 'asked';
  readonly current: string;
  readonly unfolded: ReadonlySet<string>;
  readonly isInfoUnfolded: boolean;
  readonly form?: Form;
  /** Fields of the form are named as missing only after somebody has tried to confirm. */
  readonly isFormTried: boolean;
  /** What the live region says; a new number makes it say the same again. */
  readonly said: { readonly text: string; readonly count: number };
}

/** What somebody made of a row, until the order is saved. */
export type Answer =
  | {
      readonly kind: 'continue-with-reason';
      readonly code: string;
      readonly text: string;
      readonly isBreakGlass: boolean;
      readonly role?: DisposerRole;
      readonly staffNumber?: string;
    }
  | { readonly kind: 'supply-evidence'; readonly text: string }
  | { readonly kind: 'snooze' };

/** An answer that the page has taken. */
export interface GivenAnswer {
  readonly answer: Answer;
  readonly dispositions: readonly Disposition[];
}

/** How far the page has come with a fix. */
export interface FixProgress {
  readonly kind: 'pending' | 'applied' | 'refused';
  readonly fix: Fix;
  /** Of a refusal, in the page's words. */
  readonly text?: string;
}

/** A fix that the page has applied. */
export interface AppliedFix {
  readonly row: Row;
  /** As the page called the item then: a fix may have taken it away. */
  readonly label: string;
  readonly fix: Fix;
  readonly consent?: Consent;
  /** What the page gave to be handed back. */
  readonly before: unknown;
  readonly token: number;
}

/** Key of the hold, which is no row. */
export const HOLD = '#hold';

export const EMPTY_SESSION: Session = {
  encounterId: '',
  phase: 'prompt',
  items: [],
  rows: [],
  isHeld: false,
  isUnreadable: false,
  isRefused: false,
  answers: new Map(),
  given: new Map(),
  fixes: new Map(),
  undoable: [],
  memory: new Map(),
  isOpen: false,
  opened: 'interrupt',
  current: '',
  unfolded: new Set(),
  isInfoUnfolded: false,
  isFormTried: false,
  said: { text: '', count: 0 },
};

/** The rows that come in the dialog by themselves. */
export const interruptiveRows = ({ rows }: Session): readonly Row[] => rows.filter(({ tier }) => isInterruptive(tier));

/** Whether something has to be done about the row before the order is saved. A reminder, however loud, asks nothing. */
export function needsAnswer({ tier, decision }: Row): boolean {
  return isInterruptive(tier) && decision !== 'remind';
}

/** Keys of what is still to be answered, in their order. */
export function openKeys(session: Session): readonly string[] {
  const rows = session.rows.filter(needsAnswer).map(({ key }) => key);
  return (session.isHeld ? [HOLD].concat(rows) : rows).filter((key) => !isSettled(session, key));
}

/** Answered, or put right. */
export function isSettled({ answers, fixes }: Session, key: string): boolean {
  const progress = fixes.get(key);
  return answers.has(key) || (progress !== undefined && progress.kind === 'applied');
}

export const rowOf = ({ rows }: Session, key: string): Row | undefined => rows.find((row) => row.key === key);

/** What was done about the row may still be said by whoever may say it. */
export const mayContinue = ({ alerts }: Row): boolean =>
  alerts.every(({ dispositions }) => dispositions.indexOf('continue-with-reason') >= 0);

/** A copy of a map with one entry more, or one less. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

/** What an evaluation must have to be shown at all. */
export function isReadable(evaluation: unknown): evaluation is Evaluation {
  const one = evaluation as Partial<Evaluation> | undefined;
  return one !== undefined && one !== null && Array.isArray(one.alerts) && typeof one.encounterId === 'string';
}
