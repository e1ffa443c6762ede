// @forecheck/pos, as built. `npm run api:update` writes this file.

import { CstDate, CstMs, CstDay, Ruleset, ItemCode, Basis, Encounter } from "@forecheck/core";
type IdentityKind = "resident-card" | "resident-card-15" | "hmt-residence-permit" | "hmt-travel-permit" | "permanent-residence" | "passport" | "household-register" | "birth-certificate";
interface IdentityNumber {
    readonly kind: IdentityKind;
}
declare const IDENTITY_LENGTH_MAX = 30;
declare function sealIdentity(kind: IdentityKind, text: string): IdentityNumber;
declare function revealIdentity(identity: IdentityNumber): string;
declare function isSamePerson(a: IdentityNumber, b: IdentityNumber): boolean;
type IdentityAssessment = SoundIdentity | UnsoundIdentity;
interface SoundIdentity {
    readonly kind: "sound";
    readonly birthDay?: CstDay;
    readonly sex?: "male" | "female";
    readonly isChecked: boolean;
}
interface UnsoundIdentity {
    readonly kind: "unsound";
    readonly code: "ID.FORMAT" | "ID.CHECKSUM" | "ID.DATE";
}
declare function assessIdentity(identity: IdentityNumber, on: CstDay): IdentityAssessment;
type GoodsClass = "prescription-drug" | "otc-a" | "otc-b" | "decoction-piece" | "decoction-granule" | "device" | "consumable" | "disinfectant" | "health-food" | "cosmetic" | "food" | "vaccine" | "other";
type SpecialClass = "ephedrine" | "psychotropic-2" | "no-retail" | "counter-only" | "antimicrobial" | "dual-channel" | "special-storage";
interface Goods {
    readonly code?: ItemCode;
    readonly approvalNumber?: string;
    readonly class?: GoodsClass;
    readonly ingredients?: readonly string[];
    readonly specials?: readonly SpecialClass[];
    readonly productIds?: readonly string[];
    readonly isInCatalogue?: boolean;
    readonly unit?: string;
    readonly packUnits?: number;
    readonly specification?: string;
    readonly maker?: string;
    readonly cashPriceFen?: number;
    readonly filedPriceFen?: number;
    readonly standardPriceFen?: number;
}
interface LineStock {
    readonly batch?: string;
    readonly expiresOn?: CstDay;
    readonly isRecalled?: boolean;
    readonly receivedOn?: CstDay;
    readonly packs?: number;
}
interface History {
    readonly coverage?: "store" | "chain" | "region";
    readonly purchases?: readonly PastPurchase[];
    readonly storeSalesToday?: number;
    readonly refundCycles?: number;
}
interface PastPurchase {
    readonly on: CstDay;
    readonly code?: string;
    readonly ingredients?: readonly string[];
    readonly packs: number;
    readonly days?: number;
    readonly amountFen?: number;
    readonly isOwnStore?: boolean;
}
interface Pharmacy {
    readonly id?: string;
    readonly region?: string;
    readonly status?: "active" | "paused" | "suspended" | "terminated";
    readonly statusAt?: CstMs;
    readonly services?: readonly PharmacyService[];
    readonly maySellPsychotropics?: boolean;
    readonly opensAtMinute?: number;
    readonly closesAtMinute?: number;
}
type PharmacyService = "account" | "pool" | "dual-channel";
interface Terminal {
    readonly id?: string;
    readonly isRegistered?: boolean;
}
interface Operator {
    readonly isOnDuty?: boolean;
    readonly qualification?: "valid" | "paused" | "ended";
    readonly isRemote?: boolean;
}
interface Prescription {
    readonly id: string;
    readonly source?: "national-centre" | "institution-electronic" | "paper";
    readonly issuedOn?: CstDay;
    readonly notedDays?: number;
    readonly kind?: "general" | "emergency" | "long";
    readonly reason?: "chronic" | "old-age" | "child" | "disability" | "mobility" | "remote" | "abroad";
    readonly person?: IdentityNumber;
    readonly isUnaltered?: boolean;
    readonly review?: {
        readonly outcome: "passed" | "refused";
        readonly isRemote?: boolean;
    };
    readonly lines: readonly PrescriptionLine[];
}
interface PrescriptionLine {
    readonly id: string;
    readonly code?: string;
    readonly ingredients?: readonly string[];
    readonly packs?: number;
    readonly packsTaken?: number;
    readonly days?: number;
}
type CodeState = "unknown" | "in-stock" | "reserved" | "sold" | "opened" | "sold-out" | "return-pending" | "quarantined" | "suspect" | "expired" | "recalled" | "scrapped" | "transferred-out";
type TraceFamily = "twenty-digit" | "gs1" | "maker";
type PackLevel = "pack" | "bundle" | "case";
interface TraceCode {
    readonly family: TraceFamily;
    readonly key: string;
    readonly productId?: string;
    readonly level?: PackLevel;
    readonly batch?: string;
    readonly expiresOn?: CstDate;
}
type ParsedTraceCode = {
    readonly kind: "code";
    readonly code: TraceCode;
} | {
    readonly kind: "refused";
    readonly problem: TraceProblem;
};
type TraceProblem = "empty" | "length" | "characters" | "check-digit" | "ambiguous" | "serial-missing";
interface TraceReading {
    readonly lengthMax: number;
    readonly areSeparatorsKept: boolean;
}
declare const TRACE_READING: TraceReading;
declare function parseTraceCode(text: string, reading?: TraceReading): ParsedTraceCode;
interface Purchase {
    readonly saleId: string;
    readonly at: CstMs;
    readonly ledgerAt?: CstMs;
    readonly isOnline?: boolean;
    readonly user?: Person;
    readonly purchaser?: "insured-person" | "agent";
    readonly agent?: AgentPurchase;
    readonly credential?: Credential;
    readonly mutual?: MutualAccount;
    readonly consent?: {
        readonly by: "insured-person" | "relative" | "guardian";
    };
    readonly cause?: "illness" | "work-injury" | "third-party" | "public-health" | "overseas";
    readonly pharmacy?: Pharmacy;
    readonly terminal?: Terminal;
    readonly operator?: Operator;
    readonly pharmacist?: Operator;
    readonly prescriptions: readonly Prescription[];
    readonly lines: readonly Line[];
    readonly history?: History;
}
interface Person {
    readonly identity?: IdentityNumber;
    readonly sex?: "male" | "female";
    readonly birthDay?: CstDay;
}
interface Credential {
    readonly holder?: IdentityNumber;
    readonly channel?: "social-security-card" | "electronic" | "identity-card" | "face";
    readonly decodedAt?: CstMs;
    readonly terminalId?: string;
    readonly status?: "normal" | "lost" | "frozen" | "suspended" | "deceased" | "not-insured";
    readonly statusAt?: CstMs;
    readonly isInpatient?: boolean;
}
interface AgentPurchase {
    readonly agent?: IdentityNumber;
    readonly principal?: IdentityNumber;
    readonly reason?: "mobility" | "old-age" | "minor" | "hospitalised" | "elsewhere" | "other";
    readonly isStaff?: boolean;
    readonly otherPrincipals?: number;
}
interface MutualAccount {
    readonly holder?: IdentityNumber;
    readonly relation?: Relation;
    readonly isBound?: boolean;
    readonly isInsured?: boolean;
}
type Relation = "spouse" | "parent" | "child" | "sibling" | "grandparent" | "maternal-grandparent" | "grandchild" | "maternal-grandchild";
type Funding = "pool" | "account" | "mutual-account" | "self-paid";
interface Line {
    readonly id: string;
    readonly goods: Goods;
    readonly packs: number;
    readonly units?: number;
    readonly days?: number;
    readonly funding?: Funding;
    readonly priceFen?: number;
    readonly prescriptionId?: string;
    readonly prescriptionLineId?: string;
    readonly codes: readonly ScannedCode[];
    readonly stock?: LineStock;
    readonly pack?: {
        readonly approvalNumber?: string;
        readonly specification?: string;
        readonly maker?: string;
    };
}
interface ScannedCode {
    readonly text: string;
    readonly ledger?: CodeRecord;
    readonly remote?: RemoteAnswer;
}
interface CodeRecord {
    readonly state: CodeState;
    readonly saleId?: string;
    readonly productId?: string;
    readonly level?: PackLevel;
    readonly remainingUnits?: number;
}
interface RemoteAnswer {
    readonly kind: "clear" | "sold-elsewhere" | "unreachable";
}
interface ReadProblem {
    readonly code: "field-malformed" | "field-missing" | "field-unknown" | "list-excessive";
    readonly path: string;
}
declare const LIST_MAX = 2000;
declare const TEXT_MAX = 200;
interface PurchaseReading {
    readonly purchase?: Purchase;
    readonly problems: readonly ReadProblem[];
}
declare function readPurchase(value: unknown): PurchaseReading;
declare const BASES: {
    readonly identityNumber: readonly [
        {
            readonly instrument: "GB 11643 \u516C\u6C11\u8EAB\u4EFD\u53F7\u7801";
        }
    ];
    readonly identityCard: readonly [
        {
            readonly instrument: "\u5C45\u6C11\u8EAB\u4EFD\u8BC1\u6CD5";
            readonly article: "2";
        }
    ];
    readonly realName: readonly [
        {
            readonly instrument: "\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u6761\u4F8B";
            readonly article: "15";
            readonly inForceFrom: "2021-05-01";
        },
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "20";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly personSuspension: readonly [
        {
            readonly instrument: "\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u6761\u4F8B";
            readonly article: "41";
            readonly inForceFrom: "2021-05-01";
        }
    ];
    readonly ruleBase: readonly [
        {
            readonly instrument: "\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u667A\u80FD\u76D1\u7BA1\u89C4\u5219\u5E93";
        }
    ];
    readonly agentPurchase: readonly [
        {
            readonly instrument: "\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u6761\u4F8B";
            readonly article: "17";
            readonly inForceFrom: "2021-05-01";
        },
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "21";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly mutualAccount: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "12";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly ownBenefit: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "21";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly accountScope: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "12";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly excludedScope: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "13";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly poolScope: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "18";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly substitution: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "20";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly price: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "20";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly consent: readonly [
        {
            readonly instrument: "\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u6761\u4F8B";
            readonly article: "15";
            readonly inForceFrom: "2021-05-01";
        }
    ];
    readonly prescription: readonly [
        {
            readonly instrument: "\u836F\u54C1\u7BA1\u7406\u6CD5";
            readonly article: "54";
        },
        {
            readonly instrument: "\u836F\u54C1\u7BA1\u7406\u6CD5";
            readonly article: "58";
        }
    ];
    readonly prescriptionRules: readonly [
        {
            readonly instrument: "\u5904\u65B9\u7BA1\u7406\u529E\u6CD5";
        }
    ];
    readonly longPrescription: readonly [
        {
            readonly instrument: "\u957F\u671F\u5904\u65B9\u7BA1\u7406\u89C4\u8303(\u8BD5\u884C)";
            readonly inForceFrom: "2021-08-10";
        }
    ];
    readonly dualChannel: readonly [
        {
            readonly instrument: "\u53CC\u901A\u9053\u836F\u54C1\u5904\u65B9\u6D41\u8F6C\u7BA1\u7406";
            readonly inForceFrom: "2025-01-01";
        }
    ];
    readonly pharmacist: readonly [
        {
            readonly instrument: "\u836F\u54C1\u7ECF\u8425\u8D28\u91CF\u7BA1\u7406\u89C4\u8303";
        }
    ];
    readonly ephedrine: readonly [
        {
            readonly instrument: "\u5173\u4E8E\u52A0\u5F3A\u542B\u9EBB\u9EC4\u78B1\u7C7B\u590D\u65B9\u5236\u5242\u7BA1\u7406\u6709\u5173\u4E8B\u5B9C\u7684\u901A\u77E5";
            readonly inForceFrom: "2012-09-04";
        }
    ];
    readonly psychotropic: readonly [
        {
            readonly instrument: "\u9EBB\u9189\u836F\u54C1\u548C\u7CBE\u795E\u836F\u54C1\u7BA1\u7406\u6761\u4F8B";
        }
    ];
    readonly counterOnly: readonly [
        {
            readonly instrument: "\u542B\u7279\u6B8A\u836F\u54C1\u590D\u65B9\u5236\u5242\u7BA1\u7406";
        }
    ];
    readonly traceDuty: readonly [
        {
            readonly instrument: "\u56FD\u5BB6\u533B\u4FDD\u5C40\u7B49\u56DB\u90E8\u95E8\u5173\u4E8E\u52A0\u5F3A\u836F\u54C1\u8FFD\u6EAF\u7801\u5728\u533B\u7597\u4FDD\u969C\u548C\u5DE5\u4F24\u4FDD\u9669\u9886\u57DF\u91C7\u96C6\u5E94\u7528\u7684\u901A\u77E5";
            readonly inForceFrom: "2025-07-01";
        }
    ];
    readonly traceFamilies: readonly [
        {
            readonly instrument: "\u56FD\u5BB6\u533B\u4FDD\u5C40\u7B49\u56DB\u90E8\u95E8\u5173\u4E8E\u52A0\u5F3A\u836F\u54C1\u8FFD\u6EAF\u7801\u5728\u533B\u7597\u4FDD\u969C\u548C\u5DE5\u4F24\u4FDD\u9669\u9886\u57DF\u91C7\u96C6\u5E94\u7528\u7684\u901A\u77E5";
        }
    ];
    readonly traceOnce: readonly [
        {
            readonly instrument: "\u56FD\u5BB6\u533B\u4FDD\u5C40\u7B49\u56DB\u90E8\u95E8\u5173\u4E8E\u52A0\u5F3A\u836F\u54C1\u8FFD\u6EAF\u7801\u5728\u533B\u7597\u4FDD\u969C\u548C\u5DE5\u4F24\u4FDD\u9669\u9886\u57DF\u91C7\u96C6\u5E94\u7528\u7684\u901A\u77E5";
        }
    ];
    readonly drugQuality: readonly [
        {
            readonly instrument: "\u836F\u54C1\u7BA1\u7406\u6CD5";
        }
    ];
    readonly stockRecords: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "18";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly institutionStatus: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "35";
            readonly inForceFrom: "2022-10-01";
        }
    ];
    readonly staffQualification: readonly [
        {
            readonly instrument: "\u5B9A\u70B9\u533B\u836F\u673A\u6784\u76F8\u5173\u4EBA\u5458\u533B\u4FDD\u652F\u4ED8\u8D44\u683C\u7BA1\u7406\u5236\u5EA6";
        }
    ];
    readonly settlement: readonly [
        {
            readonly instrument: "\u6C5F\u897F\u7701\u533B\u7597\u4FDD\u969C\u57FA\u91D1\u4F7F\u7528\u76D1\u7763\u7BA1\u7406\u529E\u6CD5";
            readonly article: "18";
            readonly inForceFrom: "2022-10-01";
        }
    ];
};
type BasisName = keyof typeof BASES;
type Mark = "instrument" | "secondary" | "reconstructed" | "configured";
interface ParameterDefinition {
    readonly value: number | boolean;
    readonly min?: number;
    readonly max?: number;
    readonly mark: Mark;
}
declare const PARAMETERS: {
    readonly credentialAgeSecondsMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly personStatusAgeMinutesMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly pharmacyStatusAgeMinutesMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly agentPrincipalsMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly prescriptionNotedDaysMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly longPrescriptionValidDays: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly prescriptionDaysMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly emergencyPrescriptionDaysMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly longPrescriptionUsualDays: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly longPrescriptionDaysMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly psychotropicDaysMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly adultYears: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly ephedrinePacksMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly ephedrineWindowDays: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly ephedrineWindowPacksMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly priceTolerancePercent: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly isTraceRequired: {
        value: boolean;
        mark: Mark;
    };
    readonly uncodedStockBefore: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly isUncodedStockPayable: {
        value: boolean;
        mark: Mark;
    };
    readonly isCentrePrescriptionRequired: {
        value: boolean;
        mark: Mark;
    };
    readonly isRemoteReviewLawful: {
        value: boolean;
        mark: Mark;
    };
    readonly isPharmacistNeededForOtcA: {
        value: boolean;
        mark: Mark;
    };
    readonly storeSalesPerDayMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly refundCyclesMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly refillUsedPercentMin: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly verdictSecondsMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
    readonly holdSecondsMax: {
        value: number;
        min: number;
        max: number;
        mark: Mark;
    };
};
type ParameterName = keyof typeof PARAMETERS;
type ParameterValues = {
    readonly [Name in ParameterName]: (typeof PARAMETERS)[Name] extends {
        readonly value: boolean;
    } ? boolean : number;
};
type TillDecision = "allow" | "remind" | "require-action" | "block";
interface TillVerdict {
    readonly saleId: string;
    readonly decision: TillDecision;
    readonly lines: readonly {
        readonly id: string;
        readonly decision: TillDecision;
    }[];
    readonly findings: readonly TillFinding[];
    readonly undetermined: readonly TillUndetermined[];
    readonly isUnverified: boolean;
    readonly settings: string;
    readonly at: CstMs;
    readonly expiresAt: CstMs;
}
interface TillFinding {
    readonly reason: ReasonCode;
    readonly decision: TillDecision;
    readonly lines: readonly string[];
    readonly evidence: readonly TillEvidence[];
    readonly basis: readonly Basis[];
    readonly action: TillAction;
    readonly rule?: string;
}
interface TillEvidence {
    readonly fact: string;
    readonly value: string;
    readonly bound?: string;
}
interface TillUndetermined {
    readonly reason: ReasonCode;
    readonly lines: readonly string[];
    readonly missing: readonly string[];
    readonly decision: TillDecision;
}
type TillAction = "none" | "read-document-again" | "read-credential" | "record-agent" | "ask-pharmacist" | "ask-bureau" | "get-prescription" | "change-payer" | "change-quantity" | "change-price" | "scan-pack" | "take-another-pack" | "keep-pack" | "receive-goods" | "get-consent" | "correct-clock" | "record-buyer" | "stop";
interface Reason {
    readonly check: number;
    readonly decision: TillDecision;
    readonly action: TillAction;
    readonly basis: BasisName;
    readonly mark: Mark;
}
declare const ROWS: {
    readonly "ID.FORMAT": readonly [
        1,
        "block",
        "read-document-again",
        "identityNumber",
        "reconstructed"
    ];
    readonly "ID.CHECKSUM": readonly [
        1,
        "block",
        "read-document-again",
        "identityNumber",
        "secondary"
    ];
    readonly "ID.DATE": readonly [
        1,
        "block",
        "read-document-again",
        "identityNumber",
        "reconstructed"
    ];
    readonly "ID.LEGACY15": readonly [
        2,
        "require-action",
        "read-document-again",
        "identityNumber",
        "reconstructed"
    ];
    readonly "ID.UNVERIFIED": readonly [
        5,
        "remind",
        "none",
        "identityCard",
        "instrument"
    ];
    readonly "CRED.MISSING": readonly [
        6,
        "block",
        "read-credential",
        "realName",
        "instrument"
    ];
    readonly "CRED.HOLDER": readonly [
        6,
        "block",
        "read-credential",
        "realName",
        "instrument"
    ];
    readonly "CRED.REMOTE": readonly [
        7,
        "block",
        "read-credential",
        "realName",
        "secondary"
    ];
    readonly "CRED.STALE": readonly [
        7,
        "require-action",
        "read-credential",
        "realName",
        "configured"
    ];
    readonly "CRED.STATUS": readonly [
        8,
        "block",
        "ask-bureau",
        "personSuspension",
        "instrument"
    ];
    readonly "CRED.STATUS_AGE": readonly [
        8,
        "require-action",
        "ask-bureau",
        "personSuspension",
        "configured"
    ];
    readonly "PERSON.INPATIENT": readonly [
        9,
        "require-action",
        "ask-bureau",
        "realName",
        "reconstructed"
    ];
    readonly "DRUG.SEX": readonly [
        10,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "secondary"
    ];
    readonly "DRUG.AGE": readonly [
        10,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "secondary"
    ];
    readonly "PROXY.IDS": readonly [
        11,
        "require-action",
        "record-agent",
        "agentPurchase",
        "instrument"
    ];
    readonly "PROXY.STAFF": readonly [
        11,
        "require-action",
        "ask-pharmacist",
        "agentPurchase",
        "secondary"
    ];
    readonly "PROXY.REASON": readonly [
        12,
        "require-action",
        "record-agent",
        "agentPurchase",
        "instrument"
    ];
    readonly "PROXY.FREQ": readonly [
        13,
        "require-action",
        "ask-pharmacist",
        "agentPurchase",
        "configured"
    ];
    readonly "PROXY.CLASS": readonly [
        14,
        "require-action",
        "record-buyer",
        "agentPurchase",
        "reconstructed"
    ];
    readonly "PAY.MUTUAL": readonly [
        15,
        "block",
        "change-payer",
        "mutualAccount",
        "instrument"
    ];
    readonly "PAY.MUTUAL_OK": readonly [
        15,
        "allow",
        "none",
        "mutualAccount",
        "instrument"
    ];
    readonly "PAY.POOL_OTHER": readonly [
        16,
        "block",
        "change-payer",
        "ownBenefit",
        "instrument"
    ];
    readonly "SCOPE.ACCT": readonly [
        17,
        "block",
        "change-payer",
        "accountScope",
        "instrument"
    ];
    readonly "SCOPE.EXCLUDED": readonly [
        18,
        "block",
        "change-payer",
        "excludedScope",
        "instrument"
    ];
    readonly "SCOPE.POOL": readonly [
        19,
        "block",
        "change-payer",
        "poolScope",
        "reconstructed"
    ];
    readonly "SWAP.PACK": readonly [
        20,
        "block",
        "scan-pack",
        "substitution",
        "instrument"
    ];
    readonly "PRICE.OVER": readonly [
        21,
        "require-action",
        "change-price",
        "price",
        "instrument"
    ];
    readonly "CONSENT.OUT": readonly [
        22,
        "require-action",
        "get-consent",
        "consent",
        "instrument"
    ];
    readonly "RX.REQUIRED": readonly [
        23,
        "block",
        "get-prescription",
        "prescription",
        "instrument"
    ];
    readonly "RX.EXPIRED": readonly [
        24,
        "block",
        "get-prescription",
        "prescriptionRules",
        "secondary"
    ];
    readonly "RX.QTY": readonly [
        25,
        "require-action",
        "change-quantity",
        "prescriptionRules",
        "secondary"
    ];
    readonly "RX.LONG": readonly [
        26,
        "block",
        "get-prescription",
        "longPrescription",
        "secondary"
    ];
    readonly "RX.LONG_USUAL": readonly [
        26,
        "remind",
        "none",
        "longPrescription",
        "secondary"
    ];
    readonly "RX.PERSON": readonly [
        27,
        "block",
        "get-prescription",
        "prescription",
        "instrument"
    ];
    readonly "RX.REUSED": readonly [
        27,
        "block",
        "change-quantity",
        "prescription",
        "instrument"
    ];
    readonly "RX.ALTERED": readonly [
        27,
        "block",
        "ask-bureau",
        "prescription",
        "instrument"
    ];
    readonly "RX.SOURCE": readonly [
        28,
        "block",
        "get-prescription",
        "dualChannel",
        "secondary"
    ];
    readonly "RX.SUBST": readonly [
        29,
        "require-action",
        "ask-pharmacist",
        "prescription",
        "instrument"
    ];
    readonly "PH.REVIEW": readonly [
        30,
        "require-action",
        "ask-pharmacist",
        "prescription",
        "secondary"
    ];
    readonly "PH.REFUSED": readonly [
        29,
        "block",
        "get-prescription",
        "prescription",
        "instrument"
    ];
    readonly "PH.ABSENT": readonly [
        31,
        "block",
        "ask-pharmacist",
        "pharmacist",
        "secondary"
    ];
    readonly "EPH.PACKS": readonly [
        32,
        "block",
        "change-quantity",
        "ephedrine",
        "secondary"
    ];
    readonly "EPH.REGISTER": readonly [
        33,
        "require-action",
        "record-buyer",
        "ephedrine",
        "secondary"
    ];
    readonly "EPH.REPEAT": readonly [
        34,
        "require-action",
        "ask-pharmacist",
        "ephedrine",
        "secondary"
    ];
    readonly "PSY2.RX": readonly [
        35,
        "block",
        "get-prescription",
        "psychotropic",
        "secondary"
    ];
    readonly "PSY2.DAYS": readonly [
        35,
        "block",
        "change-quantity",
        "psychotropic",
        "secondary"
    ];
    readonly "PSY2.MINOR": readonly [
        35,
        "block",
        "stop",
        "psychotropic",
        "secondary"
    ];
    readonly "PSY2.STORE": readonly [
        35,
        "block",
        "stop",
        "psychotropic",
        "secondary"
    ];
    readonly "SPEC.RETAIL": readonly [
        35,
        "block",
        "stop",
        "psychotropic",
        "reconstructed"
    ];
    readonly "SPEC.COUNTER": readonly [
        36,
        "require-action",
        "record-buyer",
        "counterOnly",
        "secondary"
    ];
    readonly "DUAL.STORE": readonly [
        37,
        "block",
        "change-payer",
        "dualChannel",
        "secondary"
    ];
    readonly "LIM.REFILL": readonly [
        38,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "configured"
    ];
    readonly "LIM.FREQ": readonly [
        39,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "configured"
    ];
    readonly "LIM.MULTI_STORE": readonly [
        40,
        "remind",
        "ask-pharmacist",
        "ruleBase",
        "instrument"
    ];
    readonly "LIM.AMOUNT": readonly [
        41,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "configured"
    ];
    readonly "STORE.RATE": readonly [
        42,
        "remind",
        "none",
        "ruleBase",
        "configured"
    ];
    readonly "REFUND.CYCLE": readonly [
        43,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "configured"
    ];
    readonly "TIME.HOURS": readonly [
        44,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "secondary"
    ];
    readonly "DUP.ACTIVE": readonly [
        45,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "secondary"
    ];
    readonly "TRACE.MISSING": readonly [
        47,
        "block",
        "scan-pack",
        "traceDuty",
        "secondary"
    ];
    readonly "TRACE.NOCODE_LIST": readonly [
        48,
        "require-action",
        "ask-bureau",
        "traceDuty",
        "configured"
    ];
    readonly "TRACE.FORMAT": readonly [
        49,
        "block",
        "scan-pack",
        "traceFamilies",
        "secondary"
    ];
    readonly "TRACE.UNMAPPED": readonly [
        50,
        "require-action",
        "receive-goods",
        "traceFamilies",
        "secondary"
    ];
    readonly "TRACE.LEVEL": readonly [
        51,
        "block",
        "scan-pack",
        "traceFamilies",
        "secondary"
    ];
    readonly "TRACE.COUNT": readonly [
        52,
        "block",
        "scan-pack",
        "traceDuty",
        "reconstructed"
    ];
    readonly "TRACE.DUP_SALE": readonly [
        53,
        "block",
        "scan-pack",
        "traceOnce",
        "secondary"
    ];
    readonly "TRACE.SOLD_LOCAL": readonly [
        53,
        "block",
        "take-another-pack",
        "traceOnce",
        "secondary"
    ];
    readonly "TRACE.SOLD_REMOTE": readonly [
        53,
        "block",
        "keep-pack",
        "traceOnce",
        "secondary"
    ];
    readonly "TRACE.RESERVED": readonly [
        53,
        "block",
        "take-another-pack",
        "traceOnce",
        "secondary"
    ];
    readonly "TRACE.STATE": readonly [
        53,
        "block",
        "keep-pack",
        "traceOnce",
        "reconstructed"
    ];
    readonly "TRACE.UNVERIFIED": readonly [
        53,
        "remind",
        "none",
        "traceOnce",
        "configured"
    ];
    readonly "TRACE.PRODUCT": readonly [
        54,
        "block",
        "scan-pack",
        "substitution",
        "instrument"
    ];
    readonly "TRACE.SPLIT": readonly [
        55,
        "block",
        "change-quantity",
        "traceDuty",
        "reconstructed"
    ];
    readonly "TRACE.NOT_IN_STOCK": readonly [
        56,
        "require-action",
        "receive-goods",
        "traceDuty",
        "secondary"
    ];
    readonly "STOCK.EXPIRED": readonly [
        57,
        "block",
        "keep-pack",
        "drugQuality",
        "reconstructed"
    ];
    readonly "STOCK.RECALL": readonly [
        57,
        "block",
        "keep-pack",
        "drugQuality",
        "reconstructed"
    ];
    readonly "STOCK.SHORT": readonly [
        58,
        "block",
        "receive-goods",
        "stockRecords",
        "instrument"
    ];
    readonly "TRACE.RETURNED": readonly [
        60,
        "block",
        "take-another-pack",
        "drugQuality",
        "reconstructed"
    ];
    readonly "INST.STATUS": readonly [
        61,
        "block",
        "ask-bureau",
        "institutionStatus",
        "instrument"
    ];
    readonly "INST.STATUS_AGE": readonly [
        61,
        "require-action",
        "ask-bureau",
        "institutionStatus",
        "configured"
    ];
    readonly "INST.TERMINAL": readonly [
        62,
        "block",
        "stop",
        "institutionStatus",
        "instrument"
    ];
    readonly "STAFF.QUAL": readonly [
        63,
        "require-action",
        "ask-pharmacist",
        "staffQualification",
        "secondary"
    ];
    readonly "SETTLE.OFFLINE": readonly [
        64,
        "require-action",
        "ask-bureau",
        "settlement",
        "secondary"
    ];
    readonly "SETTLE.PAYER": readonly [
        64,
        "require-action",
        "change-payer",
        "settlement",
        "reconstructed"
    ];
    readonly "RULE.PACK": readonly [
        66,
        "require-action",
        "ask-pharmacist",
        "ruleBase",
        "secondary"
    ];
    readonly "CLOCK.BACK": readonly [
        64,
        "require-action",
        "correct-clock",
        "settlement",
        "configured"
    ];
};
type ReasonCode = keyof typeof ROWS;
declare const REASONS: Readonly<Record<ReasonCode, Reason>>;
interface SettingsSource {
    readonly formatVersion: 1;
    readonly id: string;
    readonly parameters?: readonly ParameterRow[];
    readonly specials?: readonly SpecialRow[];
    readonly relations?: readonly RelationRow[];
    readonly scopes?: readonly ScopeRow[];
    readonly approvals?: readonly ApprovalRow[];
    readonly decisions?: readonly DecisionRow[];
    readonly rules?: readonly RuleRow[];
}
interface InForce {
    readonly from?: CstDate;
    readonly to?: CstDate;
    readonly region?: string;
}
interface ParameterRow extends InForce {
    readonly name: ParameterName;
    readonly value: number | boolean;
}
interface SpecialRow extends InForce {
    readonly special: SpecialClass;
    readonly items?: readonly string[];
    readonly ingredients?: readonly string[];
    readonly isSingle?: boolean;
}
interface RelationRow extends InForce {
    readonly relation: Relation;
}
interface ScopeRow extends InForce {
    readonly funding: Exclude<Funding, "self-paid" | "mutual-account">;
    readonly goods: readonly GoodsClass[];
}
interface ApprovalRow extends InForce {
    readonly contains: string;
    readonly goods: readonly GoodsClass[];
}
interface DecisionRow extends InForce {
    readonly reason: ReasonCode;
    readonly decision: TillDecision;
}
interface RuleRow extends InForce {
    readonly rule: string;
    readonly reason: ReasonCode;
}
interface Settings {
    readonly id: string;
    readonly region: string;
    readonly day: CstDay;
    readonly parameters: ParameterValues;
    readonly specials: readonly SpecialRow[];
    readonly relations: ReadonlySet<Relation>;
    readonly scopes: Readonly<Record<"account" | "pool", ReadonlySet<GoodsClass>>>;
    readonly approvals: readonly ApprovalRow[];
    readonly decisions: ReadonlyMap<ReasonCode, TillDecision>;
    readonly reasonsByRule: ReadonlyMap<string, ReasonCode>;
}
interface CheckBasis {
    readonly settings: Settings;
    readonly ruleset?: Ruleset;
}
declare function checkPurchase(purchase: Purchase, { settings, ruleset }: CheckBasis): TillVerdict;
declare function toEncounter(purchase: Purchase): Encounter;
declare const NATIONAL_SETTINGS: SettingsSource;
type SettingsReading = {
    readonly kind: "settings";
    readonly settings: SettingsSource;
} | {
    readonly kind: "refused";
    readonly problems: readonly SettingsProblem[];
};
interface SettingsProblem {
    readonly code: ReadProblem["code"] | "period-empty" | "value-out-of-range" | "loosening-forbidden" | "block-forbidden";
    readonly path: string;
}
declare function readSettings(value: unknown): SettingsReading;
declare function settingsInForce(sources: readonly SettingsSource[], region: string, day: CstDay): Settings;
interface ScannerProfile {
    readonly areSeparatorsKept: boolean;
    readonly isCaseSwapped: boolean;
}
declare const UNKNOWN_SCANNER: ScannerProfile;
type ScanRemark = "case-swapped" | "glued" | "trimmed" | "wide-characters";
interface Scan {
    readonly texts: readonly string[];
    readonly remarks: readonly ScanRemark[];
}
declare const SCAN_LENGTH_MAX = 4000;
declare function readScan(burst: string, profile?: ScannerProfile): Scan;
declare const SELF_TEST_TEXT = "010690123456789210aB1\u001D21Zz9";
type ScannerTest = {
    readonly kind: "usable";
    readonly profile: ScannerProfile;
} | {
    readonly kind: "unusable";
    readonly problem: "characters-lost" | "characters-added";
};
declare function testScanner(burst: string): ScannerTest;
type CodeEventKind = "received" | "reserved" | "released" | "sold" | "returned-unopened" | "returned" | "unsold" | "cleared" | "opened" | "emptied" | "refilled" | "flagged" | "expired" | "recalled" | "scrapped" | "transferred";
declare function nextCode(state: CodeState, event: CodeEventKind): {
    readonly state: CodeState;
    readonly isRefused: boolean;
};
type OverrideRole = "operator" | "pharmacist" | "supervisor";
type OverrideReason = "facts-supplied" | "clinical-need" | "system-failure" | "threat";
interface TillOverride {
    readonly role: OverrideRole;
    readonly reason: OverrideReason;
}
declare function mayOverride(decision: TillDecision, override: TillOverride | undefined): boolean;
type SaleState = "draft" | "checked" | "held" | "presettled" | "committing" | "committed" | "unknown" | "rejected" | "reversed" | "released" | "voiding" | "voided" | "refunding" | "refunded";
type SaleEventKind = "checked" | "changed" | "held" | "presettled" | "declined" | "paid" | "accepted" | "refused" | "timed-out" | "found" | "not-found" | "reversed" | "cancelled" | "expired" | "void-asked" | "void-accepted" | "return-asked" | "part-returned" | "all-returned" | "correction-refused";
type SaleEffect = "reserve" | "release" | "consume" | "restore" | "quarantine" | "persist" | "settle" | "query" | "reverse" | "void" | "refund" | "query-correction" | "upload-sale" | "upload-return" | "refuse";
interface SaleStep {
    readonly state: SaleState;
    readonly effects: readonly SaleEffect[];
}
declare function nextSale(state: SaleState, event: SaleEventKind): SaleStep;
interface Book {
    readonly sequence: number;
    readonly at: CstMs;
    readonly sales: ReadonlyMap<string, SaleRecord>;
    readonly codes: ReadonlyMap<string, BookedCode>;
    readonly limits: ReadonlyMap<string, Counter>;
    readonly answers: ReadonlyMap<string, {
        readonly request: string;
        readonly answer: BookAnswer;
    }>;
    readonly uploads: readonly Upload[];
}
interface Counter {
    readonly max: number;
    readonly held: number;
    readonly used: number;
}
interface BookedCode {
    readonly state: CodeState;
    readonly item: string;
    readonly saleId?: string;
    readonly packUnits: number;
    readonly unitsHeld: number;
    readonly unitsSold: number;
}
interface SaleRecord {
    readonly state: SaleState;
    readonly claims: SaleClaims;
    readonly heldUntil: CstMs;
    readonly expiresAt: CstMs;
    readonly decision: TillDecision;
    readonly override?: TillOverride;
    readonly hasIdentity: boolean;
    readonly isHandedOver: boolean;
    readonly returned: readonly string[];
    readonly returning: readonly string[];
}
interface SaleClaims {
    readonly codes: readonly ClaimedCode[];
    readonly limits: readonly {
        readonly key: string;
        readonly amount: number;
    }[];
}
interface ClaimedCode {
    readonly code: string;
    readonly units?: number;
}
interface Upload {
    readonly saleId: string;
    readonly kind: "sale" | "return";
    readonly packs: number;
    readonly state: "pending" | "acknowledged" | "dead";
    readonly attempts: number;
}
type BookAnswer = {
    readonly kind: "done";
    readonly state?: SaleState;
    readonly effects: readonly SaleEffect[];
} | {
    readonly kind: "refused";
    readonly problem: BookProblem;
};
type BookProblem = "key-reused" | "sale-unknown" | "event-inapplicable" | "verdict-expired" | "decision-forbids" | "identity-missing" | "code-reserved" | "code-not-saleable" | "units-short" | "limit-reached" | "return-excessive" | "hold-not-over" | "code-event-inapplicable";
declare const EMPTY_BOOK: Book;
declare const UPLOAD_ATTEMPTS_MAX = 8;
interface BookRequest {
    readonly key: string;
    readonly at: CstMs;
    readonly body: BookBody;
}
type BookBody = {
    readonly kind: "receive";
    readonly item: string;
    readonly codes: readonly string[];
    readonly packUnits: number;
} | {
    readonly kind: "set-limit";
    readonly limit: string;
    readonly max: number;
} | {
    readonly kind: "hold";
    readonly saleId: string;
    readonly claims: SaleClaims;
    readonly holdMs: number;
    readonly verdict: {
        readonly decision: TillDecision;
        readonly expiresAt: CstMs;
    };
    readonly isInsured: boolean;
    readonly hasIdentity: boolean;
    readonly override?: TillOverride;
} | {
    readonly kind: "sale-event";
    readonly saleId: string;
    readonly event: PlainSaleEvent;
} | {
    readonly kind: "hand-over";
    readonly saleId: string;
} | {
    readonly kind: "return";
    readonly saleId: string;
    readonly codes: readonly ClaimedCode["code"][];
} | {
    readonly kind: "return-accepted";
    readonly saleId: string;
} | {
    readonly kind: "code-event";
    readonly code: string;
    readonly event: PlainCodeEvent;
} | {
    readonly kind: "upload-answered";
    readonly index: number;
    readonly isAcknowledged: boolean;
};
type PlainSaleEvent = Exclude<SaleEventKind, "checked" | "changed" | "held" | "return-asked" | "part-returned" | "all-returned">;
type PlainCodeEvent = Extract<CodeEventKind, "unsold" | "cleared" | "opened" | "flagged" | "expired" | "recalled" | "scrapped" | "transferred">;
interface BookStep {
    readonly book: Book;
    readonly answer: BookAnswer;
}
declare function applyToBook(book: Book, request: BookRequest): BookStep;
declare function recoverBook(book: Book): Book;
export { EMPTY_BOOK, IDENTITY_LENGTH_MAX, LIST_MAX, NATIONAL_SETTINGS, PARAMETERS, REASONS, SCAN_LENGTH_MAX, SELF_TEST_TEXT, TEXT_MAX, TRACE_READING, UNKNOWN_SCANNER, UPLOAD_ATTEMPTS_MAX, applyToBook, assessIdentity, checkPurchase, isSamePerson, mayOverride, nextCode, nextSale, parseTraceCode, readPurchase, readScan, readSettings, recoverBook, revealIdentity, sealIdentity, settingsInForce, testScanner, toEncounter };
export type { AgentPurchase, ApprovalRow, BasisName, Book, BookAnswer, BookBody, BookProblem, BookRequest, BookStep, BookedCode, CheckBasis, ClaimedCode, CodeEventKind, CodeRecord, CodeState, Counter, Credential, DecisionRow, Funding, Goods, GoodsClass, History, IdentityAssessment, IdentityKind, IdentityNumber, InForce, Line, LineStock, Mark, MutualAccount, Operator, OverrideReason, OverrideRole, PackLevel, ParameterDefinition, ParameterName, ParameterRow, ParameterValues, ParsedTraceCode, PastPurchase, Person, Pharmacy, PharmacyService, PlainCodeEvent, PlainSaleEvent, Prescription, PrescriptionLine, Purchase, PurchaseReading, ReadProblem, Reason, ReasonCode, Relation, RelationRow, RemoteAnswer, RuleRow, SaleClaims, SaleEffect, SaleEventKind, SaleRecord, SaleState, SaleStep, Scan, ScanRemark, ScannedCode, ScannerProfile, ScannerTest, ScopeRow, Settings, SettingsProblem, SettingsReading, SettingsSource, SoundIdentity, SpecialClass, SpecialRow, Terminal, TillAction, TillDecision, TillEvidence, TillFinding, TillOverride, TillUndetermined, TillVerdict, TraceCode, TraceFamily, TraceProblem, TraceReading, UnsoundIdentity, Upload };
