import { normaliseDiagnosisCode } from '../model/diagnosis-code.ts';
import { CODE_LENGTH_MAX } from '../source/rule-source.ts';

/**
 * Diagnosis prefixes as they are compared: normalised, and a range of three-character categories (`I60-I64`) as one
 * prefix for each of its categories. `undefined` when a text is neither.
 */
export function expandDiagnosis(text: string): readonly string[] | undefined {
  const parts = normaliseDiagnosisCode(text);
  const range = parts.length === 1 ? RANGE.exec(parts[0]!) : null;
  if (range !== null) return expandRange(categoryNumber(range[1]!), categoryNumber(range[2]!));
  const arePrefixes = parts.length > 0 && parts.every((part) => part.length <= CODE_LENGTH_MAX && PREFIX.test(part));
  return arePrefixes ? parts : undefined;
}

function expandRange(first: number, last: number): readonly string[] | undefined {
  if (first > last) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const category = first + index;
    return LETTERS.charAt(Math.floor(category / 100)) + String(category % 100).padStart(2, '0');
  });
}

/** Categories run from A00 to Z99, a hundred to a letter. */
function categoryNumber(category: string): number {
  return LETTERS.indexOf(category.charAt(0)) * 100 + Number(category.slice(1));
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const RANGE = /^([A-Z]\d\d)-([A-Z]\d\d)$/;
const PREFIX = /^[A-Z][0-9A-Zx./]*$/;
