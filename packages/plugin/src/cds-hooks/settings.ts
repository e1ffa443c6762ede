import type { HistoryCoverage, Institution, InsuranceType, Practitioner, VisitType } from '@forecheck/core';

/** A prefetch key that the services ask for. */
export type PrefetchKey =
  | 'patient'
  | 'encounter'
  | 'conditions'
  | 'coverage'
  | 'medications'
  | 'services'
  | 'laboratory'
  | 'pregnancy'
  | 'lactation'
  | 'user';

/** What the institution knows about its own FHIR messages. Plain JSON; everything has a cautious default. */
export interface CdsSettings {
  /** Id of the service, in its URL. Default `forecheck`, for both hooks: a newer answer replaces the older one's cards. */
  readonly serviceId?: string;
  /** Language of cards. Default `zh-CN`. */
  readonly language?: 'zh-CN' | 'en';
  /** Keys to ask for. Default: all but `user`. */
  readonly prefetch?: readonly PrefetchKey[];
  /** Keys without which a call is answered 412. Default: `patient`. */
  readonly prefetchRequired?: readonly PrefetchKey[];
  /** URIs of code systems. */
  readonly systems?: CdsSystems;
  /** Types and class codes of Coverage, beside the national codes (`310` …). */
  readonly insuranceTypes?: Readonly<Record<string, InsuranceType | 'missing'>>;
  /** `Encounter.class` codes beyond those of HL7. */
  readonly visitTypes?: Readonly<Record<string, VisitType | 'missing'>>;
  /** Service types and specialities, by code, in the terms that rules use; or `as-sent`. Default: departments are missing. */
  readonly departments?: Readonly<Record<string, string>> | 'as-sent';
  /** Titles of practitioner roles by code, beside the national codes (`231` …). */
  readonly titles?: Readonly<Record<string, NonNullable<Practitioner['title']> | 'missing'>>;
  /** Units as clients write them, in the terms that rules use: `{ "{tbl}": "片" }`. Default: as sent. */
  readonly units?: Readonly<Record<string, string>>;
  /** FHIR requests do not tell it: what the institution is. */
  readonly institution?: Institution;
  /** How far the orders in the prefetch reach. Default: `local` when they were sent whole. */
  readonly historyCoverage?: HistoryCoverage;
  /** URLs of extensions on orders. */
  readonly extensions?: CdsExtensions;
  /** URLs to show as the source of a card, by instrument of its first basis. */
  readonly sourceUrls?: Readonly<Record<string, string>>;
  /** Whether questions that only a person can answer become cards. Default `include`. */
  readonly prompts?: 'include' | 'omit';
  /** Reasons for going on that are offered beside ours, by code; a card shows the words. */
  readonly overrideReasons?: Readonly<Record<string, string>>;
}

/** Which code systems hold what. A list of one's own replaces the default. */
export interface CdsSystems {
  /** National codes of drugs, consumables and services. */
  readonly item?: readonly string[];
  /** The institution's own codes. A coding without a system is read as one of these. */
  readonly localItem?: readonly string[];
  /** ICD-10, insurance edition. */
  readonly diagnosis?: readonly string[];
  /** Laboratory codes, in the terms that rules use. */
  readonly laboratory?: readonly string[];
  /** Six digits of the pooling region, as `identifier.system` of the payor. */
  readonly region?: readonly string[];
}

/** Where orders carry what FHIR has no element for. Each has a default URL of ours. */
export interface CdsExtensions {
  /** `valueBoolean`: the order is paid by the person. */
  readonly selfPaid?: string;
  /** `valueMoney`, CNY per unit of the quantity. */
  readonly unitPrice?: string;
  /** `valueMoney`, CNY of the whole order. */
  readonly amount?: string;
  /** `valueBoolean`, on Encounter: a declared rescue or emergency. */
  readonly emergency?: string;
}

/** Settings with every default filled in. */
export interface CompleteCdsSettings {
  readonly serviceId: string;
  readonly language: 'zh-CN' | 'en';
  readonly prefetch: readonly PrefetchKey[];
  readonly prefetchRequired: readonly PrefetchKey[];
  readonly systems: Required<CdsSystems>;
  readonly insuranceTypes: Readonly<Record<string, InsuranceType | 'missing'>>;
  readonly visitTypes: Readonly<Record<string, VisitType | 'missing'>>;
  readonly departments?: Readonly<Record<string, string>> | 'as-sent';
  readonly titles: Readonly<Record<string, NonNullable<Practitioner['title']> | 'missing'>>;
  readonly units: Readonly<Record<string, string>>;
  readonly institution?: Institution;
  readonly historyCoverage?: HistoryCoverage;
  readonly extensions: Required<CdsExtensions>;
  readonly sourceUrls: Readonly<Record<string, string>>;
  readonly prompts: 'include' | 'omit';
  readonly overrideReasons: Readonly<Record<string, string>>;
}

/** The settings with the defaults of `docs/cds-hooks.md`. */
export function completeSettings(settings: CdsSettings = {}): CompleteCdsSettings {
  const { departments, institution, historyCoverage } = settings;
  return {
    serviceId: settings.serviceId ?? SERVICE_ID,
    language: settings.language ?? 'zh-CN',
    prefetch: settings.prefetch ?? PREFETCH_DEFAULT,
    prefetchRequired: settings.prefetchRequired ?? ['patient'],
    systems: { ...DEFAULT_SYSTEMS, ...settings.systems },
    insuranceTypes: settings.insuranceTypes ?? {},
    visitTypes: settings.visitTypes ?? {},
    ...(departments === undefined ? {} : { departments }),
    titles: settings.titles ?? {},
    units: settings.units ?? {},
    ...(institution === undefined ? {} : { institution }),
    ...(historyCoverage === undefined ? {} : { historyCoverage }),
    extensions: { ...DEFAULT_EXTENSIONS, ...settings.extensions },
    sourceUrls: settings.sourceUrls ?? {},
    prompts: settings.prompts ?? 'include',
    overrideReasons: settings.overrideReasons ?? {},
  };
}

const SERVICE_ID = 'forecheck';

const PREFETCH_DEFAULT: readonly PrefetchKey[] = [
  'patient',
  'encounter',
  'conditions',
  'coverage',
  'medications',
  'services',
  'laboratory',
  'pregnancy',
  'lactation',
];

// Nobody has published URIs for the national code systems; institutions name theirs.
const DEFAULT_SYSTEMS: Required<CdsSystems> = {
  item: ['urn:forecheck:code:item'],
  localItem: ['urn:forecheck:code:local-item'],
  diagnosis: ['http://hl7.org/fhir/sid/icd-10', 'urn:forecheck:code:diagnosis'],
  laboratory: ['http://loinc.org', 'urn:forecheck:code:laboratory'],
  region: ['urn:forecheck:code:region'],
};

const DEFAULT_EXTENSIONS: Required<CdsExtensions> = {
  selfPaid: 'urn:forecheck:extension:self-paid',
  unitPrice: 'urn:forecheck:extension:unit-price',
  amount: 'urn:forecheck:extension:amount',
  emergency: 'urn:forecheck:extension:emergency',
};
