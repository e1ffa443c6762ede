import { formatScaled, SCALE, type Scaled } from '@forecheck/core';
import { isPlaceholder } from '../tables/placeholder.ts';
import { parseCivilTime } from './civil-time.ts';
import type { Field } from './field.ts';
import { parseFixedPoint } from './fixed-point.ts';
import type { NoteList } from './note.ts';
import type { JsonNode, Place } from './place.ts';

/** What a field holds under any of its spellings; `undefined` also for JSON's null. */
export function rawValue(node: JsonNode, field: Field): unknown {
  for (const name of field.names) {
    const value = node[name];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/**
 * Trimmed text of a field; numbers and booleans (`1`, `0`) count as text. Placeholders, other shapes and texts longer
 * than `lengthMax` are missing facts.
 */
export function readText(place: Place, field: Field, notes: NoteList, lengthMax: number): string | undefined {
  const raw = rawValue(place.node, field);
  if (raw === undefined) return undefined;
  const text = scalarText(raw);
  if (text === '') return undefined;
  if (text === undefined || text.length > lengthMax) {
    notes.add('value-malformed', place, field);
    return undefined;
  }
  if (!isPlaceholder(text)) return text;
  notes.add('value-dummy', place, field);
  return undefined;
}

/** A yes/no field (1 是 · 0 否). */
export function readFlag(place: Place, field: Field, notes: NoteList): boolean | undefined {
  const text = readText(place, field, notes, FLAG_LENGTH_MAX)?.toLowerCase();
  if (text === undefined) return undefined;
  if (TRUE_TEXTS.has(text)) return true;
  if (FALSE_TEXTS.has(text)) return false;
  notes.add('code-unknown', place, field);
  return undefined;
}

/** A date or time, in the forms of {@link parseCivilTime}. */
export function readInstant(place: Place, field: Field, notes: NoteList): string | undefined {
  const raw = rawValue(place.node, field);
  if (raw === undefined) return undefined;
  if (typeof raw === 'string' && isPlaceholder(raw.trim())) {
    notes.add('value-dummy', place, field);
    return undefined;
  }
  const time = parseCivilTime(raw);
  if (time === undefined) notes.add('value-malformed', place, field);
  if (time === 'placeholder') notes.add('value-dummy', place, field);
  return time === 'placeholder' ? undefined : time;
}

/** A decimal of at most four fractional digits, scaled. */
export function readScaled(place: Place, field: Field, notes: NoteList): Scaled | undefined {
  return readFixed(place, field, notes, 4);
}

/** An amount of yuan, as scaled fen: six fractional digits of yuan are kept (national prices are 16,6). */
export function readYuan(place: Place, field: Field, notes: NoteList): Scaled | undefined {
  return readFixed(place, field, notes, 6);
}

/** A scaled integer as the model writes decimals: whole numbers as numbers, the rest as decimal text. */
export function decimalOf(scaled: Scaled): number | string {
  return scaled % SCALE === 0 ? scaled / SCALE : formatScaled(scaled);
}

function readFixed(place: Place, field: Field, notes: NoteList, fractionDigits: number): Scaled | undefined {
  const raw = rawValue(place.node, field);
  if (raw === undefined) return undefined;
  const fixed = parseFixedPoint(raw, fractionDigits);
  if (fixed === undefined || Math.abs(fixed.units) > UNITS_MAX) {
    const isDummy = typeof raw === 'string' && isPlaceholder(raw.trim());
    notes.add(isDummy ? 'value-dummy' : 'value-malformed', place, field);
    return undefined;
  }
  if (fixed.isRounded) notes.add('value-rounded', place, field);
  return fixed.units;
}

function scalarText(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw.trim();
  if (typeof raw === 'number') return Number.isFinite(raw) ? String(raw) : undefined;
  if (typeof raw === 'boolean') return raw ? '1' : '0';
  return undefined;
}

/** Far above any bill, far below the model's own limit. */
const UNITS_MAX = 1e15;
const FLAG_LENGTH_MAX = 8;
const TRUE_TEXTS: ReadonlySet<string> = new Set(['1', '01', 'true', 'y', 'yes', '是']);
const FALSE_TEXTS: ReadonlySet<string> = new Set(['0', '00', 'false', 'n', 'no', '否']);
