// @forecheck/nhsa, as built. `npm run api:update` writes this file.

import { Disposition, AlertId, Instant, ItemId, Phase, Institution, HistoryCoverage, InsuredPerson, InstitutionLevel, Practitioner, VisitType, InsuranceType, Encounter, Evaluation, RuleId, Scene, Verdict, Diagnosis, DispositionKind, Evidence, OrderItemKind } from "@forecheck/core";
declare const NHSA_ERROR_CODES: readonly [
    "message-malformed",
    "message-excessive",
    "infno-unsupported",
    "node-missing",
    "field-missing",
    "evaluation-mismatched",
    "table-unrecognised",
    "table-malformed",
    "table-excessive",
    "column-missing",
    "cell-malformed",
    "workbook-malformed",
    "file-ambiguous",
    "folder-occupied",
    "file-unreadable"
];
type NhsaErrorCode = (typeof NHSA_ERROR_CODES)[number];
declare const BRAND: unique symbol;
declare class NhsaError extends Error {
    readonly code: NhsaErrorCode;
    readonly retry: "safe" | "never";
    readonly path: string;
    readonly detail: Readonly<Record<string, string | number>>;
    readonly [BRAND] = true;
    constructor(code: NhsaErrorCode, path: string, message: string, detail?: Readonly<Record<string, string | number>>, options?: {
        readonly cause?: unknown;
    });
}
declare function isNhsaError(value: unknown): value is NhsaError;
type JsonNode = Readonly<Record<string, unknown>>;
interface RequestEnvelope {
    readonly infno?: string;
    readonly msgid?: string;
    readonly mdtrtareaAdmvs?: string;
    readonly insuplcAdmdvs?: string;
    readonly recerSysCode?: string;
    readonly infver?: string;
    readonly opterType?: string;
    readonly opter?: string;
    readonly infTime?: string;
    readonly fixmedinsCode?: string;
    readonly signNo?: string;
}
declare const MESSAGE_LENGTH_MAX = 33554432;
declare function openMessage(message: unknown): JsonNode;
declare function readRequestEnvelope(message: JsonNode): RequestEnvelope;
interface WireResponse<Output> {
    readonly infcode: 0 | -1;
    readonly inf_refmsgid: string;
    readonly refmsg_time: string;
    readonly respond_time: string;
    readonly err_msg: string;
    readonly output?: Output;
}
interface ResponseStamp {
    readonly respondedAt: Instant;
    readonly receivedAt?: Instant;
    readonly sequence?: number;
    readonly region?: string;
}
declare function formatFailure(error: unknown, envelope: RequestEnvelope, stamp: ResponseStamp): WireResponse<never>;
type MappingNoteCode = "envelope-absent" | "node-misplaced" | "node-as-text" | "node-as-object" | "node-malformed" | "value-dummy" | "value-malformed" | "value-rounded" | "value-clipped" | "value-implausible" | "code-unknown" | "code-ambiguous" | "code-unmapped" | "code-conflicting" | "code-normalised" | "line-repeated" | "quantity-ambiguous" | "decoction-piece-uncoded" | "birth-date-conflicting" | "id-replaced" | "as-of-derived" | "phase-derived" | "scene-derived" | "encounter-derived" | "visit-type-derived" | "insurance-type-derived" | "institution-kind-derived" | "reproductive-state-derived" | "item-kind-derived" | "role-derived" | "reversal-derived" | "amount-derived" | "diagnosis-derived" | "diagnosis-uncoded" | "department-unmapped";
interface MappingNote {
    readonly code: MappingNoteCode;
    readonly path: string;
    readonly count: number;
}
type Confidence = "A" | "B" | "C" | "conflict";
interface CodeRow<Meaning> {
    readonly code: string;
    readonly label: string;
    readonly meaning?: Meaning;
    readonly confidence: Confidence;
}
interface CodeTable<Meaning> {
    readonly field: string;
    readonly variant?: string;
    readonly rows: readonly CodeRow<Meaning>[];
}
type LocalTable<Meaning extends string> = Readonly<Record<string, Meaning | "missing">>;
declare const itemKindTable: CodeTable<OrderItemKind>;
type OrderBehaviour = "discharge-medication" | "other";
declare const orderBehaviourTable: CodeTable<OrderBehaviour>;
type Title = NonNullable<Practitioner["title"]>;
declare const practitionerTitleTable: CodeTable<Title>;
declare const practitionerTitleShortTable: CodeTable<Title>;
declare const chargeTypeTable: CodeTable<never>;
declare const payClassTable: CodeTable<never>;
interface PrecheckOptions {
    readonly asOf?: Instant;
    readonly phase?: Phase;
    readonly institution?: Institution;
    readonly historyCoverage?: HistoryCoverage;
    readonly tables?: PrecheckTables;
    readonly departments?: Readonly<Record<string, string>> | "as-sent";
    readonly selfPaid?: "stated" | "ignored";
    readonly standingQuantity?: "cautious" | "per-day" | "total";
    readonly itemNames?: "included" | "omitted";
}
interface PrecheckTables {
    readonly reproductiveState?: "cautious" | "national" | "beijing" | LocalTable<NonNullable<InsuredPerson["reproductiveState"]>>;
    readonly institutionLevel?: "long" | "short" | LocalTable<InstitutionLevel>;
    readonly practitionerTitle?: "long" | "short" | LocalTable<NonNullable<Practitioner["title"]>>;
    readonly orderBehaviour?: "ignored" | "national" | LocalTable<OrderBehaviour>;
    readonly visitType?: LocalTable<VisitType>;
    readonly insuranceType?: LocalTable<InsuranceType>;
}
interface EchoLine {
    readonly rxId?: string;
    readonly mdtrtId?: string;
    readonly codePath: string;
}
interface PrecheckEcho {
    readonly envelope: RequestEnvelope;
    readonly patnId?: string;
    readonly mdtrtId?: string;
    readonly taskId?: string;
    readonly lines: ReadonlyMap<ItemId, EchoLine>;
}
interface PrecheckSubject {
    readonly encounter: Encounter;
    readonly echo: PrecheckEcho;
}
interface ParsedPrecheck extends PrecheckSubject {
    readonly notes: readonly MappingNote[];
    readonly others: readonly PrecheckSubject[];
}
declare function parsePrecheckRequest(message: unknown, options?: PrecheckOptions): ParsedPrecheck;
interface WireUndetermined {
    readonly rule_id: string;
    readonly rule_name: string;
    readonly mdtrt_id: string;
    readonly rx_ids: readonly string[];
    readonly rx_cnt: number;
    readonly missing_dtos: readonly WireMissingFact[];
}
interface WireMissingFact {
    readonly fact: string;
    readonly field?: string;
    readonly field_name?: string;
}
interface WireViolation {
    readonly jr_id: string;
    readonly rule_id: string;
    readonly rule_name: string;
    readonly vola_cont: string;
    readonly patn_id: string;
    readonly mdtrt_id: string;
    readonly judge_result_detail_dtos: readonly WireViolationDetail[];
    readonly vola_amt: number;
    readonly vola_amt_stas: "0" | "1";
    readonly sev_deg: "1" | "2" | "3";
    readonly vola_evid: string;
    readonly vola_bhvr_type: string;
    readonly task_id: string;
}
interface WireViolationDetail {
    readonly jrd_id: string;
    readonly patn_id: string;
    readonly mdtrt_id: string;
    readonly rx_id: string;
    readonly vola_item_type: "1" | "2";
    readonly vola_amt: number;
}
interface PrecheckOutput {
    readonly result: readonly WireViolation[];
    readonly fc_undetermined_dtos?: readonly WireUndetermined[];
}
type PrecheckResponse = WireResponse<PrecheckOutput>;
interface PrecheckResponseOptions extends Partial<ResponseStamp> {
    readonly respondedAt?: Instant;
    readonly prompts?: "include" | "omit";
    readonly behaviourType?: string;
    readonly behaviourTypeByRule?: Readonly<Record<RuleId, string>>;
    readonly undetermined?: "include" | "omit";
    readonly firstTellsAll?: boolean;
}
declare function formatPrecheckResponse(parsed: ParsedPrecheck, evaluations: Evaluation | readonly Evaluation[], options?: PrecheckResponseOptions): PrecheckResponse;
interface JrIdParts {
    readonly subject: "alert" | "prompt";
    readonly id: AlertId;
    readonly encounterKey: string;
}
declare function formatJrId(parts: JrIdParts): string;
declare function parseJrId(text: string): JrIdParts | undefined;
declare function encounterKeyOf(envelope: RequestEnvelope, mdtrtId: string): string;
interface FeedbackDisposition extends Disposition {
    readonly jrId: string;
    readonly subject: JrIdParts["subject"];
    readonly encounterKey: string;
}
type FeedbackProblemCode = "jr-id-missing" | "jr-id-foreign" | "way-missing" | "way-unknown" | "reason-missing";
interface FeedbackProblem {
    readonly code: FeedbackProblemCode;
    readonly path: string;
}
interface ParsedFeedback {
    readonly envelope: RequestEnvelope;
    readonly phase?: Phase;
    readonly dispositions: readonly FeedbackDisposition[];
    readonly problems: readonly FeedbackProblem[];
    readonly notes: readonly MappingNote[];
}
interface FeedbackOptions {
    readonly receivedAt?: Instant;
}
declare function parseFeedbackRequest(message: unknown, options?: FeedbackOptions): ParsedFeedback;
type FeedbackResponse = WireResponse<Readonly<Record<never, never>>>;
declare function formatFeedbackResponse(parsed: ParsedFeedback, stamp: ResponseStamp): FeedbackResponse;
type NhsaVariantId = "hainan" | "guangdong" | "beijing" | "hunan";
interface NhsaVariant {
    readonly id: NhsaVariantId;
    readonly infnos: readonly string[];
    readonly isFeedback?: (message: unknown) => boolean;
    readonly readPrecheck: (message: unknown, options?: PrecheckOptions) => ParsedPrecheck;
    readonly writePrecheck: (parsed: ParsedPrecheck, evaluations: Evaluation | readonly Evaluation[], options?: PrecheckResponseOptions) => object;
    readonly readFeedback: (message: unknown, options?: FeedbackOptions) => ParsedFeedback;
    readonly writeFeedback: (parsed: ParsedFeedback, stamp: ResponseStamp) => object;
}
interface BeijingViolation {
    readonly jrid: string;
    readonly ruleid: string;
    readonly rulename: string;
    readonly volacont: string;
    readonly mdtrtid: string;
    readonly volaamt: number;
    readonly volaamtstas: "0" | "1";
    readonly sevdeg: "1" | "2" | "3";
    readonly volaevid: string;
    readonly volabhvrtype: string;
    readonly taskid: string;
}
interface VolaDetail {
    readonly mdtrt_id: string;
    readonly medins_list_codg: string;
    readonly medins_list_name: string;
    readonly med_list_codg: string;
    readonly vola_type: string;
    readonly vola_dscr: string;
}
interface VolaDetailOptions extends PrecheckResponseOptions {
    readonly verdicts?: readonly Verdict[];
    readonly volaTypeByRule?: Readonly<Record<RuleId, string>>;
}
declare function formatVolaDetail(parsed: ParsedPrecheck, evaluations: Evaluation | readonly Evaluation[], options?: VolaDetailOptions): WireResponse<{
    readonly voladetail: readonly VolaDetail[];
}>;
declare function attachVolaDetail(answer: JsonNode, rows: readonly VolaDetail[]): JsonNode;
interface SingleResultResponse extends Omit<PrecheckResponse, "output"> {
    readonly output?: {
        readonly result?: WireViolation;
    };
}
declare function formatSingleResult(...[parsed, evaluations, options]: Parameters<typeof formatPrecheckResponse>): SingleResultResponse;
interface ImsCallback {
    readonly code: 0 | 2 | -1;
    readonly del: readonly string[];
    readonly zifei: readonly string[];
}
interface ImsOutcome {
    readonly state: "answered" | "fed-back" | "failed";
    readonly removed?: readonly ItemId[];
    readonly selfPaid?: readonly ItemId[];
}
declare function formatImsCallback({ echo }: PrecheckSubject, outcome: ImsOutcome): ImsCallback;
declare const nhsaVariants: readonly NhsaVariant[];
declare function variantById(id: string): NhsaVariant | undefined;
declare function variantByInfno(infno: string): NhsaVariant | undefined;
interface WireRequest<Input> {
    readonly infno: string;
    readonly msgid: string;
    readonly mdtrtarea_admvs: string;
    readonly insuplc_admdvs: string;
    readonly recer_sys_code: string;
    readonly dev_no: string;
    readonly dev_safe_info: string;
    readonly cainfo: string;
    readonly signtype: string;
    readonly infver: string;
    readonly opter_type: string;
    readonly opter: string;
    readonly opter_name: string;
    readonly inf_time: string;
    readonly fixmedins_code: string;
    readonly fixmedins_name: string;
    readonly sign_no: string;
    readonly input: Input;
}
type RequestParts<Input> = Pick<WireRequest<Input>, "infno" | "mdtrtarea_admvs" | "opter" | "opter_name" | "fixmedins_code" | "fixmedins_name" | "input"> & Partial<Omit<WireRequest<Input>, "msgid" | "inf_time">> & {
    readonly sentAt: number | string;
    readonly sequence: number;
};
declare function formatRequest<Input>(parts: RequestParts<Input>): WireRequest<Input>;
interface ParsedResponse {
    readonly isSuccess: boolean;
    readonly code: string;
    readonly refMessageId?: string;
    readonly errorText?: string;
    readonly warningText?: string;
    readonly output?: JsonNode;
}
interface ResponseReading {
    readonly zeroWithErrorText?: "failure" | "success";
}
declare function parseResponse(message: unknown, reading?: ResponseReading): ParsedResponse;
declare const severityDegreeTable: CodeTable<never>;
declare const violationItemTypeTable: CodeTable<never>;
declare const violationAmountStatusTable: CodeTable<never>;
declare const feedbackTypeTable: CodeTable<Phase>;
declare const dispositionTable: CodeTable<Extract<DispositionKind, "continue-with-reason" | "return-and-change">>;
type InstitutionKind = NonNullable<Institution["kind"]>;
declare const institutionKindTable: CodeTable<InstitutionKind>;
declare const institutionLevelTable: CodeTable<InstitutionLevel>;
declare const institutionLevelShortTable: CodeTable<InstitutionLevel>;
declare const sexTable: CodeTable<NonNullable<InsuredPerson["sex"]>>;
declare const insuranceTypeTable: CodeTable<InsuranceType>;
type ReproductiveState = NonNullable<InsuredPerson["reproductiveState"]>;
declare const reproductiveStateNationalTable: CodeTable<ReproductiveState>;
declare const reproductiveStateBeijingTable: CodeTable<ReproductiveState>;
declare const reproductiveStateCautiousTable: CodeTable<ReproductiveState>;
interface TriggerScene {
    readonly phase: Phase;
    readonly scene: Scene;
}
declare const triggerSceneTable: CodeTable<TriggerScene>;
declare const precheckInfnoTable: CodeTable<Phase>;
declare const visitTypeTable: CodeTable<VisitType>;
declare const encounterTypeTable: CodeTable<VisitType>;
declare const diagnosisStageTable: CodeTable<NonNullable<Diagnosis["stage"]>>;
declare function clipText(text: string, lengthMax: number): string;
declare function fingerprint(text: string): string;
declare function withoutIdentityNumber(text: string): string;
declare function evidenceWords(evidence: Evidence): string | undefined;
declare function itemKindByCode(code: string): OrderItemKind | undefined;
declare function notesOfEvaluation(parsed: ParsedPrecheck, evaluation: Evaluation): readonly MappingNote[];
export { MESSAGE_LENGTH_MAX, NHSA_ERROR_CODES, NhsaError, attachVolaDetail, chargeTypeTable, clipText, diagnosisStageTable, dispositionTable, encounterKeyOf, encounterTypeTable, evidenceWords, feedbackTypeTable, fingerprint, formatFailure, formatFeedbackResponse, formatImsCallback, formatJrId, formatPrecheckResponse, formatRequest, formatSingleResult, formatVolaDetail, institutionKindTable, institutionLevelShortTable, institutionLevelTable, insuranceTypeTable, isNhsaError, itemKindByCode, itemKindTable, nhsaVariants, notesOfEvaluation, openMessage, orderBehaviourTable, parseFeedbackRequest, parseJrId, parsePrecheckRequest, parseResponse, payClassTable, practitionerTitleShortTable, practitionerTitleTable, precheckInfnoTable, readRequestEnvelope, reproductiveStateBeijingTable, reproductiveStateCautiousTable, reproductiveStateNationalTable, severityDegreeTable, sexTable, triggerSceneTable, variantById, variantByInfno, violationAmountStatusTable, violationItemTypeTable, visitTypeTable, withoutIdentityNumber };
export type { BeijingViolation, CodeRow, CodeTable, Confidence, EchoLine, FeedbackDisposition, FeedbackOptions, FeedbackProblem, FeedbackProblemCode, FeedbackResponse, ImsCallback, ImsOutcome, JrIdParts, JsonNode, LocalTable, MappingNote, MappingNoteCode, NhsaErrorCode, NhsaVariant, NhsaVariantId, OrderBehaviour, ParsedFeedback, ParsedPrecheck, ParsedResponse, PrecheckEcho, PrecheckOptions, PrecheckOutput, PrecheckResponse, PrecheckResponseOptions, PrecheckSubject, PrecheckTables, RequestEnvelope, RequestParts, ResponseReading, ResponseStamp, SingleResultResponse, TriggerScene, VolaDetail, VolaDetailOptions, WireMissingFact, WireRequest, WireResponse, WireUndetermined, WireViolation, WireViolationDetail };
