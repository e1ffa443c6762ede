// @forecheck/widget/define, as built. `npm run api:update` writes this file.

import { EncounterId, Alert, AlertId, Fix, Disposition, ItemId, RuleId, KnowledgePointId, Severity, DispositionKind, LocalText, Decision, DisposerRole, Evaluation, Phase } from "@forecheck/core";
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
interface ElementNames {
    readonly alerts: string;
    readonly badge: string;
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
declare const ELEMENT_NAMES: ElementNames;
export { ELEMENT_NAMES };
