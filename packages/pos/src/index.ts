// The question: what is to be sold, to whom, on which account.

export type { IdentityAssessment, SoundIdentity, UnsoundIdentity } from './identity/assess-identity.ts';
export { assessIdentity } from './identity/assess-identity.ts';
export type { IdentityKind, IdentityNumber } from './identity/identity-number.ts';
export { IDENTITY_LENGTH_MAX, isSamePerson, revealIdentity, sealIdentity } from './identity/identity-number.ts';
export type { Goods, GoodsClass, LineStock, SpecialClass } from './model/goods.ts';
export type { History, PastPurchase } from './model/history.ts';
export type { Operator, Pharmacy, PharmacyService, Terminal } from './model/pharmacy.ts';
export type { Prescription, PrescriptionLine } from './model/prescription.ts';
export type {
  AgentPurchase,
  CodeRecord,
  Credential,
  Funding,
  Line,
  MutualAccount,
  Person,
  Purchase,
  Relation,
  RemoteAnswer,
  ScannedCode,
} from './model/purchase.ts';
export type { ReadProblem } from './model/read-fields.ts';
export { LIST_MAX, TEXT_MAX } from './model/read-fields.ts';
export type { PurchaseReading } from './model/read-purchase.ts';
export { readPurchase } from './model/read-purchase.ts';

// The answer.

export type { BasisName } from './check/bases.ts';
export type { CheckBasis } from './check/check-purchase.ts';
export { checkPurchase } from './check/check-purchase.ts';
export { toEncounter } from './check/check-rules.ts';
export type { Reason, ReasonCode } from './check/reasons.ts';
export { REASONS } from './check/reasons.ts';
export type {
  TillAction,
  TillDecision,
  TillEvidence,
  TillFinding,
  TillUndetermined,
  TillVerdict,
} from './check/verdict.ts';

// By what it is answered.

export { NATIONAL_SETTINGS } from './settings/national-settings.ts';
export type { Mark, ParameterDefinition, ParameterName, ParameterValues } from './settings/parameters.ts';
export { PARAMETERS } from './settings/parameters.ts';
export type { SettingsProblem, SettingsReading } from './settings/read-settings.ts';
export { readSettings } from './settings/read-settings.ts';
export type {
  ApprovalRow,
  DecisionRow,
  InForce,
  ParameterRow,
  RelationRow,
  RuleRow,
  ScopeRow,
  Settings,
  SettingsSource,
  SpecialRow,
} from './settings/settings.ts';
export { settingsInForce } from './settings/settings-in-force.ts';

// Traceability codes and scanners.

export type { Scan, ScannerProfile, ScanRemark } from './trace/read-scan.ts';
export { readScan, SCAN_LENGTH_MAX, UNKNOWN_SCANNER } from './trace/read-scan.ts';
export type { ScannerTest } from './trace/test-scanner.ts';
export { SELF_TEST_TEXT, testScanner } from './trace/test-scanner.ts';
export type {
  PackLevel,
  ParsedTraceCode,
  TraceCode,
  TraceFamily,
  TraceProblem,
  TraceReading,
} from './trace/trace-code.ts';
export { parseTraceCode, TRACE_READING } from './trace/trace-code.ts';

// The life of a sale and of a code.

export type { CodeState } from './code/code-state.ts';
export type { CodeEventKind } from './code/code-table.ts';
export { nextCode } from './code/code-table.ts';
export type { OverrideReason, OverrideRole, TillOverride } from './sale/may-override.ts';
export { mayOverride } from './sale/may-override.ts';
export type { SaleStep } from './sale/next-sale.ts';
export { nextSale } from './sale/next-sale.ts';
export type { SaleEffect, SaleEventKind, SaleState } from './sale/sale-state.ts';

// What the tills of one store share, as one pure value: the law that a durable register is held to.

export type { BookStep } from './book/apply-to-book.ts';
export { applyToBook, recoverBook } from './book/apply-to-book.ts';
export type {
  Book,
  BookAnswer,
  BookedCode,
  BookProblem,
  ClaimedCode,
  Counter,
  SaleClaims,
  SaleRecord,
  Upload,
} from './book/book.ts';
export { EMPTY_BOOK, UPLOAD_ATTEMPTS_MAX } from './book/book.ts';
export type { BookBody, BookRequest, PlainCodeEvent, PlainSaleEvent } from './book/book-request.ts';
