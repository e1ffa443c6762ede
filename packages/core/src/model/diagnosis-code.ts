/**
 * Diagnosis codes as they are compared: white space and points removed, letters upper case except the placeholder `x`,
 * dagger and asterisk marks removed, a pair split in two.
 *
 * `" a01.000X003+G01* "` → `["A01000x003", "G01"]`. Shared by compiling (rule side) and evaluating (fact side).
 */
export function normaliseDiagnosisCode(text: string): readonly string[] {
  // The common case, one plain code with its point, needs no splitting.
  if (isPlainDiagnosisCode(text)) return [text.length > 3 ? text.slice(0, POINT) + text.slice(POINT + 1) : text];
  return text
    .replace(MARKS, '')
    .split(PAIR)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toUpperCase().replaceAll('X', 'x'));
}

/**
 * Whether the text is one plain code as people write it, `E11` or `E11.900x001`: normalising takes out the point, at
 * `POINT`, and does nothing else.
 */
export function isPlainDiagnosisCode(text: string): boolean {
  const { length } = text;
  if (length < 3 || length === POINT + 1 || !isUpperLetter(text.charCodeAt(0))) return false;
  for (let i = 1; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    if (i === POINT ? unit !== 0x2e : !isDigit(unit) && !(i > POINT && unit === 0x78)) return false;
  }
  return true;
}

function isUpperLetter(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** The code as people write it, with its point: `"E112"` → `"E11.2"`. */
export function formatDiagnosisCode(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** Whether the text marks a suspected diagnosis: `J18.900?`. */
export function isSuspectedCode(text: string): boolean {
  const last = text.trimEnd().slice(-1);
  return last === '?' || last === '？';
}

/** Whether the code itself says “personal or family history of” or another circumstance: Z80–Z92 of ICD-10. */
export function isHistoryCode(code: string): boolean {
  return code >= 'Z80' && code < 'Z93';
}

/** Where the point of a code stands. */
export const POINT = 3;
const MARKS = /[\s.*?？]/g;
/** The dagger, or the plus sign that stands for it. */
const PAIR = /[+†‡]/;
