import type { Institution, InstitutionLevel } from '@forecheck/core';
import type { Place } from '../envelope/place.ts';
import { readText } from '../envelope/read-field.ts';
import type { RequestEnvelope } from '../envelope/request-envelope.ts';
import {
  institutionKindTable,
  institutionLevelShortTable,
  institutionLevelTable,
} from '../tables/institution-tables.ts';
import { ENCOUNTER } from './fields.ts';
import { type CodeSources, ID_LENGTH_MAX, meaningOf, type ReadContext } from './read-context.ts';

/** The institution; what the options know for certain wins, property by property. */
export function readInstitution(context: ReadContext, encounter: Place, envelope: RequestEnvelope): Institution {
  const id = readText(encounter, ENCOUNTER.institutionId, context.notes, ID_LENGTH_MAX) ?? envelope.fixmedinsCode ?? '';
  const kind = readKind(context, encounter, id);
  const level = readLevel(context, encounter);
  const region = readRegion(context, encounter, envelope, id);
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
    ...context.options.institution,
  };
}

/** National codes begin with H (hospital) or P (pharmacy); medins_type is often a constant, so the code wins. */
function readKind(context: ReadContext, encounter: Place, id: string): Institution['kind'] {
  const byCode = NATIONAL_CODE.test(id) ? (id.startsWith('P') ? 'pharmacy' : 'hospital') : undefined;
  const code = readText(encounter, ENCOUNTER.institutionKind, context.notes, KIND_LENGTH_MAX);
  // The finer table of hospital kinds, of which only A and A1 were seen, begins with A throughout.
  const table = code !== undefined && /^A\d{1,3}$/.test(code) ? 'A' : code;
  const byType =
    table === undefined
      ? undefined
      : meaningOf(context, encounter, ENCOUNTER.institutionKind, table, { tables: [institutionKindTable] });
  if (byCode === undefined) return byType;
  if (byType === undefined) context.notes.add('institution-kind-derived', encounter, ENCOUNTER.institutionKind);
  else if (byType !== byCode) context.notes.add('code-conflicting', encounter, ENCOUNTER.institutionKind);
  return byCode;
}

function readLevel(context: ReadContext, encounter: Place): InstitutionLevel | undefined {
  const code = readText(encounter, ENCOUNTER.institutionLevel, context.notes, KIND_LENGTH_MAX);
  if (code === undefined) return undefined;
  const sources = levelSources(context);
  const isLocal = sources.local !== undefined && Object.hasOwn(sources.local, code);
  // 5 to 8 lost their zero on the way through a number: no short table reaches that far.
  const padded = !isLocal && /^[5-8]$/.test(code) ? `0${code}` : code;
  return meaningOf(context, encounter, ENCOUNTER.institutionLevel, padded, sources);
}

function levelSources(context: ReadContext): CodeSources<InstitutionLevel> {
  const chosen = context.options.tables?.institutionLevel ?? 'long';
  if (chosen === 'short') return { tables: [institutionLevelTable, institutionLevelShortTable] };
  return {
    local: chosen === 'long' ? undefined : chosen,
    tables: [institutionLevelTable],
    ambiguous: [institutionLevelShortTable],
  };
}

function readRegion(context: ReadContext, encounter: Place, envelope: RequestEnvelope, id: string): string | undefined {
  const region = readText(encounter, ENCOUNTER.institutionRegion, context.notes, KIND_LENGTH_MAX);
  if (region !== undefined && REGION.test(region)) return region;
  if (region !== undefined) context.notes.add('value-malformed', encounter, ENCOUNTER.institutionRegion);
  const area = envelope.mdtrtareaAdmvs;
  if (area !== undefined && REGION.test(area)) return area;
  return NATIONAL_CODE.test(id) ? id.slice(1, 7) : undefined;
}

const NATIONAL_CODE = /^[HP]\d{11}$/;
const REGION = /^\d{6}$/;
const KIND_LENGTH_MAX = 20;
