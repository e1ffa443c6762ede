// Pre-check: 3101 before, 3102 during.

export type { PrecheckOutput, PrecheckResponse, PrecheckResponseOptions } from './precheck/format-response.ts';
export { formatPrecheckResponse } from './precheck/format-response.ts';
export type { WireMissingFact, WireUndetermined } from './precheck/format-undetermined.ts';
export type { PrecheckOptions, PrecheckTables } from './precheck/options.ts';
export type { ParsedPrecheck, PrecheckEcho, PrecheckSubject } from './precheck/parse-request.ts';
export { parsePrecheckRequest } from './precheck/parse-request.ts';
export type { EchoLine } from './precheck/read-items.ts';
export type { WireViolation, WireViolationDetail } from './precheck/violation.ts';

// Feedback: 3103.

export type { FeedbackResponse } from './precheck/format-feedback-response.ts';
export { formatFeedbackResponse } from './precheck/format-feedback-response.ts';
export type { JrIdParts } from './precheck/jr-id.ts';
export { encounterKeyOf, formatJrId, parseJrId } from './precheck/jr-id.ts';
export type {
  FeedbackDisposition,
  FeedbackOptions,
  FeedbackProblem,
  FeedbackProblemCode,
  ParsedFeedback,
} from './precheck/parse-feedback.ts';
export { parseFeedbackRequest } from './precheck/parse-feedback.ts';

// Regions.

export type { BeijingViolation } from './variants/beijing.ts';
export type { VolaDetail, VolaDetailOptions } from './variants/guangdong.ts';
export { attachVolaDetail, formatVolaDetail } from './variants/guangdong.ts';
export type { SingleResultResponse } from './variants/hainan.ts';
export { formatSingleResult } from './variants/hainan.ts';
export type { ImsCallback, ImsOutcome } from './variants/hunan.ts';
export { formatImsCallback } from './variants/hunan.ts';
export { nhsaVariants, variantById, variantByInfno } from './variants/nhsa-variants.ts';
export type { NhsaVariant, NhsaVariantId } from './variants/variant.ts';

// Envelope.

export type { RequestParts, WireRequest } from './envelope/format-request.ts';
export { formatRequest } from './envelope/format-request.ts';
export type { ResponseStamp, WireResponse } from './envelope/format-response.ts';
export { formatFailure } from './envelope/format-response.ts';
export type { MappingNote, MappingNoteCode } from './envelope/note.ts';
export type { JsonNode } from './envelope/place.ts';
export type { ParsedResponse, ResponseReading } from './envelope/read-response.ts';
export { parseResponse } from './envelope/read-response.ts';
export type { RequestEnvelope } from './envelope/request-envelope.ts';
export { MESSAGE_LENGTH_MAX, openMessage, readRequestEnvelope } from './envelope/request-envelope.ts';

// Code tables.

export {
  dispositionTable,
  feedbackTypeTable,
  severityDegreeTable,
  violationAmountStatusTable,
  violationItemTypeTable,
} from './tables/answer-tables.ts';
export type { CodeRow, CodeTable, Confidence } from './tables/code-table.ts';
export {
  institutionKindTable,
  institutionLevelShortTable,
  institutionLevelTable,
} from './tables/institution-tables.ts';
export type { LocalTable } from './tables/local-table.ts';
export type { OrderBehaviour } from './tables/order-tables.ts';
export {
  chargeTypeTable,
  itemKindTable,
  orderBehaviourTable,
  payClassTable,
  practitionerTitleShortTable,
  practitionerTitleTable,
} from './tables/order-tables.ts';
export {
  insuranceTypeTable,
  reproductiveStateBeijingTable,
  reproductiveStateCautiousTable,
  reproductiveStateNationalTable,
  sexTable,
} from './tables/person-tables.ts';
export type { TriggerScene } from './tables/scene-table.ts';
export { precheckInfnoTable, triggerSceneTable } from './tables/scene-table.ts';
export { diagnosisStageTable, encounterTypeTable, visitTypeTable } from './tables/visit-tables.ts';

// Words and names for the plugin, which tells the same matters to other callers.

export { clipText } from './envelope/clip-text.ts';
export { fingerprint } from './envelope/fingerprint.ts';
export { withoutIdentityNumber } from './envelope/identity-number.ts';
export { evidenceWords } from './precheck/evidence-words.ts';
export { itemKindByCode } from './tables/item-code.ts';

// Failures.

export type { NhsaErrorCode } from './error.ts';
export { isNhsaError, NHSA_ERROR_CODES, NhsaError } from './error.ts';
export { notesOfEvaluation } from './precheck/notes-of-evaluation.ts';
