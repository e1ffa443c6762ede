import * as z from 'zod';
import type { CdsSettings } from './settings.ts';

const code = z.string().min(1).max(200);
const uri = z.string().min(1).max(2_000);
const words = z.string().min(1).max(500);
const keys = z.array(
  z.enum([
    'patient',
    'encounter',
    'conditions',
    'coverage',
    'medications',
    'services',
    'laboratory',
    'pregnancy',
    'lactation',
    'user',
  ]),
);
/** What an id is in a URL, without signs that would have to be escaped. */
const serviceId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is not a name of letters, digits, `.`, `_`, `-`');

/** A table of the institution's own: codes to meanings, or to `missing`. */
function table<const Meaning extends string>(...meanings: readonly Meaning[]) {
  return z.record(code, z.enum([...meanings, 'missing']));
}

const systemsSchema = z.strictObject({
  item: z.exactOptional(z.array(uri)),
  localItem: z.exactOptional(z.array(uri)),
  diagnosis: z.exactOptional(z.array(uri)),
  laboratory: z.exactOptional(z.array(uri)),
  region: z.exactOptional(z.array(uri)),
});

const institutionSchema = z.strictObject({
  kind: z.exactOptional(z.enum(['hospital', 'pharmacy'])),
  level: z.exactOptional(z.enum(['primary', 'secondary', 'tertiary'])),
  region: z.exactOptional(code),
  specialities: z.exactOptional(z.array(code)),
});

/** The form of {@link CdsSettings}; a property that it does not know may be one that is read, misspelt. */
export const cdsSettingsSchema: z.ZodType<CdsSettings> = z.strictObject({
  serviceId: z.exactOptional(serviceId),
  language: z.exactOptional(z.enum(['zh-CN', 'en'])),
  prefetch: z.exactOptional(keys),
  prefetchRequired: z.exactOptional(keys),
  systems: z.exactOptional(systemsSchema),
  insuranceTypes: z.exactOptional(
    table(
      'employee',
      'resident',
      'civil-servant',
      'large-amount',
      'retired-cadre',
      'maternity',
      'work-injury',
      'other',
    ),
  ),
  visitTypes: z.exactOptional(
    table(
      'outpatient',
      'emergency',
      'observation',
      'inpatient',
      'day-surgery',
      'chronic-disease',
      'pharmacy',
      'internet',
    ),
  ),
  departments: z.exactOptional(z.union([z.literal('as-sent'), z.record(code, code)])),
  titles: z.exactOptional(table('resident', 'attending', 'associate-chief', 'chief')),
  units: z.exactOptional(z.record(code, code)),
  institution: z.exactOptional(institutionSchema),
  historyCoverage: z.exactOptional(z.enum(['none', 'local', 'regional'])),
  extensions: z.exactOptional(
    z.strictObject({
      selfPaid: z.exactOptional(uri),
      unitPrice: z.exactOptional(uri),
      amount: z.exactOptional(uri),
      emergency: z.exactOptional(uri),
    }),
  ),
  sourceUrls: z.exactOptional(z.record(words, z.url({ protocol: /^https?$/ }))),
  prompts: z.exactOptional(z.enum(['include', 'omit'])),
  overrideReasons: z.exactOptional(z.record(code, words)),
});
