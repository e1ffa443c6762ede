import { formatRefusal, formatSuccess, type ResponseStamp, type WireResponse } from '../envelope/format-response.ts';
import type { FeedbackProblemCode, ParsedFeedback } from './parse-feedback.ts';

/** Answer to 3103; the interface documents no output. */
export type FeedbackResponse = WireResponse<Readonly<Record<never, never>>>;

/**
 * The answer to a feedback, to be given when its dispositions are durable. Entries that were not taken make it a
 * failure that names the first field at fault; the entries that were taken stay taken, and sending all of them again
 * does no harm.
 */
export function formatFeedbackResponse(parsed: ParsedFeedback, stamp: ResponseStamp): FeedbackResponse {
  const [first, ...rest] = parsed.problems;
  if (first === undefined) return formatSuccess({}, parsed.envelope, stamp);
  const more = rest.length === 0 ? '' : `，另有${rest.length}条`;
  return formatRefusal(`${PROBLEM_WORDS[first.code]}：${first.path}${more} [${first.code}]`, parsed.envelope, stamp);
}

const PROBLEM_WORDS: Readonly<Record<FeedbackProblemCode, string>> = {
  'jr-id-missing': '违规标识不能为空',
  'jr-id-foreign': '违规标识不是本系统给出的',
  'way-missing': '处理方式不能为空',
  'way-unknown': '处理方式不在代码表内',
  'reason-missing': '继续执行时处理原因不能为空',
};
