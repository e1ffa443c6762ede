import { type InsuranceType, type InsuredPerson, parseInstant } from '@forecheck/core';
import type { Place } from '../envelope/place.ts';
import { readFlag, readInstant, readScaled, readText } from '../envelope/read-field.ts';
import type { RequestEnvelope } from '../envelope/request-envelope.ts';
import {
  insuranceTypeTable,
  reproductiveStateBeijingTable,
  reproductiveStateCautiousTable,
  reproductiveStateNationalTable,
  sexTable,
} from '../tables/person-tables.ts';
import { MATERNITY_VISIT_CODES } from '../tables/visit-tables.ts';
import { ENCOUNTER, EXTRA, PERSON } from './fields.ts';
import { type CodeSources, type ReadContext, readCode } from './read-context.ts';

/** The insured person without name and number, when the question is asked (`asOf`), with med_type as sent. */
export function readInsuredPerson(
  context: ReadContext,
  patient: Place,
  encounter: Place,
  envelope: RequestEnvelope,
  asOf: string | number,
  visitCode: string | undefined,
): InsuredPerson {
  const sex = readCode(context, patient, PERSON.sex, { tables: [sexTable] });
  const birthDate = readBirthDate(context, patient, asOf);
  const insuranceType = readInsuranceType(context, encounter, visitCode);
  const poolingRegion = readRegion(context, patient, envelope);
  const reproductiveState = readReproductiveState(context, patient, encounter, sex);
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(insuranceType === undefined ? {} : { insuranceType }),
    ...(poolingRegion === undefined ? {} : { poolingRegion }),
    ...(reproductiveState === undefined ? {} : { reproductiveState }),
  };
}

function readBirthDate(context: ReadContext, patient: Place, asOf: string | number): string | undefined {
  const born = readInstant(patient, PERSON.birthDate, context.notes);
  if (born === undefined) return undefined;
  if (parseInstant(born) <= parseInstant(asOf)) return born.slice(0, 10);
  context.notes.add('value-implausible', patient, PERSON.birthDate);
  return undefined;
}

/** Care under maternity insurance is told by med_type too, whatever insutype repeats from the person's file. */
function readInsuranceType(
  context: ReadContext,
  encounter: Place,
  visitCode: string | undefined,
): InsuranceType | undefined {
  const type = readCode(context, encounter, ENCOUNTER.insuranceType, {
    local: context.options.tables?.insuranceType,
    tables: [insuranceTypeTable],
  });
  if (visitCode === undefined || !MATERNITY_VISIT_CODES.includes(visitCode) || type === 'maternity') return type;
  context.notes.add('insurance-type-derived', encounter, ENCOUNTER.insuranceType);
  return 'maternity';
}

function readRegion(context: ReadContext, patient: Place, envelope: RequestEnvelope): string | undefined {
  const region = readText(patient, PERSON.poolingRegion, context.notes, REGION_LENGTH_MAX);
  if (region !== undefined && REGION.test(region)) return region;
  if (region !== undefined) context.notes.add('value-malformed', patient, PERSON.poolingRegion);
  const insured = envelope.insuplcAdmdvs;
  return insured !== undefined && REGION.test(insured) ? insured : undefined;
}

type ReproductiveState = NonNullable<InsuredPerson['reproductiveState']>;

function readReproductiveState(
  context: ReadContext,
  patient: Place,
  encounter: Place,
  sex: InsuredPerson['sex'],
): ReproductiveState | undefined {
  if (sex === 'male') {
    context.notes.add('reproductive-state-derived', encounter, ENCOUNTER.reproductiveState);
    return 'none';
  }
  const plain = plainReproductiveState(context, patient) ?? plainReproductiveState(context, encounter);
  return plain ?? readCode(context, encounter, ENCOUNTER.reproductiveState, reproductiveSources(context));
}

/** The e-prescription's own fields say it without a code table. */
function plainReproductiveState(context: ReadContext, place: Place): ReproductiveState | undefined {
  const weeks = readScaled(place, EXTRA.gestation, context.notes);
  const isLactating = readFlag(place, EXTRA.isLactating, context.notes);
  if (weeks !== undefined && weeks > 0) return 'pregnant';
  if (isLactating === true) return 'lactating';
  return weeks === 0 && isLactating === false ? 'none' : undefined;
}

function reproductiveSources(context: ReadContext): CodeSources<ReproductiveState> {
  const chosen = context.options.tables?.reproductiveState ?? 'cautious';
  const ambiguous = [reproductiveStateNationalTable, reproductiveStateBeijingTable];
  if (chosen === 'national') return { tables: [reproductiveStateNationalTable] };
  if (chosen === 'beijing') return { tables: [reproductiveStateBeijingTable] };
  const local = chosen === 'cautious' ? undefined : chosen;
  return { local, tables: [reproductiveStateCautiousTable], ambiguous };
}

const REGION = /^\d{6}$/;
const REGION_LENGTH_MAX = 20;
