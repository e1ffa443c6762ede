import { normaliseText } from './normalise-text.ts';

/** How long a restriction lets the fund pay. */
export interface DayBound {
  readonly days: number;
  /** `distinct`: days of use are counted. `span`: the calendar runs from the first use. */
  readonly count: 'distinct' | 'span';
  /** Said of one stay or one use only (单次). */
  readonly isPerVisit: boolean;
}

/**
 * The bound on payment that a text states, or `undefined` when it states none, or states it in words that are not known.
 *
 * A number of days counts days of use; months and years are a span of the calendar, which is how the regulator's own
 * decision texts distinguish them. A span is taken at its longest (a year may have 366 days), because a bound
 * that is a day short accuses wrongly.
 */
export function dayBound(text: string): DayBound | undefined {
  const normal = normaliseText(text);
  const match = BOUND.exec(normal);
  if (match === null) return undefined;
  const amount = CHINESE_DIGITS.includes(match[2]!) ? CHINESE_DIGITS.indexOf(match[2]!) : Number(match[2]);
  const isPerVisit = match[1] === '单次' || match[1] === '单次住院';
  switch (match[3]) {
    case '天':
    case '日':
      return { days: amount, count: 'distinct', isPerVisit };
    case '个月':
      // Twelve months never measure more than 366 days, one never more than 31.
      return { days: Math.floor(amount / 12) * 366 + (amount % 12) * 31, count: 'span', isPerVisit };
    default:
      return { days: amount * 366, count: 'span', isPerVisit };
  }
}

const CHINESE_DIGITS = '零一二三四五六七八九';
const BOUND =
  /(单次住院|单次|总时间|一个疾病过程)?(?:最多)?(?:支付)?(?:不超过|最多支付)(\d+|[一二三四五六七八九])(天|日|个月|年)/;
