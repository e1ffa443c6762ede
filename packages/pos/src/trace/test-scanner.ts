import { GS1_SEPARATOR } from './parse-gs1.ts';
import type { ScannerProfile } from './read-scan.ts';

/** What the symbol for the self-test holds: a product, a batch in both cases, a separator, a serial number. */
export const SELF_TEST_TEXT = `010690123456789210aB1${GS1_SEPARATOR}21Zz9`;

/** What a scanner made of the symbol. */
export type ScannerTest =
  | { readonly kind: 'usable'; readonly profile: ScannerProfile }
  | { readonly kind: 'unusable'; readonly problem: 'characters-lost' | 'characters-added' };

/**
 * What a scanner does to codes, from one scan of the symbol that holds {@link SELF_TEST_TEXT}. Asked at every login:
 * CAPS LOCK and glued elements are the causes of false alarms that a store can remove itself.
 */
export function testScanner(burst: string): ScannerTest {
  const text = burst.replace(/[\r\n\t]+$/, '').replace(/^\][A-Za-z]\d/, '');
  for (const areSeparatorsKept of [true, false]) {
    const sent = areSeparatorsKept ? SELF_TEST_TEXT : SELF_TEST_TEXT.replace(GS1_SEPARATOR, '');
    if (text === sent) return { kind: 'usable', profile: { areSeparatorsKept, isCaseSwapped: false } };
    if (text === swapCase(sent)) return { kind: 'usable', profile: { areSeparatorsKept, isCaseSwapped: true } };
  }
  const problem = text.length > SELF_TEST_TEXT.length ? 'characters-added' : 'characters-lost';
  return { kind: 'unusable', problem };
}

function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => (letter >= 'a' ? letter.toUpperCase() : letter.toLowerCase()));
}
