import type {
  HistoryCoverage,
  Instant,
  Institution,
  InstitutionLevel,
  InsuranceType,
  InsuredPerson,
  Phase,
  Practitioner,
  VisitType,
} from '@forecheck/core';
import type { LocalTable } from '../tables/local-table.ts';
import type { OrderBehaviour } from '../tables/order-tables.ts';

/** What the institution knows about its own messages. Everything has a cautious default. */
export interface PrecheckOptions {
  /** When the message arrived; used when it carries no time of its own (inf_time). */
  readonly asOf?: Instant;
  /** Used when neither infno nor trig_scen tells. Default `prompt`. */
  readonly phase?: Phase;
  /** What is known of the institution for certain; wins over the message, property by property. */
  readonly institution?: Institution;
  /** How far the history in the message reaches. Default: `local` when it carries any. */
  readonly historyCoverage?: HistoryCoverage;
  /** Readings of the code tables on which implementations disagree, and the institution's own rows. */
  readonly tables?: PrecheckTables;
  /**
   * The institution's department codes (or names, where it sends no codes) in the terms that rules use; or `as-sent`
   * when they are the same. Default: departments are missing, because a local code compared with a rule's would make
   * the rule fire.
   */
  readonly departments?: Readonly<Record<string, string>> | 'as-sent';
  /**
   * Whether a line whose ownpay_amt equals its sumamt is wholly self-paid (`stated`, the default). `ignored` for
   * vendors that put the full price there before the split is known.
   */
  readonly selfPaid?: 'stated' | 'ignored';
  /**
   * What cnt of a standing order (long_drord_flag 1) counts: each of its days (`per-day`) or all of them together
   * (`total`, parted evenly, because a standing order is the same every day until it is stopped). Default `cautious`:
   * read where both come to the same or only one is possible, else missing.
   */
  readonly standingQuantity?: 'cautious' | 'per-day' | 'total';
  /** Whether items carry the institution's own names (`included`, the default); rules never read them. */
  readonly itemNames?: 'included' | 'omitted';
}

/** Which reading of a code table holds at the institution. */
export interface PrecheckTables {
  /** matn_stas. Default `cautious`: only 3 and 4 are read. */
  readonly reproductiveState?:
    | 'cautious'
    | 'national'
    | 'beijing'
    | LocalTable<NonNullable<InsuredPerson['reproductiveState']>>;
  /** medins_lv. Default `long`: 01–11; `short` also reads 1, 2, 3 as primary, secondary, tertiary. */
  readonly institutionLevel?: 'long' | 'short' | LocalTable<InstitutionLevel>;
  /** drord_dr_profttl. Default `long`: 231–235; `short` also reads 1–5. */
  readonly practitionerTitle?: 'long' | 'short' | LocalTable<NonNullable<Practitioner['title']>>;
  /** drord_bhvr. Default `ignored`; `national` reads 1 as discharge medication. */
  readonly orderBehaviour?: 'ignored' | 'national' | LocalTable<OrderBehaviour>;
  /** med_type values beyond the national table. */
  readonly visitType?: LocalTable<VisitType>;
  /** insutype values beyond the national table. */
  readonly insuranceType?: LocalTable<InsuranceType>;
}
