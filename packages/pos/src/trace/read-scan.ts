import { GS1_SEPARATOR } from './parse-gs1.ts';

/** What the self-test at login found out about a scanner. */
export interface ScannerProfile {
  readonly areSeparatorsKept: boolean;
  /** CAPS LOCK is on: a keyboard wedge then types every letter in the other case. */
  readonly isCaseSwapped: boolean;
}

/** A scanner of which nothing is known. */
export const UNKNOWN_SCANNER: ScannerProfile = { areSeparatorsKept: false, isCaseSwapped: false };

/** Something about a burst of characters that was put right. */
export type ScanRemark = 'case-swapped' | 'glued' | 'trimmed' | 'wide-characters';

/** The codes of one burst of characters, in the order in which they were scanned. */
export interface Scan {
  readonly texts: readonly string[];
  readonly remarks: readonly ScanRemark[];
}

/** Most characters of one burst; what is longer is not looked at. */
export const SCAN_LENGTH_MAX = 4_000;

/**
 * The codes in a burst of characters as a keyboard wedge, a serial port or a person sends it. Never throws; a text
 * that is no code comes back as it is, for `parseTraceCode` to refuse. Reading what came back again changes nothing.
 */
export function readScan(burst: string, profile: ScannerProfile = UNKNOWN_SCANNER): Scan {
  const remarks = new Set<ScanRemark>();
  const narrow = burst.slice(0, SCAN_LENGTH_MAX).replace(/[\uff01-\uff5e]/g, (wide) => {
    remarks.add('wide-characters');
    return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
  });
  const texts = narrow.split(LINE_END).flatMap((line) => {
    const trimmed = line.replace(EDGES, '');
    if (trimmed.length !== line.length) remarks.add('trimmed');
    if (trimmed === '') return [];
    const cased = restoreCase(trimmed, profile, remarks);
    const parts = separateCodes(cased);
    if (parts.length > 1) remarks.add('glued');
    return parts;
  });
  return { texts, remarks: [...remarks].sort() };
}

/** The prefix of a symbology is `]` and a lower-case letter, except `]C1` and `]Q3`: `]D2` says that CAPS LOCK is on. */
function restoreCase(text: string, profile: ScannerProfile, remarks: Set<ScanRemark>): string {
  const tellsSwapped = /^\](?:D2|q3|c1|E0)/.test(text);
  const tellsRight = /^\](?:d2|Q3|C1|e0)/.test(text);
  if (!tellsSwapped && (tellsRight || !profile.isCaseSwapped || !/[A-Za-z]/.test(text))) return text;
  remarks.add('case-swapped');
  return text.replace(/[A-Za-z]/g, (letter) => (letter >= 'a' ? letter.toUpperCase() : letter.toLowerCase()));
}

function separateCodes(text: string): readonly string[] {
  if (/^(?:8\d{19}){2,}$/.test(text)) return text.match(/\d{20}/g) ?? [];
  const parts = text.split(/(?=\][dQCe][0-3](?:01|\())|(?<=.)(?=\(01\))/).map((part) => part.replace(EDGES, ''));
  // A bracketed code behind a prefix is one code, not an empty one and another.
  return parts.reduce<string[]>((codes, part) => {
    const last = codes.at(-1);
    if (last !== undefined && /^\][dQCe][0-3]$/.test(last)) codes[codes.length - 1] = last + part;
    else if (part !== '') codes.push(part);
    return codes;
  }, []);
}

const LINE_END = /[\r\n\t]+/;
// Separators at either end belong to no element.
const EDGES = new RegExp(`^[\\s${GS1_SEPARATOR}\\u0002\\u0003]+|[\\s${GS1_SEPARATOR}\\u0002\\u0003]+$`, 'g');
