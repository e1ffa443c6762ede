import type { CstDate } from '@forecheck/core';

/**
 * Day of publication of the batches whose rows carry no date of their own. Later batches name it row by row.
 *
 * Source: notices of the National Healthcare Security Administration, column “智能监管规则和知识点”.
 */
const PUBLISHED_ON: Readonly<Record<string, CstDate>> = {
  '01': '2025-05-23',
  '02': '2025-07-22',
  '03': '2025-07-30',
  '04': '2025-08-08',
  '05': '2025-08-14',
  '06': '2025-08-26',
  '07': '2025-12-12',
  '08': '2026-01-06',
};

/** Day on which a batch was published, when it is known. */
export function publicationDate(batch: string): CstDate | undefined {
  return PUBLISHED_ON[batch];
}
