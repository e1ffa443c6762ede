import { parseInstant, type Visit, type VisitType } from '@forecheck/core';
import type { Place } from '../envelope/place.ts';
import { readFlag, readInstant, readText } from '../envelope/read-field.ts';
import { rowOf } from '../tables/code-table.ts';
import { encounterTypeTable, visitTypeTable } from '../tables/visit-tables.ts';
import { ENCOUNTER, EXTRA } from './fields.ts';
import { meaningOf, type ReadContext, readCode, readDepartment } from './read-context.ts';

/** Where care is given, as far as scenes differ by it. */
export type Setting = 'outpatient' | 'inpatient' | 'pharmacy';

/** The visit and where it takes place. */
export interface ReadVisit {
  readonly visit: Visit;
  /** med_type as sent. */
  readonly visitCode?: string;
  /** Known more often than the visit type: med_mdtrt_type alone tells it. */
  readonly setting?: Setting;
}

/** The current visit. */
export function readVisit(context: ReadContext, encounter: Place, isPharmacy: boolean): ReadVisit {
  const visitCode = readText(encounter, ENCOUNTER.visitType, context.notes, CODE_LENGTH_MAX);
  const { type, setting } = readVisitType(context, encounter, visitCode, isPharmacy);
  const startedAt = readInstant(encounter, ENCOUNTER.admittedAt, context.notes);
  const endedAt = readEnd(context, encounter, startedAt, setting);
  const department = readDepartment(
    context,
    encounter,
    ENCOUNTER.admissionDepartment,
    ENCOUNTER.admissionDepartmentName,
  );
  const isEmergency = readFlag(encounter, EXTRA.isEmergency, context.notes) === true;
  return {
    visit: {
      ...(type === undefined ? {} : { type }),
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(department === undefined ? {} : { department }),
      // The reason that a caller writes is free text; that one was declared is all that a rule asks.
      ...(isEmergency ? { emergency: { reason: 'declared' } } : {}),
    },
    ...(visitCode === undefined ? {} : { visitCode }),
    ...(setting === undefined ? {} : { setting }),
  };
}

/** Where a kind of visit takes place. */
function settingOf(type: VisitType): Setting {
  if (type === 'inpatient' || type === 'day-surgery') return 'inpatient';
  return type === 'pharmacy' ? 'pharmacy' : 'outpatient';
}

/**
 * med_type is the more specific field and wins; med_mdtrt_type helps where it is missing. A med_type that no table
 * has, with “outpatient” beside it, may be emergency or chronic-disease care: the type stays missing, and only the
 * setting is known.
 */
function readVisitType(
  context: ReadContext,
  encounter: Place,
  code: string | undefined,
  isPharmacy: boolean,
): { readonly type?: VisitType; readonly setting?: Setting } {
  const { notes } = context;
  const general = readCode(context, encounter, ENCOUNTER.encounterType, { tables: [encounterTypeTable] });
  const specific = code === undefined ? undefined : specificType(context, encounter, code);
  if (specific !== undefined) {
    const setting = settingOf(specific);
    if (general !== undefined && settingOf(general) !== setting) {
      notes.add('code-conflicting', encounter, ENCOUNTER.encounterType);
    }
    return { type: specific, setting };
  }
  const type = general ?? (isPharmacy ? 'pharmacy' : undefined);
  if (type === undefined) return {};
  if (code !== undefined && type === 'outpatient') return { setting: 'outpatient' };
  notes.add('visit-type-derived', encounter, ENCOUNTER.visitType);
  return { type, setting: settingOf(type) };
}

function specificType(context: ReadContext, encounter: Place, code: string): VisitType | undefined {
  const local = context.options.tables?.visitType;
  const prefix = code.slice(0, 2);
  const isExtended = LONGER.test(code) && !(local !== undefined && Object.hasOwn(local, code));
  if (!isExtended || rowOf(visitTypeTable, prefix) === undefined) {
    return meaningOf(context, encounter, ENCOUNTER.visitType, code, { local, tables: [visitTypeTable] });
  }
  context.notes.add('visit-type-derived', encounter, ENCOUNTER.visitType);
  return rowOf(visitTypeTable, prefix)?.meaning;
}

/** A stay that goes on has no discharge date; vendors repeat the admission, or write one long ago. */
function readEnd(
  context: ReadContext,
  encounter: Place,
  startedAt: string | undefined,
  setting: Setting | undefined,
): string | undefined {
  const endedAt = readInstant(encounter, ENCOUNTER.dischargedAt, context.notes);
  if (endedAt === undefined || startedAt === undefined) return endedAt;
  if (parseInstant(endedAt) > parseInstant(startedAt)) return endedAt;
  // For outpatients the interface itself asks for the time of the visit twice.
  if (endedAt !== startedAt) context.notes.add('value-implausible', encounter, ENCOUNTER.dischargedAt);
  else if (setting === 'inpatient') context.notes.add('value-dummy', encounter, ENCOUNTER.dischargedAt);
  return undefined;
}

const CODE_LENGTH_MAX = 20;
const LONGER = /^\d{4,6}$/;
