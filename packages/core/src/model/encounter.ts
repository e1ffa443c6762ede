import type { CstDate, Instant } from './calendar.ts';
import type { Decimal } from './decimal.ts';
import type { EncounterId, ItemCode, ItemId } from './ids.ts';

/**
 * What is asked: one insured person's encounter (就诊) with the items to be judged.
 *
 * Every property but `id`, `asOf`, `phase` and `items` may be absent. An absent fact makes the rules that read it
 * undetermined; it is never replaced by a default. At most `ITEMS_MAX` items.
 */
export interface Encounter {
  readonly id: EncounterId;
  /** When the question is asked. Items without a time of their own are taken to happen then, if they are drafts. */
  readonly asOf: Instant;
  readonly phase: Phase;
  readonly scene?: Scene;
  readonly insuredPerson?: InsuredPerson;
  readonly institution?: Institution;
  readonly visit?: Visit;
  readonly practitioners?: readonly Practitioner[];
  readonly diagnoses?: readonly Diagnosis[];
  readonly operations?: readonly Operation[];
  readonly clinicalFacts?: ClinicalFacts;
  readonly items: readonly OrderItem[];
  /**
   * How much of the person's earlier care the items with role `history` show: nothing, this institution's, or the
   * whole region's. Absent means `none`. Decides whether a clear answer over a long window is certain.
   */
  readonly historyCoverage?: HistoryCoverage;
}

/** 事前提醒 · 事中审核 · 事后监管. */
export type Phase = 'prompt' | 'review' | 'audit';
/** The moment in the institution's work at which the question is asked (trig_scen). */
export type Scene =
  | 'outpatient-registration'
  | 'outpatient-order'
  | 'outpatient-pre-settlement'
  | 'outpatient-settlement'
  | 'admission'
  | 'inpatient-order'
  | 'inpatient-execution'
  | 'inpatient-pre-settlement'
  | 'inpatient-settlement'
  | 'pharmacy-purchase';
/** How far the given history reaches: nowhere, this institution, the whole pooling region. */
export type HistoryCoverage = 'none' | 'local' | 'regional';

/** 参保人员. No name and no identity number: evaluation needs neither. */
export interface InsuredPerson {
  readonly sex?: 'male' | 'female';
  readonly birthDate?: CstDate;
  /** The insurance that this encounter is settled under. */
  readonly insuranceType?: InsuranceType;
  readonly poolingRegion?: string;
  readonly reproductiveState?: 'none' | 'pregnant' | 'lactating';
}

/** 险种: the insurance that an encounter is settled under. */
export type InsuranceType =
  | 'employee'
  | 'resident'
  | 'civil-servant'
  | 'large-amount'
  | 'retired-cadre'
  | 'maternity'
  | 'work-injury'
  | 'other';

/** 定点医药机构. */
export interface Institution {
  readonly kind?: 'hospital' | 'pharmacy';
  /** An institution without a grade leaves this absent: ungraded is unknown, not “primary”. */
  readonly level?: InstitutionLevel;
  readonly region?: string;
  /** Kind of hospital, or the specialities it holds, in the terms that rules use. */
  readonly specialities?: readonly string[];
}
/** 一级及以下 · 二级 · 三级. */
export type InstitutionLevel = 'primary' | 'secondary' | 'tertiary';

/** The visit that the encounter belongs to. */
export interface Visit {
  readonly type?: VisitType;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  readonly department?: string;
  /** Declared rescue or emergency (抢救, 突发公共卫生事件, 灾害); exempts the rules that say so. */
  readonly emergency?: { readonly reason: string };
}
/** 就诊方式: how the person came to care. */
export type VisitType =
  | 'outpatient'
  | 'emergency'
  | 'observation'
  | 'inpatient'
  | 'day-surgery'
  | 'chronic-disease'
  | 'pharmacy'
  | 'internet';

/** 医师 · 药师, as far as a rule may ask. */
export interface Practitioner {
  readonly id: string;
  readonly title?: 'resident' | 'attending' | 'associate-chief' | 'chief';
  readonly department?: string;
}

/** One diagnosis, ICD-10 insurance edition. */
export interface Diagnosis {
  /** As sent; case, points, † and * are normalised by the engine. A trailing `?` marks a suspected diagnosis. */
  readonly code: string;
  readonly isMain?: boolean;
  readonly stage?: 'admission' | 'discharge';
  /** Suspected (待查) and history diagnoses satisfy no indication. Absent means confirmed. */
  readonly certainty?: 'confirmed' | 'suspected' | 'history';
  readonly recordedAt?: Instant;
}

