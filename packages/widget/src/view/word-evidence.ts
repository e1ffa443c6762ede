import type { Alert, Evidence, Excess } from '@forecheck/core';
import { fill, type Words } from '../locale/words.ts';
import { formatFen } from '../model/money.ts';

/** A fact by its name; by its path where the locale has none. */
export const wordFact = (fact: string, { fact: names }: Words): string => names[fact] || fact;

/** A measured value or its bound, with its unit, coded values in words. */
function wordValue(fact: string, value: string, words: Words): string {
  if (/Fen$/.test(fact) && NUMBER.test(value)) return formatFen(Number(value));
  if (fact === 'insuredPerson.ageYears') return fill(words.say.years, { n: value });
  if (/[dD]ays$/.test(fact) && NUMBER.test(value)) return fill(words.say.days, { n: value });
  const coded = value.split(' ').map((one) => words.value[one]);
  return coded.every((one) => one !== undefined) ? coded.join(words.say.comma) : value;
}

/** Both columns of one line of evidence. */
export function wordEvidence({ fact, value, bound }: Evidence, words: Words): readonly [string, string, string] {
  const limit = bound === undefined ? '' : wordValue(fact, bound, words);
  return [wordFact(fact, words), wordValue(fact, value, words), limit];
}

/** How much is too much. Empty where nothing is measured. */
export function wordExcess(excess: Excess | undefined, { say }: Words): string {
  if (excess === undefined) return '';
  const { quantity, unit = '', days, amountFen } = excess;
  const parts = [
    quantity === undefined ? '' : `${quantity} ${unit}`.trim(),
    days === undefined ? '' : fill(say.days, { n: days }),
    amountFen === undefined || amountFen === 0 ? '' : formatFen(amountFen),
  ];
  return parts.filter((part) => part !== '').join(say.comma);
}

/** Whether the amount is beyond a bound, or only what the order costs. */
export function excessLabel({ excess, evidence }: Pick<Alert, 'excess' | 'evidence'>, { say }: Words): string {
  const isMeasured = excess?.quantity !== undefined || excess?.days !== undefined;
  return isMeasured || evidence.some(({ fact, bound }) => bound !== undefined && /Fen$/.test(fact))
    ? say.excess
    : say['at-stake'];
}

const NUMBER = /^-?\d+(\.\d+)?$/;
