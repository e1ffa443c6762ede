// The audit trail of what came on screen and what was done about it. No DOM: a page, a desktop program's bridge and the plugin
// can all keep one.
export { appendToTrail, type Digest, findBreak, type TrailRecord, unansweredIn } from './trail/chain.ts';
export {
  type CdsFeedback,
  type Feedback3103,
  formatCdsFeedback,
  formatFeedback3103,
  type Given3103,
  readCdsFeedback,
  readFeedback3103,
} from './trail/feedback.ts';
export { type ForeignGrade, gradeOfLamp, gradeOfSevDeg, type LampVersion } from './trail/foreign-grade.ts';
export { type RuleFigures, summariseTrail, type TrailFigures } from './trail/summarise.ts';
