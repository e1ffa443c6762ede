import { type CdsSettings, completeSettings, type PrefetchKey } from './settings.ts';
import { type CdsTexts, textsOf } from './texts.ts';

/** A hook that is answered. */
export type CdsHook = 'order-select' | 'order-sign';

/** Answer to `GET /cds-services`. */
export interface CdsServices {
  readonly services: readonly CdsService[];
}

/** One service, for one hook. */
export interface CdsService {
  readonly id: string;
  readonly hook: CdsHook;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements: string;
  /** FHIR queries by key; only what the specification recommends that every client can do. */
  readonly prefetch: Readonly<Record<string, string>>;
}

/** Hooks in the order in which an order meets them. */
export const CDS_HOOKS: readonly CdsHook[] = ['order-select', 'order-sign'];

/**
 * The services that are offered: one id for both hooks, so that a client that signs takes the cards of the selection
 * away (the specification's way of keeping guidance fresh).
 */
export function discoveryOf(settings: CdsSettings = {}, texts?: CdsTexts): CdsServices {
  const { serviceId, language, prefetch } = completeSettings(settings);
  const words = texts ?? textsOf(language);
  return {
    services: CDS_HOOKS.map((hook) => ({
      id: serviceId,
      hook,
      title: words.service.title,
      description: words.service.descriptions[hook],
      usageRequirements: words.service.usageRequirements,
      prefetch: Object.fromEntries(prefetch.map((key) => [key, PREFETCH_TEMPLATES[key]])),
    })),
  };
}

/** What each key asks for. */
export const PREFETCH_TEMPLATES: Readonly<Record<PrefetchKey, string>> = {
  patient: 'Patient/{{context.patientId}}',
  encounter: 'Encounter/{{context.encounterId}}',
  conditions: 'Condition?patient={{context.patientId}}',
  coverage: 'Coverage?patient={{context.patientId}}&status=active',
  medications: 'MedicationRequest?patient={{context.patientId}}',
  services: 'ServiceRequest?patient={{context.patientId}}',
  laboratory: 'Observation?patient={{context.patientId}}&category=laboratory',
  pregnancy: 'Observation?patient={{context.patientId}}&code=http://loinc.org|82810-3',
  lactation: 'Observation?patient={{context.patientId}}&code=http://loinc.org|63895-7',
  user: '{{context.userId}}',
};
