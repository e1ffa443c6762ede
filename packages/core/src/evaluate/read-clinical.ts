import type { Facts } from '../judge/facts.ts';
import { parseInstant } from '../model/calendar.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { Encounter } from '../model/encounter.ts';
import { FACTS_MAX } from '../model/encounter.ts';
import { complain } from './complain.ts';
import { isShortText } from './read-item.ts';

/**
 * Checks diagnoses, operations, practitioners and clinical facts. They stay where they are: few rules read them, and
 * those read them once. A malformed entry is a diagnostic; its readers skip it.
 */
export function checkClinicalLists(facts: Facts, encounter: Encounter): void {
  checkList(facts, encounter.diagnoses, 'diagnoses', DIAGNOSIS);
  checkList(facts, encounter.operations, 'operations', OPERATION);
  checkList(facts, encounter.practitioners, 'practitioners', PRACTITIONER);
  const specialities: unknown = encounter.institution?.specialities;
  if (specialities !== undefined) checkTexts(facts, specialities, 'institution.specialities');
  const clinical: unknown = encounter.clinicalFacts;
  if (clinical === undefined) return;
  if (!isRecord(clinical)) return complain(facts, 'clinicalFacts');
  checkList(facts, clinical['labs'], 'clinicalFacts.labs', LAB);
  checkList(facts, clinical['markers'], 'clinicalFacts.markers', MARKER);
  checkList(facts, clinical['documents'], 'clinicalFacts.documents', DOCUMENT);
  const { onsetAt } = clinical;
  if (onsetAt !== undefined && !isInstant(onsetAt)) complain(facts, 'clinicalFacts.onsetAt');
}

type Check = (value: unknown) => boolean;
/** A field of an entry, and what it must be. */
type Field = readonly [name: string, isFine: Check];

// Paths are put together only for a complaint: building them for fields that are fine took 2 % of an evaluation.
function checkList(facts: Facts, list: unknown, path: string, fields: readonly Field[]): void {
  if (list === undefined) return;
  if (!Array.isArray(list) || list.length > FACTS_MAX) return complain(facts, path);
  for (let k = 0; k < list.length; k += 1) {
    const entry: unknown = list[k];
    if (!isRecord(entry)) {
      complain(facts, `${path}[${k}]`);
      continue;
    }
    for (let f = 0; f < fields.length; f += 1) {
      const [name, isFine] = fields[f]!;
      if (!isFine(entry[name])) complain(facts, `${path}[${k}].${name}`);
    }
  }
}

function checkTexts(facts: Facts, list: unknown, path: string): void {
  if (!Array.isArray(list) || list.length > FACTS_MAX) return complain(facts, path);
  for (let k = 0; k < list.length; k += 1) {
    if (!isShortText(list[k])) complain(facts, `${path}[${k}]`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsentOr(isFine: Check): Check {
  return (value) => value === undefined || isFine(value);
}

function isOneOf(values: readonly string[]): Check {
  return isAbsentOr((value) => values.includes(value as string));
}

function isName(value: unknown): boolean {
  return isShortText(value) && value !== '';
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isDecimal(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && !Number.isNaN(parseDecimal(value));
}

function isInstant(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && !Number.isNaN(parseInstant(value));
}

const DIAGNOSIS: readonly Field[] = [
  ['code', isShortText],
  ['isMain', isAbsentOr(isBoolean)],
  ['stage', isOneOf(['admission', 'discharge'])],
  ['certainty', isOneOf(['confirmed', 'suspected', 'history'])],
  ['recordedAt', isAbsentOr(isInstant)],
];
const OPERATION: readonly Field[] = [
  ['code', isShortText],
  ['isMain', isAbsentOr(isBoolean)],
  ['startedAt', isAbsentOr(isInstant)],
];
const PRACTITIONER: readonly Field[] = [
  ['id', isName],
  ['title', isOneOf(['resident', 'attending', 'associate-chief', 'chief'])],
  ['department', isAbsentOr(isShortText)],
];
const LAB: readonly Field[] = [
  ['code', isShortText],
  ['value', isDecimal],
  ['unit', isAbsentOr(isShortText)],
  ['at', isAbsentOr(isInstant)],
];
const MARKER: readonly Field[] = [
  ['code', isShortText],
  ['result', isShortText],
];
const DOCUMENT: readonly Field[] = [
  ['type', isShortText],
  ['at', isAbsentOr(isInstant)],
];
