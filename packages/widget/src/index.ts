export { ComplianceAlerts } from './element/compliance-alerts.ts';
export { ComplianceBadge } from './element/compliance-badge.ts';
export { defineElements, type ElementNames } from './element/define-elements.ts';
export type {
  Attested,
  Continued,
  DispositionGiven,
  FixAsked,
  ForecheckEvents,
  PrintAsked,
  Revised,
  TraceEntry,
  TraceKind,
  UndoAsked,
} from './events.ts';
export { EN } from './locale/en.ts';
export type { Phrase, Words } from './locale/words.ts';
export { ZH_CN } from './locale/zh-cn.ts';
export type { Answered, Checked, PresentOptions, ShownItem } from './model/checked.ts';
export type { Consent, ConsentGiver } from './model/consent.ts';
export { DEFAULT_REASONS, type OverrideReason, type Overriders } from './model/reasons.ts';
export type { NoticeKind, ShownStatus } from './model/status.ts';
export type { Tier } from './model/tier.ts';
export type { FieldProblem } from './session/form.ts';
export { DEFAULT_KEYS, type Keys } from './view/screen.ts';
