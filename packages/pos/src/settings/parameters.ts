/** How well a number is known: in an instrument, in a secondary source, reconstructed, or nobody's but the store's. */
export type Mark = 'instrument' | 'secondary' | 'reconstructed' | 'configured';

/** What a parameter is and what it starts from. */
export interface ParameterDefinition {
  readonly value: number | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly mark: Mark;
}

const count = (value: number, mark: Mark, max = 100_000) => ({ value, min: 0, max, mark });
const flag = (value: boolean, mark: Mark) => ({ value, mark });

/**
 * Every number and switch that a province, a city or a store may set for itself, with what holds where nobody does.
 * `docs/pos.md` tells each.
 */
export const PARAMETERS = {
  /** Seconds between the decoding of a credential and its use. */
  credentialAgeSecondsMax: count(120, 'configured'),
  /** Minutes that the bureau's word about a person is taken for true. */
  personStatusAgeMinutesMax: count(1_440, 'configured'),
  /** Minutes that the bureau's word about the store is taken for true. */
  pharmacyStatusAgeMinutesMax: count(60, 'configured'),
  /** Persons, the present one included, that one agent buys for within the window that the store counts over. */
  agentPrincipalsMax: count(3, 'configured'),
  prescriptionNotedDaysMax: count(3, 'secondary'),
  /** Days after its issue that a long prescription may be filled. */
  longPrescriptionValidDays: count(84, 'configured'),
  prescriptionDaysMax: count(7, 'secondary'),
  emergencyPrescriptionDaysMax: count(3, 'secondary'),
  longPrescriptionUsualDays: count(28, 'secondary'),
  longPrescriptionDaysMax: count(84, 'secondary'),
  psychotropicDaysMax: count(7, 'secondary'),
  /** Completed years from which a person is no minor. */
  adultYears: count(18, 'instrument', 150),
  ephedrinePacksMax: count(2, 'secondary'),
  /** The national text counts per sale; a window is local. 0: none. */
  ephedrineWindowDays: count(0, 'configured', 366),
  ephedrineWindowPacksMax: count(2, 'configured'),
  /** Percent that an insured price may lie above the payment standard. */
  priceTolerancePercent: count(0, 'configured', 1_000),
  isTraceRequired: flag(false, 'secondary'),
  /** `YYYYMMDD`: stock received before it came without codes. 0: none did. */
  uncodedStockBefore: count(0, 'secondary', 21_991_231),
  /** Whether stock received without a code before the collection began may still be settled. */
  isUncodedStockPayable: flag(false, 'configured'),
  /** 双通道 drugs only by an electronic prescription of the national centre. */
  isCentrePrescriptionRequired: flag(false, 'secondary'),
  isRemoteReviewLawful: flag(false, 'configured'),
  /** A pharmacist must be present for 甲类非处方药 too. */
  isPharmacistNeededForOtcA: flag(true, 'secondary'),
  /** Insured sales of one store in one day from which it is looked at. 0: not counted. */
  storeSalesPerDayMax: count(0, 'configured'),
  /** Purchases that were given back within the window that the store counts over. */
  refundCyclesMax: count(2, 'configured'),
  /** Percent of the days at hand that must be used up before the same drug is supplied again. 0: not counted. */
  refillUsedPercentMin: count(0, 'configured', 100),
  /** Seconds that a verdict may be acted upon. */
  verdictSecondsMax: count(300, 'configured'),
  /** Seconds that a hold keeps codes and limits. */
  holdSecondsMax: count(900, 'configured'),
} as const satisfies Readonly<Record<string, ParameterDefinition>>;

/** Name of a parameter. */
export type ParameterName = keyof typeof PARAMETERS;

/** A value for every parameter. */
export type ParameterValues = {
  readonly [Name in ParameterName]: (typeof PARAMETERS)[Name] extends { readonly value: boolean } ? boolean : number;
};
