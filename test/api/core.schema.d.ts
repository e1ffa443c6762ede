// @forecheck/core/schema, as built. `npm run api:update` writes this file.

import * as z from "zod/mini";
type CstDate = string;
type Instant = number | string;
type Decimal = number | string;
type Named<Kind extends string> = string & {
    readonly __idOf?: Kind;
};
type EncounterId = Named<"encounter">;
type ItemId = Named<"item">;
type RuleId = Named<"rule">;
type KnowledgePointId = Named<"knowledge-point">;
type ItemCode = Named<"item-code">;
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
type Decision = "pass" | "remind" | "require-reason" | "require-fix" | "block";
type Verdict = "violation" | "suspected" | "notice";
type Degree = "high" | "low";
type Severity = "critical" | "warning" | "info";
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
type Schema<T> = z.ZodMiniType<T>;
declare const encounterSchema: Schema<Encounter>;
interface Problem {
    readonly path: string;
    readonly code: ProblemCode;
    readonly message: string;
}
declare const PROBLEM_CODES: readonly [
    "root-malformed",
    "field-missing",
    "field-malformed",
    "field-unknown",
    "list-excessive"
];
type ProblemCode = (typeof PROBLEM_CODES)[number];
type Parsed<T> = {
    readonly ok: true;
    readonly value: T;
} | {
    readonly ok: false;
    readonly problems: readonly Problem[];
};
interface ParseSourceOptions {
    readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
}
declare function parseWith<T>(schema: Schema<T>, input: unknown): Parsed<T>;
declare function parseEncounter(input: unknown): Parsed<Encounter>;
declare function parseRuleSource(input: unknown, options?: ParseSourceOptions): Parsed<RuleSource>;
declare function parseKnowledgePoint(input: unknown, logic?: RuleLogic): Parsed<KnowledgePoint>;
declare const ruleLogicSchema: Schema<RuleLogic>;
declare const catalogueItemSchema: Schema<CatalogueItem>;
declare const ruleDefinitionSchema: Schema<RuleDefinition>;
declare const knowledgePointSchema: Schema<KnowledgePoint>;
declare const codeMappingSchema: Schema<CodeMapping>;
declare const policyRowSchema: Schema<PolicyRow>;
declare const withdrawalSchema: Schema<Withdrawal>;
declare const ruleSourceSchema: Schema<RuleSource>;
type SourceHeader = Pick<RuleSource, "formatVersion" | "id" | "layer" | "title">;
declare const sourceHeaderSchema: Schema<SourceHeader>;
export { PROBLEM_CODES, catalogueItemSchema, codeMappingSchema, encounterSchema, knowledgePointSchema, parseEncounter, parseKnowledgePoint, parseRuleSource, parseWith, policyRowSchema, ruleDefinitionSchema, ruleLogicSchema, ruleSourceSchema, sourceHeaderSchema, withdrawalSchema };
export type { ParseSourceOptions, Parsed, Problem, ProblemCode, Schema, SourceHeader };
