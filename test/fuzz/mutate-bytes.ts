import type { Dice } from './dice.ts';

/** A copy of a byte string with one to four changes of the kinds that break readers of text formats. */
export function mutateBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  let mutated = [...bytes];
  for (let change = 1 + dice.below(4); change > 0; change -= 1) {
    const at = dice.below(mutated.length + 1);
    switch (dice.below(6)) {
      case 0:
        mutated[Math.min(at, mutated.length - 1)] = dice.below(256);
        break;
      case 1:
        mutated.splice(at, 1 + dice.below(8));
        break;
      case 2:
        mutated.splice(at, 0, ...dice.pick(PIECES));
        break;
      case 3:
        mutated.splice(at, 0, ...mutated.slice(at, at + dice.below(200)));
        break;
      case 4:
        mutated = mutated.slice(0, at);
        break;
      default:
        // A digit for a digit keeps the form, so that the reader gets further.
        for (let i = at; i < mutated.length; i += 1) {
          if (!isDigit(mutated[i]!)) continue;
          mutated[i] = 0x30 + dice.below(10);
          break;
        }
    }
  }
  return Uint8Array.from(mutated);
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

const PIECES: readonly (readonly number[])[] = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\u0000',
  '\\ud800',
  '0',
  '-',
  '1e9',
  'null',
  '"__proto__":{},',
  '9'.repeat(400),
  '['.repeat(5000),
  ' ',
  '\ufeff',
  '😀',
].map((text) => [...new TextEncoder().encode(text)]);
