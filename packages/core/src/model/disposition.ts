import type { Instant } from './calendar.ts';
import type { DispositionKind } from './evaluation.ts';
import type { AlertId, RuleId } from './ids.ts';

/**
 * Name of one act of disposing. Whoever receives dispositions applies each id once, so an act that is sent again keeps
 * its id and a change of mind gets a new one.
 */
export type DispositionId = string & { readonly __idOf?: 'disposition' };

/** What a person did about one alert (处置). */
export interface Disposition {
  readonly id: DispositionId;
  readonly alert: AlertId;
  /** The rule that fired, where the recorder still knows it; an answer by alert id alone does not carry it. */
  readonly rule?: RuleId;
  readonly kind: DispositionKind;
  /**
   * Why, in the person's own words; required to continue against an alert. Free text that may name someone: it is
   * stored and delivered, never logged.
   */
  readonly reason?: string;
  readonly recordedAt?: Instant;
  /** In which capacity, never who. */
  readonly by?: DisposerRole;
}

/** 医师 · 药师 · 护士 · 收费员 · 医保办. */
export type DisposerRole = 'practitioner' | 'pharmacist' | 'nurse' | 'cashier' | 'insurance-office';

/** Most characters of a disposition's reason (dspo_way_rea). */
export const REASON_LENGTH_MAX = 500;
