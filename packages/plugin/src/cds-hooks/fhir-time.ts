import { CST_OFFSET_MS, formatCstInstant, parseInstant } from '@forecheck/core';
import { type FhirNode, pathOf, textOf } from './fhir-node.ts';

/**
 * A FHIR `date`, `dateTime` or `instant` in the form of the model: `YYYY-MM-DD`, or `YYYY-MM-DD HH:mm:ss` in China
 * Standard Time. A time without an offset is taken as local; FHIR asks for one. `undefined` for years and months
 * alone, which do not say on which day. Never throws.
 */
export function parseFhirTime(text: string): string | undefined {
  const match = FHIR_TIME.exec(text);
  if (match === null) return undefined;
  const [, date = '', time, seconds = '00', offset] = match;
  if (time === undefined) return Number.isNaN(parseInstant(date)) ? undefined : date;
  // A leap second is told as the second before.
  const local = parseInstant(`${date} ${time}:${seconds === '60' ? '59' : seconds}`);
  if (Number.isNaN(local)) return undefined;
  const cst = offset === undefined ? local : local - offsetMs(offset) + CST_OFFSET_MS;
  return Number.isNaN(parseInstant(cst - CST_OFFSET_MS)) ? undefined : formatCstInstant(cst);
}

/** The same of an element; one that says no day is a problem. */
export function timeOf(node: FhirNode, name: string): string | undefined {
  const text = textOf(node, name);
  if (text === undefined) return undefined;
  const time = parseFhirTime(text);
  if (time === undefined) node.problems.add('value-malformed', `${pathOf(node)}.${name}`);
  return time;
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

const FHIR_TIME = /^(\d{4}-\d{2}-\d{2})(?:[Tt](\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,12})?)?([Zz]|[+-]\d{2}:\d{2})?)?$/;
