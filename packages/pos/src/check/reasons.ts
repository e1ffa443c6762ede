import type { Mark } from '../settings/parameters.ts';
import { BASES, type BasisName } from './bases.ts';
import type { TillAction, TillDecision } from './verdict.ts';

/** What one reason code stands for. */
export interface Reason {
  /** Number of the check in `docs/pos.md`. */
  readonly check: number;
  readonly decision: TillDecision;
  readonly action: TillAction;
  readonly basis: BasisName;
  readonly mark: Mark;
}

type Row = readonly [check: number, decision: TillDecision, action: TillAction, basis: BasisName, mark: Mark];

/**
 * Every reason, with what it decides where no settings say otherwise. What is not in an instrument may be loosened by
 * settings; what counts or guesses (checks 38 to 45) never blocks by itself.
 */
const ROWS = {
  'ID.FORMAT': [1, 'block', 'read-document-again', 'identityNumber', 'reconstructed'],
  'ID.CHECKSUM': [1, 'block', 'read-document-again', 'identityNumber', 'secondary'],
  'ID.DATE': [1, 'block', 'read-document-again', 'identityNumber', 'reconstructed'],
  'ID.LEGACY15': [2, 'require-action', 'read-document-again', 'identityNumber', 'reconstructed'],
  'ID.UNVERIFIED': [5, 'remind', 'none', 'identityCard', 'instrument'],
  'CRED.MISSING': [6, 'block', 'read-credential', 'realName', 'instrument'],
  'CRED.HOLDER': [6, 'block', 'read-credential', 'realName', 'instrument'],
  'CRED.REMOTE': [7, 'block', 'read-credential', 'realName', 'secondary'],
  'CRED.STALE': [7, 'require-action', 'read-credential', 'realName', 'configured'],
  'CRED.STATUS': [8, 'block', 'ask-bureau', 'personSuspension', 'instrument'],
  'CRED.STATUS_AGE': [8, 'require-action', 'ask-bureau', 'personSuspension', 'configured'],
  'PERSON.INPATIENT': [9, 'require-action', 'ask-bureau', 'realName', 'reconstructed'],
  'DRUG.SEX': [10, 'require-action', 'ask-pharmacist', 'ruleBase', 'secondary'],
  'DRUG.AGE': [10, 'require-action', 'ask-pharmacist', 'ruleBase', 'secondary'],
  'PROXY.IDS': [11, 'require-action', 'record-agent', 'agentPurchase', 'instrument'],
  'PROXY.STAFF': [11, 'require-action', 'ask-pharmacist', 'agentPurchase', 'secondary'],
  'PROXY.REASON': [12, 'require-action', 'record-agent', 'agentPurchase', 'instrument'],
  'PROXY.FREQ': [13, 'require-action', 'ask-pharmacist', 'agentPurchase', 'configured'],
  'PROXY.CLASS': [14, 'require-action', 'record-buyer', 'agentPurchase', 'reconstructed'],
  'PAY.MUTUAL': [15, 'block', 'change-payer', 'mutualAccount', 'instrument'],
  'PAY.MUTUAL_OK': [15, 'allow', 'none', 'mutualAccount', 'instrument'],
  'PAY.POOL_OTHER': [16, 'block', 'change-payer', 'ownBenefit', 'instrument'],
  'SCOPE.ACCT': [17, 'block', 'change-payer', 'accountScope', 'instrument'],
  'SCOPE.EXCLUDED': [18, 'block', 'change-payer', 'excludedScope', 'instrument'],
  'SCOPE.POOL': [19, 'block', 'change-payer', 'poolScope', 'reconstructed'],
  'SWAP.PACK': [20, 'block', 'scan-pack', 'substitution', 'instrument'],
  'PRICE.OVER': [21, 'require-action', 'change-price', 'price', 'instrument'],
  'CONSENT.OUT': [22, 'require-action', 'get-consent', 'consent', 'instrument'],
  'RX.REQUIRED': [23, 'block', 'get-prescription', 'prescription', 'instrument'],
  'RX.EXPIRED': [24, 'block', 'get-prescription', 'prescriptionRules', 'secondary'],
  'RX.QTY': [25, 'require-action', 'change-quantity', 'prescriptionRules', 'secondary'],
  'RX.LONG': [26, 'block', 'get-prescription', 'longPrescription', 'secondary'],
  'RX.LONG_USUAL': [26, 'remind', 'none', 'longPrescription', 'secondary'],
  'RX.PERSON': [27, 'block', 'get-prescription', 'prescription', 'instrument'],
  'RX.REUSED': [27, 'block', 'change-quantity', 'prescription', 'instrument'],
  'RX.ALTERED': [27, 'block', 'ask-bureau', 'prescription', 'instrument'],
  'RX.SOURCE': [28, 'block', 'get-prescription', 'dualChannel', 'secondary'],
  'RX.SUBST': [29, 'require-action', 'ask-pharmacist', 'prescription', 'instrument'],
  'PH.REVIEW': [30, 'require-action', 'ask-pharmacist', 'prescription', 'secondary'],
  'PH.REFUSED': [29, 'block', 'get-prescription', 'prescription', 'instrument'],
  'PH.ABSENT': [31, 'block', 'ask-pharmacist', 'pharmacist', 'secondary'],
  'EPH.PACKS': [32, 'block', 'change-quantity', 'ephedrine', 'secondary'],
  'EPH.REGISTER': [33, 'require-action', 'record-buyer', 'ephedrine', 'secondary'],
  'EPH.REPEAT': [34, 'require-action', 'ask-pharmacist', 'ephedrine', 'secondary'],
  'PSY2.RX': [35, 'block', 'get-prescription', 'psychotropic', 'secondary'],
  'PSY2.DAYS': [35, 'block', 'change-quantity', 'psychotropic', 'secondary'],
  'PSY2.MINOR': [35, 'block', 'stop', 'psychotropic', 'secondary'],
  'PSY2.STORE': [35, 'block', 'stop', 'psychotropic', 'secondary'],
  'SPEC.RETAIL': [35, 'block', 'stop', 'psychotropic', 'reconstructed'],
  'SPEC.COUNTER': [36, 'require-action', 'record-buyer', 'counterOnly', 'secondary'],
  'DUAL.STORE': [37, 'block', 'change-payer', 'dualChannel', 'secondary'],
  'LIM.REFILL': [38, 'require-action', 'ask-pharmacist', 'ruleBase', 'configured'],
  'LIM.FREQ': [39, 'require-action', 'ask-pharmacist', 'ruleBase', 'configured'],
  'LIM.MULTI_STORE': [40, 'remind', 'ask-pharmacist', 'ruleBase', 'instrument'],
  'LIM.AMOUNT': [41, 'require-action', 'ask-pharmacist', 'ruleBase', 'configured'],
  'STORE.RATE': [42, 'remind', 'none', 'ruleBase', 'configured'],
  'REFUND.CYCLE': [43, 'require-action', 'ask-pharmacist', 'ruleBase', 'configured'],
  'TIME.HOURS': [44, 'require-action', 'ask-pharmacist', 'ruleBase', 'secondary'],
  'DUP.ACTIVE': [45, 'require-action', 'ask-pharmacist', 'ruleBase', 'secondary'],
  'TRACE.MISSING': [47, 'block', 'scan-pack', 'traceDuty', 'secondary'],
  'TRACE.NOCODE_LIST': [48, 'require-action', 'ask-bureau', 'traceDuty', 'configured'],
  'TRACE.FORMAT': [49, 'block', 'scan-pack', 'traceFamilies', 'secondary'],
  'TRACE.UNMAPPED': [50, 'require-action', 'receive-goods', 'traceFamilies', 'secondary'],
  'TRACE.LEVEL': [51, 'block', 'scan-pack', 'traceFamilies', 'secondary'],
  'TRACE.COUNT': [52, 'block', 'scan-pack', 'traceDuty', 'reconstructed'],
  'TRACE.DUP_SALE': [53, 'block', 'scan-pack', 'traceOnce', 'secondary'],
  'TRACE.SOLD_LOCAL': [53, 'block', 'take-another-pack', 'traceOnce', 'secondary'],
  'TRACE.SOLD_REMOTE': [53, 'block', 'keep-pack', 'traceOnce', 'secondary'],
  'TRACE.RESERVED': [53, 'block', 'take-another-pack', 'traceOnce', 'secondary'],
  'TRACE.STATE': [53, 'block', 'keep-pack', 'traceOnce', 'reconstructed'],
  'TRACE.UNVERIFIED': [53, 'remind', 'none', 'traceOnce', 'configured'],
  'TRACE.PRODUCT': [54, 'block', 'scan-pack', 'substitution', 'instrument'],
  'TRACE.SPLIT': [55, 'block', 'change-quantity', 'traceDuty', 'reconstructed'],
  'TRACE.NOT_IN_STOCK': [56, 'require-action', 'receive-goods', 'traceDuty', 'secondary'],
  'STOCK.EXPIRED': [57, 'block', 'keep-pack', 'drugQuality', 'reconstructed'],
  'STOCK.RECALL': [57, 'block', 'keep-pack', 'drugQuality', 'reconstructed'],
  'STOCK.SHORT': [58, 'block', 'receive-goods', 'stockRecords', 'instrument'],
  'TRACE.RETURNED': [60, 'block', 'take-another-pack', 'drugQuality', 'reconstructed'],
  'INST.STATUS': [61, 'block', 'ask-bureau', 'institutionStatus', 'instrument'],
  'INST.STATUS_AGE': [61, 'require-action', 'ask-bureau', 'institutionStatus', 'configured'],
  'INST.TERMINAL': [62, 'block', 'stop', 'institutionStatus', 'instrument'],
  'STAFF.QUAL': [63, 'require-action', 'ask-pharmacist', 'staffQualification', 'secondary'],
  'SETTLE.OFFLINE': [64, 'require-action', 'ask-bureau', 'settlement', 'secondary'],
  'SETTLE.PAYER': [64, 'require-action', 'change-payer', 'settlement', 'reconstructed'],
  'RULE.PACK': [66, 'require-action', 'ask-pharmacist', 'ruleBase', 'secondary'],
  'CLOCK.BACK': [64, 'require-action', 'correct-clock', 'settlement', 'configured'],
} as const satisfies Readonly<Record<string, Row>>;

/** Why something is not simply allowed. Stable: pages, ledgers and statistics refer to it. */
export type ReasonCode = keyof typeof ROWS;

/** Every reason. */
export const REASONS = Object.fromEntries(
  Object.entries(ROWS).map(([code, [check, decision, action, basis, mark]]) => [
    code,
    { check, decision, action, basis, mark },
  ]),
) as Readonly<Record<ReasonCode, Reason>>;

/** Whether settings may make the reason less strict: not what an instrument says. */
export function mayLoosen(reason: ReasonCode): boolean {
  return REASONS[reason].mark !== 'instrument';
}

/** Whether the reason may block by itself: what only counts and compares may not. */
export function mayBlock(reason: ReasonCode): boolean {
  const { check } = REASONS[reason];
  return check < 38 || check > 45;
}

/** The clauses of a reason. */
export function basisOf(reason: ReasonCode): (typeof BASES)[BasisName] {
  return BASES[REASONS[reason].basis];
}
