export type { CoreErrorCode, CoreErrorDetail, CoreErrorRetry } from './error.ts';
export { CORE_ERROR_CODES, CoreError, isCoreError } from './error.ts';
export type { EvaluateOptions } from './evaluate/evaluate.ts';
export { evaluate } from './evaluate/evaluate.ts';
export type { ExplainedCandidate, ExplainTarget, Explanation } from './explain/explain.ts';
export { explain } from './explain/explain.ts';
export { applyFix } from './fix/apply-fix.ts';
export type { CstDate, CstDay, CstMs, Instant } from './model/calendar.ts';
export {
  CST_OFFSET_MS,
  DAY_MS,
  dayFromCivil,
  dayOf,
  formatCstDate,
  formatCstInstant,
  parseCstDate,
  parseInstant,
} from './model/calendar.ts';
export type { Decimal, Scaled } from './model/decimal.ts';
export { DECIMAL_MAX, formatScaled, multiplyScaled, parseDecimal, roundToFen, SCALE } from './model/decimal.ts';
export type { DisposerRole, Disposition, DispositionId } from './model/disposition.ts';
export { REASON_LENGTH_MAX } from './model/disposition.ts';
export type {
  ClinicalFacts,
  Diagnosis,
  Encounter,
  Execution,
  HistoryCoverage,
  Institution,
  InstitutionLevel,
  InsuranceType,
  InsuredPerson,
  ItemKind,
  Lab,
  Operation,
  OrderItem,
  OrderItemKind,
  Phase,
  Practitioner,
  Scene,
  Visit,
  VisitType,
} from './model/encounter.ts';
export { EXECUTIONS_MAX, FACTS_MAX, ITEMS_MAX, SHORT_TEXT_MAX } from './model/encounter.ts';
export type {
  Alert,
  Basis,
  Decision,
  Degree,
  DispositionKind,
  Evaluation,
  Evidence,
  Excess,
  Exempted,
  Fix,
  InputDiagnostic,
  InputDiagnosticCode,
  LocalText,
  ReachedUnder,
  Severity,
  Undetermined,
  Verdict,
  WorkCounters,
} from './model/evaluation.ts';
export type {
  AlertId,
  BasisId,
  EncounterId,
  ItemCode,
  ItemId,
  KnowledgePointId,
  RuleId,
  SegmentDigest,
} from './model/ids.ts';
export type { ActivationOrder, NamedSegment } from './ruleset/activate.ts';
export { activate } from './ruleset/activate.ts';
export { overriddenRows } from './ruleset/overridden-rows.ts';
export type { Ruleset } from './ruleset/ruleset.ts';
export type { RowCounts } from './segment/count-rows.ts';
export { countRows } from './segment/count-rows.ts';
export { openSegment } from './segment/open.ts';
export type { SegmentView } from './segment/view.ts';
export type {
  AgeParameters,
  AllowDeny,
  AmountParameters,
  CeilingParameters,
  CompanionParameters,
  ConflictParameters,
  DaysParameters,
  DiscountParameters,
  DistinctParameters,
  EvidenceParameters,
  IndicationCondition,
  IndicationGroup,
  IndicationParameters,
  InstitutionLevelParameters,
  LimitParameters,
  MinGapParameters,
  NoParameters,
  PrescriberParameters,
  RuleLogic,
  SameClassParameters,
  SexParameters,
  StepParameters,
  SupplyParameters,
  Window,
} from './source/rule-logic.ts';
export type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  Layer,
  PolicyRow,
  RuleDefinition,
  RuleExample,
  RuleSource,
  Withdrawal,
} from './source/rule-source.ts';
export { CODE_LENGTH_MAX, CODE_PREFIX_MIN } from './source/rule-source.ts';
