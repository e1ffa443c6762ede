import type { CstDate } from '@forecheck/core';
import { normaliseText } from '../text/normalise-text.ts';

/** `[from, to)`; an absent end is open. */
export interface Period {
  readonly from?: CstDate | undefined;
  readonly to?: CstDate | undefined;
}

/**
 * Which restrictions are already judged or asked, code by code, so that no one is asked the same thing twice. A
 * restriction that ended asks nothing afterwards, so each entry holds for its period only.
 */
export class AskedTexts {
  readonly #textsByCode = new Map<string, Map<string, Period[]>>();

  add(codes: readonly string[], text: string, period: Period): void {
    this.#add(codes, normaliseText(text), period);
  }

  /** The restrictions of these codes are asked as a whole, in whatever wording. */
  addWhole(codes: readonly string[], period: Period): void {
    this.#add(codes, ANY_TEXT, period);
  }

  /** Whether the restriction is asked throughout the period. */
  isAsked(code: string, text: string, period: Period): boolean {
    const periods = this.#periods(code, text);
    return periods.some(
      (known) =>
        (known.from === undefined || (period.from !== undefined && known.from <= period.from)) &&
        (known.to === undefined || (period.to !== undefined && known.to >= period.to)),
    );
  }

  /** Whether the restriction is asked from some day on for good. */
  isAskedNow(code: string, text: string): boolean {
    return this.#periods(code, text).some(({ to }) => to === undefined);
  }

  #periods(code: string, text: string): readonly Period[] {
    const texts = this.#textsByCode.get(code);
    return [...(texts?.get(ANY_TEXT) ?? []), ...(texts?.get(normaliseText(text)) ?? [])];
  }

  #add(codes: readonly string[], text: string, period: Period): void {
    for (const code of codes) {
      const texts = this.#textsByCode.get(code) ?? new Map<string, Period[]>();
      texts.set(text, [...(texts.get(text) ?? []), period]);
      this.#textsByCode.set(code, texts);
    }
  }
}

const ANY_TEXT = '*';