/** One operation, ICD-9-CM-3 insurance edition. */
export interface Operation {
  readonly code: string;
  readonly isMain?: boolean;
  readonly startedAt?: Instant;
}

/** Clinical evidence that an indication may ask for. An absent list is unknown; an empty list says “none”. */
export interface ClinicalFacts {
  readonly labs?: readonly Lab[];
  /** Markers, genes, cultures: code and result in the terms that rules use. */
  readonly markers?: readonly { readonly code: string; readonly result: string }[];
  /** Documents on file: screening forms, consultations, reports, consents. */
  readonly documents?: readonly { readonly type: string; readonly at?: Instant }[];
  /** When the present illness began. */
  readonly onsetAt?: Instant;
}

/** One laboratory value. */
export interface Lab {
  readonly code: string;
  readonly value: Decimal;
  readonly unit?: string;
  readonly at?: Instant;
}

/** One order, prescription or charge item (医嘱/处方/费用明细). */
export interface OrderItem {
  readonly id: ItemId;
  /** National code; or, with `localCode` alone, empty until the institution's own mapping supplies it. */
  readonly code?: ItemCode;
  readonly localCode?: string;
  /** As the institution calls it. Shown back in alerts when the catalogue has no name. */
  readonly name?: string;
  readonly kind?: OrderItemKind;
  /**
   * `draft`: being judged now. `context`: already ordered in this visit. `history`: from earlier visits. Absent means
   * `draft`. An alert always involves a draft.
   */
  readonly role?: 'draft' | 'context' | 'history';
  /** Which visit a history item belongs to. Absent on drafts and context: this one. */
  readonly visitId?: string;
  /** Cancelled, stopped-before-execution and skin-test items are never counted. Absent means active. */
  readonly status?: 'active' | 'cancelled' | 'stopped' | 'skin-test';
  readonly prescriptionId?: string;
  /** When it happens or happened; for an interval, when it began. */
  readonly occurredAt?: Instant;
  /** End of the interval, for items counted by duration and for overlapping use. Exclusive. */
  readonly endedAt?: Instant;
  /** In `unit`. Negative for a reversal. */
  readonly quantity?: Decimal;
  readonly unit?: string;
  /** Days that the supply lasts (medc_days). */
  readonly days?: Decimal;
  /** Fen per `unit`, up to four fractional digits. */
  readonly unitPriceFen?: Decimal;
  /** Catalogue price before any discount (hilist_pric): fen per `unit`, up to four fractional digits. */
  readonly listPriceFen?: Decimal;
  /** Fen, whole. */
  readonly amountFen?: number;
  /** Who is to pay. Absent before settlement: treated as claimed from the pooled fund unless stated otherwise. */
  readonly payment?: 'pooled' | 'account' | 'self';
  /** 长期医嘱: counted by execution. */
  readonly isStanding?: boolean;
  /** Executions of a standing order, each with its own time and quantity. */
  readonly executions?: readonly Execution[];
  /** The item that this one reverses (退费, 冲正). */
  readonly reverses?: ItemId;
  /** 出院带药. */
  readonly isDischargeMedication?: boolean;
  readonly bodySite?: string;
  /** Items done through one incision in one session carry the same value. */
  readonly incisionId?: string;
  readonly department?: string;
  readonly practitionerId?: string;
  /**
   * Evidence that a practitioner has attested for this item: ids of knowledge points whose evidence prompt was
   * answered with “on file”.
   */
  readonly attestations?: readonly string[];
}
/** 药品 · 医用耗材 · 医疗服务项目. */
export type ItemKind = 'drug' | 'consumable' | 'service';
/** The same, and 中药饮片 by name: a decoction piece whose national code is not known is one all the same. */
export type OrderItemKind = ItemKind | 'decoction-piece';

/** One execution of a standing order. */
export interface Execution {
  readonly at: Instant;
  readonly endedAt?: Instant;
  readonly quantity?: Decimal;
}

/** Most items of one encounter, drafts, context and history together. */
export const ITEMS_MAX = 20_000;
/** Most executions of one standing order. */
export const EXECUTIONS_MAX = 5_000;
/** Most diagnoses, operations, laboratory values or documents each. */
export const FACTS_MAX = 2_000;
/** Most characters of an id, code or other short text. */
export const SHORT_TEXT_MAX = 200;
