import * as z from 'zod';
import type { NhsaConfig } from './plugin-config.ts';

const code = z.string().min(1).max(100);
const level = z.enum(['primary', 'secondary', 'tertiary']);
const kind = z.enum(['hospital', 'pharmacy']);

/** A table of the institution's own: codes to meanings, or to `missing`. */
function table<const Meaning extends string>(...meanings: readonly Meaning[]) {
  return z.record(code, z.enum([...meanings, 'missing']));
}

const tablesSchema = z.strictObject({
  reproductiveState: z.exactOptional(
    z.union([z.enum(['cautious', 'national', 'beijing']), table('none', 'pregnant', 'lactating')]),
  ),
  institutionLevel: z.exactOptional(z.union([z.enum(['long', 'short']), table('primary', 'secondary', 'tertiary')])),
  practitionerTitle: z.exactOptional(
    z.union([z.enum(['long', 'short']), table('resident', 'attending', 'associate-chief', 'chief')]),
  ),
  orderBehaviour: z.exactOptional(z.union([z.enum(['ignored', 'national']), table('discharge-medication', 'other')])),
  visitType: z.exactOptional(
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
  insuranceType: z.exactOptional(
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
});

const requestSchema = z.strictObject({
  phase: z.exactOptional(z.enum(['prompt', 'review', 'audit'])),
  institution: z.exactOptional(
    z.strictObject({
      kind: z.exactOptional(kind),
      level: z.exactOptional(level),
      region: z.exactOptional(code),
      specialities: z.exactOptional(z.array(code)),
    }),
  ),
  historyCoverage: z.exactOptional(z.enum(['none', 'local', 'regional'])),
  tables: z.exactOptional(tablesSchema),
  departments: z.exactOptional(z.union([z.literal('as-sent'), z.record(code, code)])),
  selfPaid: z.exactOptional(z.enum(['stated', 'ignored'])),
  standingQuantity: z.exactOptional(z.enum(['cautious', 'per-day', 'total'])),
  itemNames: z.exactOptional(z.enum(['included', 'omitted'])),
});

const responseSchema = z.strictObject({
  prompts: z.exactOptional(z.enum(['include', 'omit'])),
  undetermined: z.exactOptional(z.enum(['include', 'omit'])),
  behaviourType: z.exactOptional(code),
  behaviourTypeByRule: z.exactOptional(z.record(code, code)),
  firstTellsAll: z.exactOptional(z.boolean()),
  region: z.exactOptional(z.string().regex(/^\d{6}$/, 'is not six digits')),
});

/** The form of what the configuration says of the national interface. */
export const nhsaSchema: z.ZodType<NhsaConfig> = z.strictObject({
  request: z.exactOptional(requestSchema),
  response: z.exactOptional(responseSchema),
  whenUnable: z.exactOptional(z.enum(['failure', 'policy'])),
});
