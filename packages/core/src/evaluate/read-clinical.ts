import { parseInstant } from '../model/calendar.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { Encounter } from '../model/encounter.ts';
import { FACTS_MAX } from '../model/encounter.ts';
import type { Facts } from './facts.ts';
import { isShortText } from './read-item.ts';

/**
 * Checks diagnoses, operations, practitioners and clinical facts. They stay where they are: few rules read them, and
 * those read them once. A malformed entry is a diagnostic; its readers skip it.
 */
export function checkClinicalLists(facts: Facts, encounter: Encounter): void {
  checkList(facts, encounter.diagnoses, 'diagnoses', (entry, path) => {
    required(facts, entry['code'], `${path}.code`);
    boolean(facts, entry['isMain'], `${path}.isMain`);
    choice(facts, entry['stage'], ['admission', 'discharge'], `${path}.stage`);
    choice(facts, entry['certainty'], ['confirmed', 'suspected', 'history'], `${path}.certainty`);
    instant(facts, entry['recordedAt'], `${path}.recordedAt`);
  });
  checkList(facts, encounter.operations, 'operations', (entry, path) => {
    required(facts, entry['code'], `${path}.code`);
    boolean(facts, entry['isMain'], `${path}.isMain`);
    instant(facts, entry['startedAt'], `${path}.startedAt`);
  });
  checkList(facts, encounter.practitioners, 'practitioners', (entry, path) => {
    required(facts, entry['id'], `${path}.id`);
    if (entry['id'] === '') complain(facts, `${path}.id`);
    choice(facts, entry['title'], ['resident', 'attending', 'associate-chief', 'chief'], `${path}.title`);
    optional(facts, entry['department'], `${path}.department`);
  });
  const specialities: unknown = encounter.institution?.specialities;
  if (specialities !== undefined) checkTexts(facts, specialities, 'institution.specialities');
  const clinical: unknown = encounter.clinicalFacts;
  if (clinical === undefined) return;
  if (typeof clinical !== 'object' || clinical === null || Array.isArray(clinical))
    return complain(facts, 'clinicalFacts');
  checkEvidence(facts, clinical as Entry);
}

function checkEvidence(facts: Facts, clinical: Entry): void {
  checkList(facts, clinical['labs'], 'clinicalFacts.labs', (entry, path) => {
    required(facts, entry['code'], `${path}.code`);
    const value = entry['value'];
    if ((typeof value !== 'number' && typeof value !== 'string') || Number.isNaN(parseDecimal(value))) {
      complain(facts, `${path}.value`);
    }
    optional(facts, entry['unit'], `${path}.unit`);
    instant(facts, entry['at'], `${path}.at`);
  });
  checkList(facts, clinical['markers'], 'clinicalFacts.markers', (entry, path) => {
    required(facts, entry['code'], `${path}.code`);
    required(facts, entry['result'], `${path}.result`);
  });
  checkList(facts, clinical['documents'], 'clinicalFacts.documents', (entry, path) => {
    required(facts, entry['type'], `${path}.type`);
    instant(facts, entry['at'], `${path}.at`);
  });
  instant(facts, clinical['onsetAt'], 'clinicalFacts.onsetAt');
}

type Entry = Readonly<Record<string, unknown>>;

function checkList(facts: Facts, list: unknown, path: string, check: (entry: Entry, path: string) => void): void {
  if (list === undefined) return;
  if (!Array.isArray(list) || list.length > FACTS_MAX) return complain(facts, path);
  for (let k = 0; k < list.length; k += 1) {
    const entry: unknown = list[k];
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) check(entry as Entry, `${path}[${k}]`);
    else complain(facts, `${path}[${k}]`);
  }
}

function checkTexts(facts: Facts, list: unknown, path: string): void {
  if (!Array.isArray(list) || list.length > FACTS_MAX) return complain(facts, path);
  for (let k = 0; k < list.length; k += 1) {
    if (!isShortText(list[k])) complain(facts, `${path}[${k}]`);
  }
}

function required(facts: Facts, value: unknown, path: string): void {
  if (!isShortText(value)) complain(facts, path);
}

function optional(facts: Facts, value: unknown, path: string): void {
  if (value !== undefined && !isShortText(value)) complain(facts, path);
}

function boolean(facts: Facts, value: unknown, path: string): void {
  if (value !== undefined && typeof value !== 'boolean') complain(facts, path);
}

function choice(facts: Facts, value: unknown, values: readonly string[], path: string): void {
  if (value !== undefined && !values.includes(value as string)) complain(facts, path);
}

function instant(facts: Facts, value: unknown, path: string): void {
  if (value === undefined) return;
  if ((typeof value !== 'number' && typeof value !== 'string') || Number.isNaN(parseInstant(value)))
    complain(facts, path);
}

function complain(facts: Facts, path: string): void {
  facts.diagnostics.push({ code: 'field-malformed', path });
}
