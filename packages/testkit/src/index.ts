export {
  arbitraryLayers,
  arbitraryRuleSource,
  GENERATED_CODES,
  GENERATED_DAYS,
  GENERATED_LOCAL_CODES,
  GENERATED_LOGIC,
} from './arbitraries/rule-sources.ts';
export type {
  CaseFile,
  ExpectedAlert,
  ExpectedEvaluation,
  ExpectedEvidence,
  ExpectedUndetermined,
  WrittenCase,
  WrittenCatalogueItem,
  WrittenEncounter,
  WrittenItem,
  WrittenRule,
  WrittenSource,
} from './conformance/case-file.ts';
export { type CoreImplementation, coreImplementation, type SegmentLayout } from './conformance/core-implementation.ts';
export { findBrokenPromise, findLawBreaches } from './conformance/evaluation-laws.ts';
export type {
  AnsweredAlert,
  AnsweredUndetermined,
  ConformanceAnswer,
  ConformanceImplementation,
  ConformanceRequest,
} from './conformance/implementation.ts';
export { matchAnswer } from './conformance/match-answer.ts';
export {
  type ConformanceFailure,
  type ConformanceReport,
  type ConformanceTest,
  listConformanceTests,
  runConformance,
} from './conformance/run-conformance.ts';
