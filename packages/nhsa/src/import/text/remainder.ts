import { normaliseText } from './normalise-text.ts';

/**
 * Whether a restriction asks for more than the part that was decided: what is left of the text once `decided` phrases,
 * punctuation and filler words are gone.
 */
export function hasRemainder(text: string, decided: readonly RegExp[]): boolean {
  let rest = normaliseText(text);
  for (const phrase of decided) rest = rest.replace(phrase, '');
  return rest.replace(/[限的,.;:。、]|患者|方可支付|方予支付/g, '') !== '';
}
