import type { Evaluation } from '@forecheck/core';
import type { ResponseStamp } from '../envelope/format-response.ts';
import type { PrecheckResponseOptions } from '../precheck/format-response.ts';
import type { PrecheckOptions } from '../precheck/options.ts';
import type { FeedbackOptions, ParsedFeedback } from '../precheck/parse-feedback.ts';
import type { ParsedPrecheck } from '../precheck/parse-request.ts';

/** A region that asks the national question in its own words. */
export type NhsaVariantId = 'hainan' | 'guangdong' | 'beijing' | 'hunan';

/**
 * Reads one region's request into the model of 3101 and 3102, and writes its answer. Same tolerances, same notes, same
 * failures as {@link parsePrecheckRequest}; paths are those of the region's own message. `docs/nhsa.md` says what of
 * each region is known.
 */
export interface NhsaVariant {
  readonly id: NhsaVariantId;
  /** Transaction numbers that mean this variant wherever they are met. */
  readonly infnos: readonly string[];
  /**
   * Whether a message, as it was sent, feeds back rather than asks; for regions whose feedback may come without a
   * number. Absent: the number alone tells it. Never throws.
   */
  readonly isFeedback?: (message: unknown) => boolean;
  /** @throws {@link NhsaError} as {@link parsePrecheckRequest}. */
  readonly readPrecheck: (message: unknown, options?: PrecheckOptions) => ParsedPrecheck;
  /** @throws {@link NhsaError} `evaluation-mismatched`. */
  readonly writePrecheck: (
    parsed: ParsedPrecheck,
    evaluations: Evaluation | readonly Evaluation[],
    options?: PrecheckResponseOptions,
  ) => object;
  /** @throws {@link NhsaError} as {@link parseFeedbackRequest}. */
  readonly readFeedback: (message: unknown, options?: FeedbackOptions) => ParsedFeedback;
  readonly writeFeedback: (parsed: ParsedFeedback, stamp: ResponseStamp) => object;
}
