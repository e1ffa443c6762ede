// @forecheck/widget/trail, as built. `npm run api:update` writes this file.

import { EncounterId, Alert, AlertId, Fix, Disposition, ItemId, RuleId, KnowledgePointId, Severity, DispositionKind, LocalText, Decision, DisposerRole, Evaluation, Phase, Verdict, Degree } from "@forecheck/core";
interface Consent {
    readonly by: ConsentGiver;
    readonly relation?: string;
    readonly at: number;
    readonly isEmergency: boolean;
    readonly emergencyReason?: string;
}
type ConsentGiver = "insured-person" | "relative" | "guardian" | "nobody";
type Tier = "stop" | "ask" | "beside" | "folded";
interface ForecheckEvents {
    "forecheck-fix": CustomEvent<FixAsked>;
    "forecheck-undo": CustomEvent<UndoAsked>;
    "forecheck-disposition": CustomEvent<DispositionGiven>;
    "forecheck-revise": CustomEvent<Revised>;
    "forecheck-continue": CustomEvent<Continued>;
    "forecheck-attest": CustomEvent<Attested>;
    "forecheck-print": CustomEvent<PrintAsked>;
    "forecheck-trace": CustomEvent<TraceEntry>;
}
interface FixAsked {
    readonly encounterId: EncounterId;
    readonly alert: Alert;
    readonly alerts: readonly AlertId[];
    readonly fix: Fix;
    readonly consent?: Consent;
    accept(before?: unknown): void;
    reject(text?: string): void;
}
interface UndoAsked {
    readonly encounterId: EncounterId;
    readonly alert: Alert;
    readonly fix: Fix;
    readonly before: unknown;
}
interface DispositionGiven {
    readonly encounterId: EncounterId;
    readonly disposition: Disposition;
    readonly alert: Alert;
    readonly reasonCode?: string;
    readonly isBreakGlass: boolean;
    readonly staffNumber?: string;
    readonly consent?: Consent;
    readonly fingerprint: string;
}
interface Revised {
    readonly encounterId: EncounterId;
    readonly alerts: readonly AlertId[];
    readonly item?: ItemId;
}
interface Continued {
    readonly encounterId: EncounterId;
    readonly dispositions: readonly Disposition[];
    readonly isBreakGlass: boolean;
    readonly hold?: {
        readonly reasonCode: string;
        readonly reason: string;
        readonly staffNumber?: string;
    };
}
interface Attested {
    readonly encounterId: EncounterId;
    readonly rule: RuleId;
    readonly items: readonly ItemId[];
    readonly knowledgePoints: readonly KnowledgePointId[];
}
interface PrintAsked {
    readonly encounterId: EncounterId;
    readonly sheet: HTMLElement;
}
interface TraceEntry {
    readonly kind: TraceKind;
    readonly at: number;
    readonly encounterId: EncounterId;
    readonly alerts: readonly AlertId[];
    readonly rule: RuleId;
    readonly items: readonly ItemId[];
    readonly tier: Tier;
    readonly severity: Severity;
    readonly dwellMs: number;
    readonly disposition?: DispositionKind;
    readonly reasonCode?: string;
    readonly isBreakGlass?: boolean;
    readonly consent?: Consent;
    readonly manifest: string;
    readonly pack?: string;
    readonly fingerprint: string;
}
type TraceKind = "shown" | "repeated" | "focused" | "fix-asked" | "fix-refused" | "fixed" | "undone" | "answered" | "snoozed" | "revised" | "continued" | "printed";
declare global {
    interface HTMLElementEventMap extends ForecheckEvents {
    }
}
interface ShownStatus {
    readonly connection?: string;
    readonly isStale?: boolean;
    readonly staleSinceMs?: number;
    readonly pack?: string;
    readonly version?: string;
    readonly inForceFrom?: string;
    readonly source?: string;
    readonly isDegraded?: boolean;
    readonly clockOffsetMs?: number;
    readonly outbox?: {
        readonly entries: number;
    };
}
type NoticeKind = "silent" | "silent-held" | "refused" | "unreadable" | "unknown" | "stale" | "stale-unknown" | "offline" | "plugin-silent" | "degraded" | "skewed" | "in-page" | "waiting";
interface OverrideReason {
    readonly code: string;
    readonly label?: LocalText;
    readonly textMin?: number;
    readonly rules?: readonly RuleId[];
    readonly isBreakGlass?: boolean;
}
type Overriders = Readonly<Partial<Record<Decision, readonly DisposerRole[]>>>;
type Form = OverrideForm | EvidenceForm | ConsentForm;
interface OverrideForm {
    readonly kind: "override";
    readonly rows: readonly string[];
    readonly rules: readonly RuleId[];
    readonly isBreakGlass: boolean;
    readonly roles: readonly DisposerRole[];
    readonly code: string;
    readonly text: string;
    readonly role: string;
    readonly staffNumber: string;
}
interface EvidenceForm {
    readonly kind: "evidence";
    readonly rows: readonly string[];
    readonly text: string;
}
interface ConsentForm {
    readonly kind: "consent";
    readonly rows: readonly string[];
    readonly fix: Fix;
    readonly by: ConsentGiver | "";
    readonly relation: string;
    readonly at: string;
    readonly isTold: boolean;
    readonly text: string;
}
type FieldProblem = "reason" | "text" | "role" | "staff-number" | "consent-by" | "relation" | "time" | "told";
interface Words {
    readonly lang: string;
    readonly phase: Readonly<Record<Phase, string>>;
    readonly severity: Readonly<Record<Severity, string>>;
    readonly decision: Readonly<Record<Decision, string>>;
    readonly role: Readonly<Record<DisposerRole, string>>;
    readonly disposition: Readonly<Record<DispositionKind | "snooze", string>>;
    readonly giver: Readonly<Record<ConsentGiver, string>>;
    readonly problem: Readonly<Record<FieldProblem, string>>;
    readonly notice: Readonly<Record<NoticeKind, string>>;
    readonly reason: Readonly<Record<string, string>>;
    readonly fact: Readonly<Record<string, string>>;
    readonly value: Readonly<Record<string, string>>;
    readonly say: Readonly<Record<Phrase, string>>;
}
type Phrase = "title" | "summary" | "summary-settled" | "summary-remind" | "summary-asked" | "summary-hold" | "hold" | "amount" | "progress" | "settled" | "revise" | "continue" | "close" | "not-yet" | "batch" | "override" | "break-glass" | "supply" | "snooze" | "snoozed" | "evidence" | "basis" | "no-basis" | "rule" | "in-force-from" | "clause-text" | "judged-by" | "pack" | "pack-unknown" | "measured" | "bound" | "at-stake" | "excess" | "days" | "hours" | "years" | "also" | "involved" | "more-points" | "undo" | "undo-bar" | "pending" | "applied" | "refused" | "change-answer" | "earlier" | "by-others" | "form-override" | "form-break-glass" | "form-batch" | "form-evidence" | "form-consent" | "form-hold" | "reason" | "text" | "text-needed" | "role" | "staff-number" | "confirm" | "confirm-batch" | "cancel" | "consent-by" | "relation" | "time" | "told" | "emergency-text" | "print" | "print-consent" | "beside" | "beside-none" | "show" | "hide" | "folded" | "undetermined" | "preexisting" | "exempted" | "unmapped" | "partial" | "missing" | "attest" | "badge" | "new-alerts" | "fix-remove-item" | "fix-remove-items" | "fix-add-companion" | "fix-reduce-quantity" | "fix-shorten-days" | "fix-self-pay-with-consent" | "fix-set-price" | "sheet-title" | "sheet-encounter" | "sheet-printed" | "sheet-answer" | "sheet-no-answer" | "sheet-consent" | "sheet-consent-text" | "sheet-sign" | "sheet-sign-relation" | "sheet-sign-date" | "sheet-practitioner" | "comma" | "colon";
interface Checked {
    readonly evaluation: Evaluation;
    readonly decision: Decision;
    readonly isStale: boolean;
    readonly staleSinceMs?: number;
    readonly pack?: string;
    readonly decidedBy?: "plugin" | "page" | "nobody";
    readonly why?: string;
}
interface ShownItem {
    readonly id: ItemId;
    readonly label: string;
    readonly detail?: string;
    readonly amountFen?: number;
    readonly control?: Element;
}
interface PresentOptions {
    readonly items?: readonly ShownItem[];
    readonly phase?: Phase;
    readonly moment?: "commit" | "draft";
    readonly answered?: readonly Answered[];
}
interface Answered extends Pick<Disposition, "alert" | "reason" | "recordedAt"> {
    readonly kind: DispositionKind | "snooze";
    readonly fingerprint?: string;
}
interface Row {
    readonly key: string;
    readonly alerts: readonly [
        Alert,
        ...Alert[]
    ];
    readonly tier: Tier;
    readonly severity: Severity;
    readonly decision: Decision;
    readonly items: readonly ItemId[];
    readonly amountFen: number;
    readonly fingerprint: string;
    readonly earlier?: Answered;
}
interface Session {
    readonly checked?: Checked;
    readonly encounterId: EncounterId;
    readonly phase: Phase;
    readonly items: readonly ShownItem[];
    readonly rows: readonly Row[];
    readonly isHeld: boolean;
    readonly isUnreadable: boolean;
    readonly isRefused: boolean;
    readonly answers: ReadonlyMap<string, Answer>;
    readonly given: ReadonlyMap<string, GivenAnswer>;
    readonly fixes: ReadonlyMap<string, FixProgress>;
    readonly undoable: readonly AppliedFix[];
    readonly memory: ReadonlyMap<EncounterId, readonly Answered[]>;
    readonly isOpen: boolean;
    readonly opened: "interrupt" | "asked";
    readonly current: string;
    readonly unfolded: ReadonlySet<string>;
    readonly isInfoUnfolded: boolean;
    readonly form?: Form;
    readonly isFormTried: boolean;
    readonly said: {
        readonly text: string;
        readonly count: number;
    };
}
type Answer = {
    readonly kind: "continue-with-reason";
    readonly code: string;
    readonly text: string;
    readonly isBreakGlass: boolean;
    readonly role?: DisposerRole;
    readonly staffNumber?: string;
} | {
    readonly kind: "supply-evidence";
    readonly text: string;
} | {
    readonly kind: "snooze";
};
interface GivenAnswer {
    readonly answer: Answer;
    readonly dispositions: readonly Disposition[];
}
interface FixProgress {
    readonly kind: "pending" | "applied" | "refused";
    readonly fix: Fix;
    readonly text?: string;
}
interface AppliedFix {
    readonly row: Row;
    readonly label: string;
    readonly fix: Fix;
    readonly consent?: Consent;
    readonly before: unknown;
    readonly token: number;
}
interface Settings {
    readonly words: Words;
    readonly reasons: readonly OverrideReason[];
    readonly overriders: Overriders;
    readonly capacity: DisposerRole;
    readonly undoMs: number;
}
interface Screen {
    readonly session: Session;
    readonly settings: Settings;
    readonly status: ShownStatus;
    readonly keys: Keys;
    readonly nowMs: number;
    readonly linkOf: (instrument: string, article: string | undefined) => string | undefined;
}
interface Keys {
    readonly fix: string;
    readonly evidence: string;
    readonly batch: string;
    readonly continue: string;
    readonly override: string;
    readonly undo: string;
}
declare const BaseElement: typeof HTMLElement;
declare class ComplianceAlerts extends BaseElement {
    #private;
    static readonly observedAttributes: readonly string[];
    static styleHref: string | undefined;
    static badgeTag: string;
    reasons: readonly OverrideReason[];
    overriders: Overriders;
    capacity: DisposerRole;
    undoMs: number;
    guardMs: number;
    linkOf: Screen["linkOf"];
    constructor();
    present(checked: unknown, options?: PresentOptions): void;
    dismiss(): void;
    open(item?: ItemId): void;
    print(): void;
    get isOpen(): boolean;
    get status(): ShownStatus;
    set status(status: ShownStatus);
    get keys(): Partial<Keys>;
    set keys(keys: Partial<Keys>);
    get words(): Words;
    set words(words: Words);
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(): void;
}
declare global {
    interface HTMLElementTagNameMap {
        "compliance-alerts": ComplianceAlerts;
    }
}
declare class ComplianceBadge extends BaseElement {
    #private;
    static readonly observedAttributes: readonly string[];
    constructor();
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(): void;
}
declare global {
    interface HTMLElementTagNameMap {
        "compliance-badge": ComplianceBadge;
    }
}
interface TrailRecord {
    readonly sequence: number;
    readonly previous: string;
    readonly entry: TraceEntry;
    readonly digest: string;
}
type Digest = (text: string) => string;
declare function appendToTrail(last: TrailRecord | undefined, entry: TraceEntry, digest: Digest): TrailRecord;
declare function findBreak(records: readonly TrailRecord[], digest: Digest): TrailRecord | undefined;
declare function unansweredIn(records: readonly TrailRecord[]): readonly TraceEntry[];
interface Feedback3103 {
    readonly warn_type: "1" | "2";
    readonly warns: readonly Warn3103[];
}
interface Warn3103 {
    readonly warn_rslt_id: string;
    readonly dspo_way: "1" | "2";
    readonly dspo_way_rea: string;
}
interface Given3103 {
    readonly alert: AlertId;
    readonly kind: Extract<DispositionKind, "continue-with-reason" | "return-and-change">;
    readonly reason?: string;
}
interface JrIds {
    readonly jrIdOf: (alert: AlertId) => string;
    readonly alertOf: (jrId: string) => AlertId;
}
declare function formatFeedback3103(dispositions: readonly Disposition[], { phase, jrIdOf }: {
    readonly phase: Phase;
} & Pick<JrIds, "jrIdOf">): Feedback3103;
declare function readFeedback3103({ warns }: Feedback3103, { alertOf }: Pick<JrIds, "alertOf">): readonly Given3103[];
interface CdsFeedback {
    readonly feedback: readonly CdsOutcome[];
}
interface CdsOutcome {
    readonly card: string;
    readonly outcome: "accepted" | "overridden";
    readonly acceptedSuggestions?: readonly {
        readonly id: string;
    }[];
    readonly overrideReason?: {
        readonly reason?: {
            readonly code: string;
            readonly system: string;
        };
        readonly userComment?: string;
    };
    readonly outcomeTimestamp: string;
}
interface CardNames {
    readonly cardOf: (alert: AlertId) => string;
    readonly alertOf: (card: string) => AlertId;
    readonly suggestionOf?: (alert: AlertId) => string | undefined;
    readonly reasonSystem: string;
}
interface CodedDisposition {
    readonly disposition: Disposition;
    readonly reasonCode?: string;
}
declare function formatCdsFeedback(given: readonly CodedDisposition[], { cardOf, suggestionOf, reasonSystem }: Pick<CardNames, "cardOf" | "suggestionOf" | "reasonSystem">): CdsFeedback;
declare function readCdsFeedback({ feedback }: CdsFeedback, { alertOf }: Pick<CardNames, "alertOf">): readonly (Given3103 & {
    readonly reasonCode?: string;
    readonly recordedAt: string;
})[];
interface ForeignGrade {
    readonly severity: Severity;
    readonly verdict: Verdict;
    readonly degree?: Degree;
    readonly isUnknown: boolean;
}
type LampVersion = 3 | 4;
declare function gradeOfLamp(version: LampVersion, code: string | number): ForeignGrade;
declare function gradeOfSevDeg(code: string | number): ForeignGrade;
interface TrailFigures {
    readonly shown: number;
    readonly shownPer100Orders: number;
    readonly repeated: number;
    readonly glancedShare: number;
    readonly byRule: readonly RuleFigures[];
}
interface RuleFigures {
    readonly rule: string;
    readonly shown: number;
    readonly overridden: number;
    readonly overriddenShare: number;
    readonly fixed: number;
    readonly brokenGlass: number;
}
declare function summariseTrail(entries: readonly TraceEntry[], orders: number): TrailFigures;
export { appendToTrail, findBreak, formatCdsFeedback, formatFeedback3103, gradeOfLamp, gradeOfSevDeg, readCdsFeedback, readFeedback3103, summariseTrail, unansweredIn };
export type { CdsFeedback, Digest, Feedback3103, ForeignGrade, Given3103, LampVersion, RuleFigures, TrailFigures, TrailRecord };
