import type { Diagnosis, Operation } from '@forecheck/core';
import type { Field } from '../envelope/field.ts';
import type { Place } from '../envelope/place.ts';
import { readFlag, readInstant, readText } from '../envelope/read-field.ts';
import { diagnosisStageTable } from '../tables/visit-tables.ts';
import { DIAGNOSIS, ENCOUNTER, OPERATION } from './fields.ts';
import { type ReadContext, readCode, readPlainCode } from './read-context.ts';

/**
 * Diagnoses of the current visit; codes as sent, local ones too. `undefined` when none carries a code: every visit has
 * a diagnosis, so an empty list says “not sent”, not “healthy”.
 */
export function readDiagnoses(
  context: ReadContext,
  encounter: Place,
  entries: readonly Place[],
): readonly Diagnosis[] | undefined {
  const diagnoses: Diagnosis[] = [];
  for (const entry of entries) {
    const diagnosis = readDiagnosis(context, entry);
    if (diagnosis !== undefined) diagnoses.push(diagnosis);
  }
  addMain(context, encounter, diagnoses);
  return diagnoses.length === 0 ? undefined : diagnoses;
}

/** Operations of the current visit, or `undefined` when none is told. */
export function readOperations(context: ReadContext, entries: readonly Place[]): readonly Operation[] | undefined {
  const operations: Operation[] = [];
  for (const entry of entries) {
    const code = readPlainCode(context, entry, OPERATION.code);
    if (code === undefined) continue;
    const isMain = readFlag(entry, OPERATION.isMain, context.notes);
    const startedAt = readInstant(entry, OPERATION.startedAt, context.notes);
    operations.push({
      code,
      ...(isMain === undefined ? {} : { isMain }),
      ...(startedAt === undefined ? {} : { startedAt }),
    });
  }
  return operations.length === 0 ? undefined : operations;
}

function readDiagnosis(context: ReadContext, entry: Place): Diagnosis | undefined {
  const code = readPlainCode(context, entry, DIAGNOSIS.code);
  if (code === undefined) {
    context.notes.add('diagnosis-uncoded', entry, DIAGNOSIS.code);
    return undefined;
  }
  const stage = readCode(context, entry, DIAGNOSIS.stage, { tables: [diagnosisStageTable] });
  const isMain = readFlag(entry, DIAGNOSIS.isMain, context.notes);
  const recordedAt = readInstant(entry, DIAGNOSIS.recordedAt, context.notes);
  return {
    code,
    ...(isMain === undefined ? {} : { isMain }),
    ...(stage === undefined ? {} : { stage }),
    ...(isSuspected(context, entry, DIAGNOSIS.name) ? { certainty: 'suspected' } : {}),
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
}

/** The main diagnosis stands on the encounter too, and in some messages only there. */
function addMain(context: ReadContext, encounter: Place, diagnoses: Diagnosis[]): void {
  const code = readPlainCode(context, encounter, ENCOUNTER.mainDiagnosis);
  if (code === undefined) return;
  const index = diagnoses.findIndex((diagnosis) => diagnosis.code.toUpperCase() === code.toUpperCase());
  const known = diagnoses[index];
  if (known?.isMain === true) return;
  context.notes.add('diagnosis-derived', encounter, ENCOUNTER.mainDiagnosis);
  if (known !== undefined) {
    diagnoses[index] = { ...known, isMain: true };
    return;
  }
  const suspected = isSuspected(context, encounter, ENCOUNTER.mainDiagnosisName);
  diagnoses.unshift({ code, isMain: true, ...(suspected ? { certainty: 'suspected' } : {}) });
}

/** Doctors mark what they are not sure of in the name. The name is looked at and left behind. */
function isSuspected(context: ReadContext, place: Place, name: Field): boolean {
  const text = readText(place, name, context.notes, NAME_LENGTH_MAX);
  return text !== undefined && SUSPECTED.test(text);
}

const SUSPECTED = /待查|待排|疑似|可疑|[?？]\s*$/;
const NAME_LENGTH_MAX = 2000;
