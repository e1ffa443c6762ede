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
export type { BureauStorePlace } from './contracts/bureau-store/place.ts';
export { bureauStoreContract } from './contracts/bureau-store.ts';
export type { ContractTest } from './contracts/contract.ts';
export { type OutboxPlace, outboxContract } from './contracts/outbox.ts';
export { createOutboxModel, type OutboxModel } from './contracts/outbox-model.ts';
export { type PackStorePlace, packStoreContract } from './contracts/pack-store.ts';
export { createSimulatedTime, type SimulatedClock, type SimulatedTime } from './simulated/clock.ts';
export { createSimulatedDisk, type DiskFaults, type SimulatedDisk } from './simulated/disk.ts';
export {
  createSimulatedNetwork,
  type NetworkFaults,
  type SimulatedConnector,
  type SimulatedNetwork,
} from './simulated/network.ts';
export { createSeededRandom, type SeededRandom } from './simulated/random.ts';
