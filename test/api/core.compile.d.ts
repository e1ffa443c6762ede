// @forecheck/core/compile, as built. `npm run api:update` writes this file.

type CstDate = string;
type Decimal = number | string;
type Named<Kind extends string> = string & {
    readonly __idOf?: Kind;
};
type RuleId = Named<"rule">;
type KnowledgePointId = Named<"knowledge-point">;
type ItemCode = Named<"item-code">;
type Phase = "prompt" | "review" | "audit";
type Scene = "outpatient-registration" | "outpatient-order" | "outpatient-pre-settlement" | "outpatient-settlement" | "admission" | "inpatient-order" | "inpatient-execution" | "inpatient-pre-settlement" | "inpatient-settlement" | "pharmacy-purchase";
interface InsuredPerson {
    readonly sex?: "male" | "female";
    readonly birthDate?: CstDate;
    readonly insuranceType?: InsuranceType;
    readonly poolingRegion?: string;
    readonly reproductiveState?: "none" | "pregnant" | "lactating";
}
type InsuranceType = "employee" | "resident" | "civil-servant" | "large-amount" | "retired-cadre" | "maternity" | "work-injury" | "other";
type InstitutionLevel = "primary" | "secondary" | "tertiary";
type VisitType = "outpatient" | "emergency" | "observation" | "inpatient" | "day-surgery" | "chronic-disease" | "pharmacy" | "internet";
type ItemKind = "drug" | "consumable" | "service";
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
interface CompactOptions {
    readonly id?: string;
    readonly isBase?: boolean;
}
declare function compactSegments(segments: readonly SegmentView[], options?: CompactOptions): Uint8Array;
interface CompileOptions {
    readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
}
declare function compileSegment(source: RuleSource, options?: CompileOptions): Uint8Array;
interface LintDiagnostic {
    readonly code: LintCode;
    readonly severity: LintSeverity;
    readonly path: string;
    readonly row?: LintRow;
    readonly message: string;
    readonly hint: string;
}
type LintSeverity = "error" | "warning" | "info";
interface LintRow {
    readonly kind: "rule" | "knowledge" | "catalogue" | "mapping" | "policy" | "withdrawal";
    readonly id: string;
}
declare const LINT_CODES: {
    readonly "source-malformed": {
        readonly severity: "error";
        readonly hint: "write the source as `docs/rule-language.md` shows it";
    };
    readonly "format-unsupported": {
        readonly severity: "error";
        readonly hint: "set `formatVersion` to 1";
    };
    readonly "field-missing": {
        readonly severity: "error";
        readonly hint: "add the property";
    };
    readonly "field-malformed": {
        readonly severity: "error";
        readonly hint: "write the property in the form that is expected";
    };
    readonly "field-unknown": {
        readonly severity: "error";
        readonly hint: "correct the spelling or remove the property";
    };
    readonly "diagnostics-truncated": {
        readonly severity: "info";
        readonly hint: "mend what is listed and lint again";
    };
    readonly "id-duplicate": {
        readonly severity: "error";
        readonly hint: "give one of the rows another id, or remove it";
    };
    readonly "version-overlapping": {
        readonly severity: "error";
        readonly hint: "end the earlier version on the day the later one begins";
    };
    readonly "dates-reversed": {
        readonly severity: "error";
        readonly hint: "`to` is the first day no longer in force, so it must come after `from`";
    };
    readonly "dates-disjoint": {
        readonly severity: "warning";
        readonly hint: "move the dates of the knowledge point into those of its rule";
    };
    readonly "rule-unknown": {
        readonly severity: "error";
        readonly hint: "correct the rule id, or lint together with the source that defines it";
    };
    readonly "rule-unused": {
        readonly severity: "info";
        readonly hint: "add knowledge points; a rule without them never looks at an item";
    };
    readonly "supersedes-unverified": {
        readonly severity: "info";
        readonly hint: "lint together with the earlier sources to have the id checked";
    };
    readonly "supersedes-dangling": {
        readonly severity: "warning";
        readonly hint: "correct the id of the knowledge point that is replaced";
    };
    readonly "supersedes-foreign": {
        readonly severity: "warning";
        readonly hint: "a knowledge point replaces one of its own rule; correct the id";
    };
    readonly "supersedes-cyclic": {
        readonly severity: "error";
        readonly hint: "let only the newer knowledge point name the older one";
    };
    readonly "withdrawal-unverified": {
        readonly severity: "info";
        readonly hint: "lint together with the earlier sources to have the id checked";
    };
    readonly "withdrawal-dangling": {
        readonly severity: "warning";
        readonly hint: "correct the id, or remove the withdrawal";
    };
    readonly "withdrawal-own": {
        readonly severity: "warning";
        readonly hint: "remove the row itself; a withdrawal takes back earlier sources only";
    };
    readonly "basis-missing": {
        readonly severity: "warning";
        readonly hint: "name the instrument and article on the rule or on the knowledge point";
    };
    readonly "translation-missing": {
        readonly severity: "warning";
        readonly hint: "write the text in both languages";
    };
    readonly "prompt-missing": {
        readonly severity: "warning";
        readonly hint: "put the question for the practitioner into `text`";
    };
    readonly "placeholder-unknown": {
        readonly severity: "error";
        readonly hint: "use one of the placeholders that this kind of rule fills";
    };
    readonly "placeholder-unfilled": {
        readonly severity: "warning";
        readonly hint: "use one of the placeholders that this kind of rule fills";
    };
    readonly "placeholder-uneven": {
        readonly severity: "info";
        readonly hint: "tell the same facts in both languages";
    };
    readonly "examples-missing": {
        readonly severity: "info";
        readonly hint: "add an encounter that must fire and a near miss that must not";
    };
    readonly "examples-onesided": {
        readonly severity: "info";
        readonly hint: "add the other side: an encounter that must fire, or a near miss";
    };
    readonly "logic-unknown": {
        readonly severity: "error";
        readonly hint: "use a kind and mode of `docs/rule-language.md`";
    };
    readonly "logic-differs": {
        readonly severity: "error";
        readonly hint: "keep the kind and mode of a rule; a rule that judges otherwise gets another id";
    };
    readonly "parameter-unknown": {
        readonly severity: "error";
        readonly hint: "correct the spelling or remove the parameter";
    };
    readonly "parameter-malformed": {
        readonly severity: "error";
        readonly hint: "write the parameter in the form that is expected";
    };
    readonly "parameter-missing": {
        readonly severity: "error";
        readonly hint: "give the parameter on the rule or on the knowledge point";
    };
    readonly "window-presumed": {
        readonly severity: "info";
        readonly hint: "give `window` so that readers need not know the default";
    };
    readonly "decimal-imprecise": {
        readonly severity: "error";
        readonly hint: "write at most four digits after the point";
    };
    readonly "allow-deny-ambiguous": {
        readonly severity: "error";
        readonly hint: "give `allow` or `deny`, not both";
    };
    readonly "range-empty": {
        readonly severity: "error";
        readonly hint: "check the bounds: as written nobody and nothing can meet them";
    };
    readonly "list-empty": {
        readonly severity: "warning";
        readonly hint: "fill the list, or remove the row";
    };
    readonly "items-missing": {
        readonly severity: "error";
        readonly hint: "list the codes, or remove the knowledge point";
    };
    readonly "others-missing": {
        readonly severity: "error";
        readonly hint: "list the codes of the other side in `others`";
    };
    readonly "others-unexpected": {
        readonly severity: "warning";
        readonly hint: "remove `others`; this kind of rule looks at one side only";
    };
    readonly "item-on-both-sides": {
        readonly severity: "warning";
        readonly hint: "remove the code from one side; limits on repetition are `limit` rules";
    };
    readonly "item-redundant": {
        readonly severity: "info";
        readonly hint: "remove the code; it is in the list already";
    };
    readonly "item-misplaced": {
        readonly severity: "warning";
        readonly hint: "use the catalogue code of the item, not a diagnosis or operation code";
    };
    readonly "item-unknown": {
        readonly severity: "warning";
        readonly hint: "correct the code, or add the item to the catalogue";
    };
    readonly "code-malformed": {
        readonly severity: "error";
        readonly hint: "write the code without spaces, with `*` at the end only";
    };
    readonly "prefix-short": {
        readonly severity: "error";
        readonly hint: "write at least three characters before `*`";
    };
    readonly "prefix-shadowing": {
        readonly severity: "warning";
        readonly hint: "take the code out of one of the two, or supersede the other";
    };
    readonly "unit-unknown": {
        readonly severity: "warning";
        readonly hint: "use the base unit of the item, or one that its catalogue row converts";
    };
    readonly "unit-contradictory": {
        readonly severity: "error";
        readonly hint: "give the base unit, and no other factor than 1 for it";
    };
    readonly "knowledge-contradictory": {
        readonly severity: "error";
        readonly hint: "let one supersede the other, or correct one of them";
    };
    readonly "knowledge-competing": {
        readonly severity: "warning";
        readonly hint: "let the newer supersede the older; otherwise both apply";
    };
    readonly "knowledge-duplicate": {
        readonly severity: "warning";
        readonly hint: "remove one of the two; otherwise one matter is told twice";
    };
    readonly "diagnosis-malformed": {
        readonly severity: "error";
        readonly hint: "write a code such as `E11.900`, a prefix `E11`, or a range `I60-I64`";
    };
    readonly "diagnosis-broad": {
        readonly severity: "warning";
        readonly hint: "write at least the three characters of a category";
    };
    readonly "diagnosis-unknown": {
        readonly severity: "warning";
        readonly hint: "correct the code; the code list has none that begins so";
    };
    readonly "applicability-empty": {
        readonly severity: "warning";
        readonly hint: "remove the empty list to apply always, or fill it";
    };
    readonly "degree-unexpected": {
        readonly severity: "warning";
        readonly hint: "degrees belong to the verdict `suspected` only";
    };
    readonly "policy-unmatchable": {
        readonly severity: "warning";
        readonly hint: "correct the condition; as written the row decides nothing";
    };
    readonly "policy-ambiguous": {
        readonly severity: "warning";
        readonly hint: "keep one of the rows; of equal conditions the later stands";
    };
    readonly "policy-loosening": {
        readonly severity: "error";
        readonly hint: "a wider layer decides more strictly and does not allow loosening";
    };
    readonly "rule-loosening": {
        readonly severity: "warning";
        readonly hint: "a narrower layer may tighten a rule; leave the wider one as it is";
    };
    readonly "withdrawal-loosening": {
        readonly severity: "warning";
        readonly hint: "leave it to the layer that published the row to withdraw it";
    };
};
type LintCode = keyof typeof LINT_CODES;
interface LintOptions {
    readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
    readonly earlier?: readonly RuleSource[];
    readonly codeLists?: {
        readonly diagnoses?: ReadonlySet<string>;
        readonly operations?: ReadonlySet<string>;
    };
}
declare function lintSource(source: RuleSource, options?: LintOptions): readonly LintDiagnostic[];
declare function readSource(view: SegmentView): RuleSource;
export { LINT_CODES, compactSegments, compileSegment, lintSource, readSource };
export type { CatalogueItem, CodeMapping, CompactOptions, CompileOptions, KnowledgePoint, Layer, LintCode, LintDiagnostic, LintOptions, LintRow, LintSeverity, PolicyRow, RuleDefinition, RuleExample, RuleLogic, RuleSource, Withdrawal };
