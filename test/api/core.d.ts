// @forecheck/core, as built. `npm run api:update` writes this file.

type CstDate = string;
type Instant = number | string;
type CstDay = number;
type CstMs = number;
declare const DAY_MS = 86400000;
declare const CST_OFFSET_MS: number;
declare function dayFromCivil(year: number, month: number, dayOfMonth: number): CstDay;
declare function parseCstDate(text: string): CstDay;
declare function parseInstant(value: Instant): CstMs;
declare function dayOf(instant: CstMs): CstDay;
declare function formatCstDate(day: CstDay): CstDate;
declare function formatCstInstant(instant: CstMs): string;
type Scaled = number & {
    readonly __idOf?: "scaled";
};
type Decimal = number | string;
declare const SCALE = 10000;
declare const DECIMAL_MAX = 900000000000;
declare function parseDecimal(value: Decimal): Scaled;
declare function formatScaled(scaled: Scaled): string;
declare function multiplyScaled(a: Scaled, b: Scaled): Scaled;
declare function roundToFen(scaledFen: Scaled): number;
type Named<Kind extends string> = string & {
    readonly __idOf?: Kind;
};
type EncounterId = Named<"encounter">;
type ItemId = Named<"item">;
type RuleId = Named<"rule">;
type KnowledgePointId = Named<"knowledge-point">;
type AlertId = Named<"alert">;
type ItemCode = Named<"item-code">;
type BasisId = Named<"basis">;
type SegmentDigest = Named<"segment-digest">;
interface Encounter {
    readonly id: EncounterId;
    readonly asOf: Instant;
    readonly phase: Phase;
    readonly scene?: Scene;
    readonly insuredPerson?: InsuredPerson;
    readonly institution?: Institution;
    readonly visit?: Visit;
    readonly practitioners?: readonly Practitioner[];
    readonly diagnoses?: readonly Diagnosis[];
    readonly operations?: readonly Operation[];
    readonly clinicalFacts?: ClinicalFacts;
    readonly items: readonly OrderItem[];
    readonly historyCoverage?: HistoryCoverage;
}
type Phase = "prompt" | "review" | "audit";
type Scene = "outpatient-registration" | "outpatient-order" | "outpatient-pre-settlement" | "outpatient-settlement" | "admission" | "inpatient-order" | "inpatient-execution" | "inpatient-pre-settlement" | "inpatient-settlement" | "pharmacy-purchase";
type HistoryCoverage = "none" | "local" | "regional";
interface InsuredPerson {
    readonly sex?: "male" | "female";
    readonly birthDate?: CstDate;
    readonly insuranceType?: InsuranceType;
    readonly poolingRegion?: string;
    readonly reproductiveState?: "none" | "pregnant" | "lactating";
}
type InsuranceType = "employee" | "resident" | "civil-servant" | "large-amount" | "retired-cadre" | "maternity" | "work-injury" | "other";
interface Institution {
    readonly kind?: "hospital" | "pharmacy";
    readonly level?: InstitutionLevel;
    readonly region?: string;
    readonly specialities?: readonly string[];
}
type InstitutionLevel = "primary" | "secondary" | "tertiary";
interface Visit {
    readonly type?: VisitType;
    readonly startedAt?: Instant;
    readonly endedAt?: Instant;
    readonly department?: string;
    readonly emergency?: {
        readonly reason: string;
    };
}
type VisitType = "outpatient" | "emergency" | "observation" | "inpatient" | "day-surgery" | "chronic-disease" | "pharmacy" | "internet";
interface Practitioner {
    readonly id: string;
    readonly title?: "resident" | "attending" | "associate-chief" | "chief";
    readonly department?: string;
}
interface Diagnosis {
    readonly code: string;
    readonly isMain?: boolean;
    readonly stage?: "admission" | "discharge";
    readonly certainty?: "confirmed" | "suspected" | "history";
    readonly recordedAt?: Instant;
}
interface Operation {
    readonly code: string;
    readonly isMain?: boolean;
    readonly startedAt?: Instant;
}
interface ClinicalFacts {
    readonly labs?: readonly Lab[];
    readonly markers?: readonly {
        readonly code: string;
        readonly result: string;
    }[];
    readonly documents?: readonly {
        readonly type: string;
        readonly at?: Instant;
    }[];
    readonly onsetAt?: Instant;
}
interface Lab {
    readonly code: string;
    readonly value: Decimal;
    readonly unit?: string;
    readonly at?: Instant;
}
interface OrderItem {
    readonly id: ItemId;
    readonly code?: ItemCode;
    readonly localCode?: string;
    readonly name?: string;
    readonly kind?: OrderItemKind;
    readonly role?: "draft" | "context" | "history";
    readonly visitId?: string;
    readonly status?: "active" | "cancelled" | "stopped" | "skin-test";
    readonly prescriptionId?: string;
    readonly occurredAt?: Instant;
    readonly endedAt?: Instant;
    readonly quantity?: Decimal;
    readonly unit?: string;
    readonly days?: Decimal;
    readonly unitPriceFen?: Decimal;
    readonly listPriceFen?: Decimal;
    readonly amountFen?: number;
    readonly payment?: "pooled" | "account" | "self";
    readonly isStanding?: boolean;
    readonly executions?: readonly Execution[];
    readonly reverses?: ItemId;
    readonly isDischargeMedication?: boolean;
    readonly bodySite?: string;
    readonly incisionId?: string;
    readonly department?: string;
    readonly practitionerId?: string;
    readonly attestations?: readonly string[];
}
type ItemKind = "drug" | "consumable" | "service";
type OrderItemKind = ItemKind | "decoction-piece";
interface Execution {
    readonly at: Instant;
    readonly endedAt?: Instant;
    readonly quantity?: Decimal;
}
declare const ITEMS_MAX = 20000;
declare const EXECUTIONS_MAX = 5000;
declare const FACTS_MAX = 2000;
declare const SHORT_TEXT_MAX = 200;
interface Evaluation {
    readonly encounterId: EncounterId;
    readonly status: "complete" | "refused";
    readonly alerts: readonly Alert[];
    readonly preexisting: readonly Alert[];
    readonly undetermined: readonly Undetermined[];
    readonly exempted: readonly Exempted[];
    readonly partial: readonly {
        readonly rule: RuleId;
        readonly items: readonly ItemId[];
    }[];
    readonly unmapped: readonly ItemId[];
    readonly decision: Decision;
    readonly reachedUnder: ReachedUnder;
    readonly diagnostics: readonly InputDiagnostic[];
    readonly work: WorkCounters;
    readonly analysisMs?: number;
}
type Decision = "pass" | "remind" | "require-reason" | "require-fix" | "block";
type Verdict = "violation" | "suspected" | "notice";
type Degree = "high" | "low";
type Severity = "critical" | "warning" | "info";
interface Alert {
    readonly id: AlertId;
    readonly rule: RuleId;
    readonly nationalCode?: string;
    readonly knowledgePoint: KnowledgePointId;
    readonly verdict: Verdict;
    readonly degree?: Degree;
    readonly severity: Severity;
    readonly offending: readonly ItemId[];
    readonly involved: readonly ItemId[];
    readonly excess?: Excess;
    readonly evidence: readonly Evidence[];
    readonly basis: readonly Basis[];
    readonly name: LocalText;
    readonly message: LocalText;
    readonly decision: Decision;
    readonly dispositions: readonly DispositionKind[];
    readonly fixes: readonly Fix[];
}
interface Excess {
    readonly quantity?: string;
    readonly unit?: string;
    readonly days?: number;
    readonly amountFen?: number;
}
interface Evidence {
    readonly fact: string;
    readonly value: string;
    readonly bound?: string;
    readonly items?: readonly ItemId[];
}
interface Basis {
    readonly instrument: string;
    readonly article?: string;
    readonly locator?: string;
    readonly inForceFrom?: string;
    readonly text?: string;
}
interface LocalText {
    readonly "zh-CN": string;
    readonly en: string;
}
type DispositionKind = "return-and-change" | "continue-with-reason" | "self-pay-with-consent" | "supply-evidence";
type Fix = {
    readonly kind: "remove-item";
    readonly item: ItemId;
} | {
    readonly kind: "remove-items";
    readonly items: readonly ItemId[];
} | {
    readonly kind: "add-companion";
    readonly item: ItemId;
    readonly code: ItemCode;
} | {
    readonly kind: "reduce-quantity";
    readonly item: ItemId;
    readonly to: Decimal;
    readonly unit?: string;
} | {
    readonly kind: "shorten-days";
    readonly item: ItemId;
    readonly to: Decimal;
} | {
    readonly kind: "self-pay-with-consent";
    readonly items: readonly ItemId[];
} | {
    readonly kind: "set-price";
    readonly item: ItemId;
    readonly toFen: Decimal;
};
interface Undetermined {
    readonly rule: RuleId;
    readonly nationalCode?: string;
    readonly knowledgePoint: KnowledgePointId;
    readonly knowledgePoints?: readonly KnowledgePointId[];
    readonly items: readonly ItemId[];
    readonly missing: readonly string[];
    readonly basis: readonly Basis[];
    readonly name: LocalText;
    readonly prompt?: string;
    readonly message?: LocalText;
}
interface Exempted {
    readonly rule: RuleId;
    readonly knowledgePoint: KnowledgePointId;
    readonly items: readonly ItemId[];
    readonly reason: string;
}
interface ReachedUnder {
    readonly manifest: string;
    readonly segments: readonly SegmentDigest[];
    readonly killed?: readonly RuleId[];
}
interface InputDiagnostic {
    readonly code: InputDiagnosticCode;
    readonly path: string;
}
type InputDiagnosticCode = "dates-contradictory" | "encounter-malformed" | "field-missing" | "field-malformed" | "item-duplicate" | "items-excessive" | "reversal-unmatched";
interface WorkCounters {
    readonly items: number;
    readonly lookups: number;
    readonly candidates: number;
    readonly hits: number;
    readonly fixesUntried?: number;
}
type RuleLogic = Logic<"restrict", "sex", SexParameters> | Logic<"restrict", "age", AgeParameters> | Logic<"restrict", "insurance-type", AllowDeny<InsuranceType>> | Logic<"restrict", "visit-type", AllowDeny<VisitType>> | Logic<"restrict", "institution-level", InstitutionLevelParameters> | Logic<"restrict", "department", AllowDeny<string>> | Logic<"restrict", "prescriber", PrescriberParameters> | Logic<"restrict", "reproductive-state", AllowDeny<NonNullable<InsuredPerson["reproductiveState"]>>> | Logic<"indication", "allow", IndicationParameters> | Logic<"indication", "deny", IndicationParameters> | Logic<"indication", "evidence", EvidenceParameters> | Logic<"conflict", "includes", ConflictParameters> | Logic<"conflict", "excludes", ConflictParameters> | Logic<"conflict", "same-class", SameClassParameters> | Logic<"limit", "quantity", LimitParameters> | Logic<"limit", "times", LimitParameters> | Logic<"limit", "days", DaysParameters> | Logic<"limit", "min-gap", MinGapParameters> | Logic<"limit", "supply", SupplyParameters> | Logic<"limit", "amount", AmountParameters> | Logic<"limit", "distinct", DistinctParameters> | Logic<"price", "ceiling", CeilingParameters> | Logic<"price", "discount", DiscountParameters> | Logic<"coverage", "never", NoParameters> | Logic<"coverage", "composition", NoParameters> | Logic<"companion", "required", CompanionParameters> | Logic<"companion", "step", StepParameters>;
interface Logic<Kind extends string, Mode extends string, Parameters> {
    readonly kind: Kind;
    readonly mode: Mode;
    readonly parameters?: Partial<Parameters>;
}
type Window = {
    readonly kind: "line" | "prescription" | "visit" | "day" | "hour" | "week" | "month" | "quarter" | "year" | "lifetime";
} | {
    readonly kind: "insurance-year";
    readonly startsOn?: string;
} | {
    readonly kind: "hours";
    readonly hours: number;
} | {
    readonly kind: "rolling";
    readonly days: number;
} | {
    readonly kind: "course";
    readonly gapDays: number;
};
interface SexParameters {
    readonly sex: "male" | "female";
}
interface AgeParameters {
    readonly yearsMin: number;
    readonly yearsBelow: number;
    readonly daysMin: number;
    readonly daysMax: number;
}
interface AllowDeny<Value> {
    readonly allow: readonly Value[];
    readonly deny: readonly Value[];
}
interface InstitutionLevelParameters {
    readonly levelMin: InstitutionLevel;
    readonly specialities: readonly string[];
}
interface PrescriberParameters {
    readonly titleMin: "resident" | "attending" | "associate-chief" | "chief";
    readonly departments: readonly string[];
}
interface IndicationParameters {
    readonly groups: readonly IndicationGroup[];
}
interface IndicationGroup {
    readonly allOf: readonly IndicationCondition[];
}
type IndicationCondition = {
    readonly kind: "diagnosis";
    readonly codes: readonly string[];
    readonly role?: "any" | "main";
} | {
    readonly kind: "age";
    readonly yearsMin?: number;
    readonly yearsBelow?: number;
} | {
    readonly kind: "sex";
    readonly sex: "male" | "female";
} | {
    readonly kind: "lab";
    readonly code: string;
    readonly operator: "<" | "<=" | ">=" | ">";
    readonly value: Decimal;
    readonly unit: string;
    readonly withinDays?: number;
} | {
    readonly kind: "marker";
    readonly code: string;
    readonly results: readonly string[];
} | {
    readonly kind: "document";
    readonly type: string;
    readonly withinDays?: number;
} | {
    readonly kind: "onset";
    readonly withinHours: number;
} | {
    readonly kind: "prior-use";
    readonly codes: readonly string[];
    readonly withinDays: number;
    readonly daysMin?: number;
};
interface EvidenceParameters {
    readonly visitTypes: readonly VisitType[];
}
interface ConflictParameters {
    readonly window: Window;
    readonly sameSite: boolean;
}
interface SameClassParameters {
    readonly window: Window | {
        readonly kind: "overlap";
    };
    readonly distinctMax: number;
}
interface LimitParameters {
    readonly max: Decimal;
    readonly window: Window;
    readonly unit: string;
    readonly count: "together" | "each";
    readonly perSite: boolean;
}
interface DaysParameters {
    readonly max: number;
    readonly count: "distinct" | "span";
    readonly window: Window;
}
interface MinGapParameters {
    readonly days: number;
}
interface SupplyParameters {
    readonly daysMax: Decimal;
}
interface AmountParameters {
    readonly maxFen: number;
    readonly window: Window;
}
interface DistinctParameters {
    readonly max: number;
    readonly window: Window;
}
interface CeilingParameters {
    readonly maxFen: Decimal;
    readonly maxFenByLevel: Partial<Readonly<Record<InstitutionLevel, Decimal>>>;
}
interface DiscountParameters {
    readonly ratio: Decimal;
    readonly group: string;
    readonly incision: "stated" | "same-day";
}
interface CompanionParameters {
    readonly window: Window;
}
interface StepParameters {
    readonly firstLine: readonly string[];
    readonly withinDays: number;
    readonly daysMin: number;
}
type NoParameters = Readonly<Record<never, never>>;
interface RuleSource {
    readonly formatVersion: 1;
    readonly id: string;
    readonly layer: Layer;
    readonly title?: string;
    readonly catalogue?: readonly CatalogueItem[];
    readonly rules?: readonly RuleDefinition[];
    readonly knowledge?: readonly KnowledgePoint[];
    readonly mappings?: readonly CodeMapping[];
    readonly policy?: readonly PolicyRow[];
    readonly withdrawn?: readonly Withdrawal[];
}
type Layer = "national" | "province" | "city" | "institution";
interface Withdrawal {
    readonly row: "rule" | "knowledge" | "catalogue" | "mapping";
    readonly id: string;
}
interface CatalogueItem {
    readonly code: ItemCode;
    readonly name: string;
    readonly kind: ItemKind;
    readonly payClass?: "a" | "b" | "self-paid";
    readonly baseUnit?: string;
    readonly units?: Readonly<Record<string, number | readonly [
        number,
        number
    ]>>;
    readonly from?: CstDate;
    readonly to?: CstDate;
}
interface RuleDefinition {
    readonly id: RuleId;
    readonly nationalCode?: string;
    readonly name: LocalText;
    readonly logic: RuleLogic;
    readonly verdict: Verdict;
    readonly degree?: Degree;
    readonly severity: Severity;
    readonly phases?: readonly Phase[];
    readonly scenes?: readonly Scene[];
    readonly fundScope: "pooled" | "insurance" | "any";
    readonly exemptInsurance?: readonly InsuranceType[];
    readonly isEmergencyExempt?: boolean;
    readonly message: LocalText;
    readonly basis: readonly Basis[];
    readonly dispositions?: readonly DispositionKind[];
    readonly from?: CstDate;
    readonly to?: CstDate;
    readonly examples?: readonly RuleExample[];
}
interface RuleExample {
    readonly name: string;
    readonly encounter: unknown;
    readonly expect: "alert" | "clear" | "undetermined";
}
interface KnowledgePoint {
    readonly id: KnowledgePointId;
    readonly rule: RuleId;
    readonly items: readonly string[];
    readonly others?: readonly string[];
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly name?: string;
    readonly text?: string;
    readonly basis?: Basis;
    readonly from?: CstDate;
    readonly to?: CstDate;
    readonly supersedes?: readonly KnowledgePointId[];
}
interface CodeMapping {
    readonly localCode: string;
    readonly code: ItemCode;
    readonly from?: CstDate;
    readonly to?: CstDate;
}
interface PolicyRow {
    readonly rule?: RuleId;
    readonly verdict?: Verdict;
    readonly severity?: Severity;
    readonly phase?: Phase;
    readonly department?: string;
    readonly decision: Decision;
    readonly mayLoosen?: boolean;
}
declare const CODE_PREFIX_MIN = 3;
declare const CODE_LENGTH_MAX = 50;
interface TextTable {
    readonly count: number;
    text(index: number): string;
    isText(index: number, text: string): boolean;
}
interface SegmentStorage {
    readonly title: string | undefined;
    readonly texts: TextTable;
    readonly rowParameters: Uint32Array;
    readonly ruleKindModes: Uint32Array;
    readonly supersessions: Int32Array;
    readonly withdrawals: Int32Array;
    readonly mappings: Int32Array;
    findRows(knowledgePointId: string): readonly number[];
}
interface SegmentView {
    readonly id: string;
    readonly layer: Layer;
    readonly formatVersion: number;
    readonly byteLength: number;
    readonly codes: CodeTable;
    readonly prefixes: PrefixTable;
    readonly diagnoses: PrefixTable;
    readonly rows: Int32Array;
    readonly rowCount: number;
    readonly lists: Int32Array;
    readonly codeEntries: Uint32Array;
    readonly postings: Uint32Array;
    readonly prefixEntries: Uint32Array;
    readonly prefixPostings: Uint32Array;
    readonly catalogue: Int32Array;
    readonly ruleIds: readonly string[];
    readonly rules: readonly SegmentRule[];
    readonly policy: readonly PolicyRow[];
    text(index: number): string;
    findRow(knowledgePointId: string): number;
    mapLocalCode(localCode: string, day: number): string | undefined;
    readonly storage: SegmentStorage;
}
interface SegmentRule {
    readonly definition: RuleDefinition;
    readonly kindMode: number;
    readonly row: number;
    readonly from: number;
    readonly to: number;
}
interface CodeTable {
    readonly count: number;
    text(id: number): string;
    hash(id: number): number;
    isText(id: number, text: string): boolean;
    findMany(texts: readonly string[], hashes: Uint32Array, count: number, ids: Int32Array): void;
}
interface PrefixTable {
    readonly count: number;
    readonly lengths: readonly number[];
    text(id: number): string;
    findPrefixes(text: string, ids: Int32Array, gap?: number): number;
    findMany(texts: readonly string[], count: number, ids: Int32Array): void;
}
declare const BRAND: unique symbol;
declare const CORE_ERROR_CODES: readonly [
    "source-malformed",
    "parameter-malformed",
    "source-excessive",
    "segment-truncated",
    "segment-malformed",
    "segment-version-unsupported",
    "segment-kind-unsupported",
    "segment-excessive",
    "segment-missing",
    "ruleset-malformed",
    "order-malformed",
    "rule-kind-changed",
    "layer-mixed",
    "platform-unsupported"
];
type CoreErrorCode = (typeof CORE_ERROR_CODES)[number];
type CoreErrorRetry = "safe" | "unsafe" | "never";
type CoreErrorDetail = Readonly<Record<string, string | number>>;
declare class CoreError extends Error {
    readonly name: string;
    readonly code: CoreErrorCode;
    readonly retry: CoreErrorRetry;
    readonly detail: CoreErrorDetail;
    readonly [BRAND]: true;
    constructor(code: CoreErrorCode, message: string, detail?: CoreErrorDetail, options?: {
        readonly cause?: unknown;
    });
}
declare function isCoreError(value: unknown): value is CoreError;
interface Ruleset {
    readonly manifest: string;
    readonly killed: readonly RuleId[];
    readonly segments: readonly ActiveSegment[];
    readonly rules: readonly ActiveRule[];
    readonly policy: readonly LayeredPolicyRow[];
    readonly hasCatalogue: boolean;
    readonly hasMappings: boolean;
}
interface LayeredPolicyRow extends PolicyRow {
    readonly layer: Layer;
}
interface ActiveSegment {
    readonly digest: SegmentDigest;
    readonly view: SegmentView;
    readonly masked: Uint32Array;
    readonly hasMasks: boolean;
    readonly endings: ReadonlyMap<number, number>;
    readonly ruleIndex: Int32Array;
    readonly catalogueMasked: Uint32Array;
}
interface ActiveRule {
    readonly id: string;
    readonly versions: readonly RuleVersion[];
}
interface RuleVersion {
    readonly definition: RuleDefinition;
    readonly kindMode: number;
    readonly from: number;
    readonly to: number;
    readonly segment: SegmentView;
    readonly row: number;
    readonly scope: number;
    readonly phaseMask: number;
}
type TraceOutcome = "hit" | "preexisting" | "clear" | "undetermined" | "not-in-force" | "replaced" | "other-phase" | "other-payer";
interface EvaluateOptions {
    readonly clock?: () => number;
    readonly fixes?: "offer" | "skip";
}
declare function evaluate(ruleset: Ruleset, encounter: Encounter, options?: EvaluateOptions): Evaluation;
interface Explanation {
    readonly candidates: readonly ExplainedCandidate[];
}
interface ExplainedCandidate {
    readonly rule: RuleId;
    readonly name: LocalText;
    readonly kind: string;
    readonly mode: string;
    readonly knowledgePoint: KnowledgePointId;
    readonly segment: SegmentDigest;
    readonly items: readonly ItemId[];
    readonly outcome: TraceOutcome;
    readonly evidence: readonly Evidence[];
    readonly missing: readonly string[];
}
interface ExplainTarget {
    readonly rule?: RuleId;
    readonly item?: ItemId;
}
declare function explain(ruleset: Ruleset, encounter: Encounter, target?: ExplainTarget): Explanation;
declare function applyFix(encounter: Encounter, fix: Fix): Encounter;
type DispositionId = string & {
    readonly __idOf?: "disposition";
};
interface Disposition {
    readonly id: DispositionId;
    readonly alert: AlertId;
    readonly rule?: RuleId;
    readonly kind: DispositionKind;
    readonly reason?: string;
    readonly recordedAt?: Instant;
    readonly by?: DisposerRole;
}
type DisposerRole = "practitioner" | "pharmacist" | "nurse" | "cashier" | "insurance-office";
declare const REASON_LENGTH_MAX = 500;
interface ActivationOrder {
    readonly manifest: string;
    readonly segments: readonly SegmentDigest[];
    readonly killed?: readonly RuleId[];
}
interface NamedSegment {
    readonly digest: SegmentDigest;
    readonly view: SegmentView;
}
declare function activate(order: ActivationOrder, segments: readonly NamedSegment[]): Ruleset;
declare function overriddenRows(view: SegmentView, below: readonly SegmentView[]): readonly string[];
interface RowCounts {
    readonly rules: number;
    readonly knowledgePoints: number;
    readonly catalogueRows: number;
    readonly mappings: number;
    readonly policyRows: number;
    readonly withdrawals: number;
}
declare function countRows({ rules, rowCount, catalogue, policy, storage }: SegmentView): RowCounts;
declare function openSegment(bytes: Uint8Array): SegmentView;
export { CODE_LENGTH_MAX, CODE_PREFIX_MIN, CORE_ERROR_CODES, CST_OFFSET_MS, CoreError, DAY_MS, DECIMAL_MAX, EXECUTIONS_MAX, FACTS_MAX, ITEMS_MAX, REASON_LENGTH_MAX, SCALE, SHORT_TEXT_MAX, activate, applyFix, countRows, dayFromCivil, dayOf, evaluate, explain, formatCstDate, formatCstInstant, formatScaled, isCoreError, multiplyScaled, openSegment, overriddenRows, parseCstDate, parseDecimal, parseInstant, roundToFen };
export type { ActivationOrder, AgeParameters, Alert, AlertId, AllowDeny, AmountParameters, Basis, BasisId, CatalogueItem, CeilingParameters, ClinicalFacts, CodeMapping, CompanionParameters, ConflictParameters, CoreErrorCode, CoreErrorDetail, CoreErrorRetry, CstDate, CstDay, CstMs, DaysParameters, Decimal, Decision, Degree, Diagnosis, DiscountParameters, DisposerRole, Disposition, DispositionId, DispositionKind, DistinctParameters, Encounter, EncounterId, EvaluateOptions, Evaluation, Evidence, EvidenceParameters, Excess, Execution, Exempted, ExplainTarget, ExplainedCandidate, Explanation, Fix, HistoryCoverage, IndicationCondition, IndicationGroup, IndicationParameters, InputDiagnostic, InputDiagnosticCode, Instant, Institution, InstitutionLevel, InstitutionLevelParameters, InsuranceType, InsuredPerson, ItemCode, ItemId, ItemKind, KnowledgePoint, KnowledgePointId, Lab, Layer, LimitParameters, LocalText, MinGapParameters, NamedSegment, NoParameters, Operation, OrderItem, OrderItemKind, Phase, PolicyRow, Practitioner, PrescriberParameters, ReachedUnder, RowCounts, RuleDefinition, RuleExample, RuleId, RuleLogic, RuleSource, Ruleset, SameClassParameters, Scaled, Scene, SegmentDigest, SegmentView, Severity, SexParameters, StepParameters, SupplyParameters, Undetermined, Verdict, Visit, VisitType, Window, Withdrawal, WorkCounters };
