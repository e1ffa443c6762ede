import type { Facts } from '../judge/facts.ts';
import { isStandIn } from '../judge/stand-in.ts';
import { dayOf, parseCstDate, parseInstant } from '../model/calendar.ts';
import type { Encounter } from '../model/encounter.ts';
import { ITEMS_MAX } from '../model/encounter.ts';
import type { InputDiagnosticCode } from '../model/evaluation.ts';
import {
  INSTITUTION_LEVELS,
  INSURANCE_TYPES,
  PHASES,
  REPRODUCTIVE_STATES,
  SEXES,
  VISIT_TYPES,
} from '../segment/numbering.ts';
import { choose, complain, instant } from './complain.ts';
import { checkClinicalLists } from './read-clinical.ts';
import { isShortText, readItem } from './read-item.ts';

/**
 * Reads an encounter into columns, checking every field by hand in one pass: many times cheaper than a schema library
 * on the same request, which is why the schema runs only to explain a refusal.
 *
 * Returns `false` when there is nothing to judge; `facts.diagnostics` says why. Never throws.
 */
export function readEncounter(facts: Facts, encounter: Encounter): boolean {
  if (typeof encounter !== 'object' || encounter === null || Array.isArray(encounter)) {
    return refuse(facts, 'encounter-malformed', '');
  }
  if (!isShortText(encounter.id) || encounter.id === '') return refuse(facts, codeFor(encounter.id), 'id');
  facts.asOfMs = parseInstant(encounter.asOf);
  if (facts.asOfMs !== facts.asOfMs) return refuse(facts, codeFor(encounter.asOf), 'asOf');
  facts.asOfDay = dayOf(facts.asOfMs);
  const phase = (PHASES as readonly unknown[]).indexOf(encounter.phase);
  if (phase < 0) return refuse(facts, codeFor(encounter.phase), 'phase');
  facts.phaseBit = 1 << phase;
  const items = encounter.items;
  if (!Array.isArray(items)) return refuse(facts, codeFor(encounter.items), 'items');
  if (items.length > ITEMS_MAX) return refuse(facts, 'items-excessive', 'items');

  readPerson(facts, encounter);
  readVisit(facts, encounter);
  checkClinicalLists(facts, encounter);
  readItems(facts, items);
  return true;
}

function readItems(facts: Facts, items: Encounter['items']): void {
  let count = 0;
  for (let position = 0; position < items.length; position += 1) {
    const raw = items[position];
    if (raw !== undefined && readItem(facts, raw, position, count)) count += 1;
    else if (raw === undefined) complain(facts, `items[${position}]`);
  }
  facts.count = count;
}

function readPerson(facts: Facts, encounter: Encounter): void {
  const person = section(facts, encounter.insuredPerson, 'insuredPerson');
  facts.sex = choose(facts, person?.sex, SEXES, 'insuredPerson.sex');
  facts.insuranceType = choose(facts, person?.insuranceType, INSURANCE_TYPES, 'insuredPerson.insuranceType');
  facts.reproductiveState = choose(
    facts,
    person?.reproductiveState,
    REPRODUCTIVE_STATES,
    'insuredPerson.reproductiveState',
  );
  shortText(facts, person?.poolingRegion, 'insuredPerson.poolingRegion');
  facts.birthDay = readBirthDay(facts, person?.birthDate);
}

function readBirthDay(facts: Facts, birthDate: string | undefined): number {
  if (birthDate === undefined) return NaN;
  const day = typeof birthDate === 'string' ? parseCstDate(birthDate) : NaN;
  if (day !== day) complain(facts, 'insuredPerson.birthDate');
  // 1900-01-01 is what systems write when they do not know.
  return birthDate === '1900-01-01' ? NaN : day;
}

function readVisit(facts: Facts, encounter: Encounter): void {
  const institution = section(facts, encounter.institution, 'institution');
  facts.institutionLevel = choose(facts, institution?.level, INSTITUTION_LEVELS, 'institution.level');
  choose(facts, institution?.kind, INSTITUTION_KINDS, 'institution.kind');
  shortText(facts, institution?.region, 'institution.region');

  const visit = section(facts, encounter.visit, 'visit');
  facts.visitType = choose(facts, visit?.type, VISIT_TYPES, 'visit.type');
  facts.visitStartMs = instant(facts, visit?.startedAt, 'visit.startedAt');
  facts.visitEndMs = instant(facts, visit?.endedAt, 'visit.endedAt');
  shortText(facts, visit?.department, 'visit.department');
  facts.emergencyReason = readEmergency(facts, visit?.emergency);

  choose(facts, encounter.scene, SCENES, 'scene');
  const coverage = choose(facts, encounter.historyCoverage, COVERAGES, 'historyCoverage');
  facts.isHistoryComplete = coverage === COVERAGES.length;
}

function readEmergency(facts: Facts, emergency: { readonly reason: string } | undefined): string | undefined {
  if (emergency === undefined) return undefined;
  const reason: unknown = typeof emergency === 'object' && emergency !== null ? emergency.reason : undefined;
  // A declaration without a reason declares nothing.
  if (isShortText(reason)) return isStandIn(reason.trim()) ? undefined : reason;
  complain(facts, 'visit.emergency.reason');
  return undefined;
}

function section<Section extends object>(facts: Facts, value: Section | undefined, path: string): Section | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  complain(facts, path);
  return undefined;
}

function shortText(facts: Facts, value: unknown, path: string): void {
  if (value !== undefined && !isShortText(value)) complain(facts, path);
}

/** Absent or malformed: the two are mended in different places. */
function codeFor(value: unknown): InputDiagnosticCode {
  return value === undefined ? 'field-missing' : 'field-malformed';
}

function refuse(facts: Facts, code: InputDiagnosticCode, path: string): boolean {
  facts.diagnostics.push({ code, path });
  return false;
}

const INSTITUTION_KINDS = ['hospital', 'pharmacy'];
const COVERAGES = ['none', 'local', 'regional'];
const SCENES = [
  'outpatient-registration',
  'outpatient-order',
  'outpatient-pre-settlement',
  'outpatient-settlement',
  'admission',
  'inpatient-order',
  'inpatient-execution',
  'inpatient-pre-settlement',
  'inpatient-settlement',
  'pharmacy-purchase',
];
