import type { CstDay, CstMs } from '@forecheck/core';
import type { CodeState } from '../code/code-state.ts';
import type { IdentityNumber } from '../identity/identity-number.ts';
import type { PackLevel } from '../trace/trace-code.ts';
import type { Goods, LineStock } from './goods.ts';
import type { History } from './history.ts';
import type { Operator, Pharmacy, Terminal } from './pharmacy.ts';
import type { Prescription } from './prescription.ts';

/**
 * What is asked at the till: may these lines be sold to this person on this account now.
 *
 * A fact that is not known is absent, and leaves what depends on it undetermined; nothing is assumed.
 */
export interface Purchase {
  readonly saleId: string;
  /** By the store's clock. */
  readonly at: CstMs;
  /** Newest instant in the store's own ledger. A clock that is behind it has gone back. */
  readonly ledgerAt?: CstMs;
  /** Whether the bureau can be asked. */
  readonly isOnline?: boolean;
  /** The person of use: who will take the drug. Not the payer, not the collector. */
  readonly user?: Person;
  /** Who stands at the counter. */
  readonly purchaser?: 'insured-person' | 'agent';
  readonly agent?: AgentPurchase;
  readonly credential?: Credential;
  /** 家庭共济. */
  readonly mutual?: MutualAccount;
  /** Consent to goods that the fund does not pay. */
  readonly consent?: { readonly by: 'insured-person' | 'relative' | 'guardian' };
  /** Why the goods are needed, where the fund asks: these are not payable. */
  readonly cause?: 'illness' | 'work-injury' | 'third-party' | 'public-health' | 'overseas';
  readonly pharmacy?: Pharmacy;
  readonly terminal?: Terminal;
  readonly operator?: Operator;
  /** The pharmacist on duty; absent: not known. */
  readonly pharmacist?: Operator;
  readonly prescriptions: readonly Prescription[];
  readonly lines: readonly Line[];
  readonly history?: History;
}

/** A person, as far as a check needs one. No name. */
export interface Person {
  readonly identity?: IdentityNumber;
  /** From the card, where the number does not tell. */
  readonly sex?: 'male' | 'female';
  readonly birthDay?: CstDay;
}

/** 医保凭证: social security card, electronic credential, or identity card, as it was decoded. */
export interface Credential {
  readonly holder?: IdentityNumber;
  readonly channel?: 'social-security-card' | 'electronic' | 'identity-card' | 'face';
  readonly decodedAt?: CstMs;
  /** The terminal that decoded it. */
  readonly terminalId?: string;
  readonly status?: 'normal' | 'lost' | 'frozen' | 'suspended' | 'deceased' | 'not-insured';
  /** When the bureau said so. */
  readonly statusAt?: CstMs;
  readonly isInpatient?: boolean;
}

/** 委托代购: who buys for the person of use, and why. */
export interface AgentPurchase {
  readonly agent?: IdentityNumber;
  /** The document of the person bought for, as it was shown. */
  readonly principal?: IdentityNumber;
  readonly reason?: 'mobility' | 'old-age' | 'minor' | 'hospitalised' | 'elsewhere' | 'other';
  readonly isStaff?: boolean;
  /** Other persons that this agent bought for within the window, this one not counted. */
  readonly otherPrincipals?: number;
}

/** 家庭共济: the account of a relative, on the personal-account part only. */
export interface MutualAccount {
  readonly holder?: IdentityNumber;
  /** What the holder is to the person of use. */
  readonly relation?: Relation;
  /** Whether the bureau holds the binding; a claim is no binding. */
  readonly isBound?: boolean;
  readonly isInsured?: boolean;
}

/** What a relative is. */
export type Relation =
  | 'spouse'
  | 'parent'
  | 'child'
  | 'sibling'
  | 'grandparent'
  | 'maternal-grandparent'
  | 'grandchild'
  | 'maternal-grandchild';

/** Every {@link Relation}. */
export const RELATIONS: readonly Relation[] = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'grandparent',
  'maternal-grandparent',
  'grandchild',
  'maternal-grandchild',
];

/** What pays a line: 统筹, 个账, a relative's 个账, or the buyer. */
export type Funding = 'pool' | 'account' | 'mutual-account' | 'self-paid';

/** Every {@link Funding}. */
export const FUNDINGS: readonly Funding[] = ['pool', 'account', 'mutual-account', 'self-paid'];

/** One line of the receipt. */
export interface Line {
  readonly id: string;
  readonly goods: Goods;
  /** Whole smallest packs; of a split line, the packs that are opened or used up. */
  readonly packs: number;
  /** 拆零: units sold out of opened packs. Absent: whole packs. */
  readonly units?: number;
  /** Days that the quantity lasts at the prescribed dose. */
  readonly days?: number;
  /** Absent until the tender is chosen. */
  readonly funding?: Funding;
  /** Fen per pack, as it will be settled. */
  readonly priceFen?: number;
  readonly prescriptionId?: string;
  /** The line of that prescription that is filled. */
  readonly prescriptionLineId?: string;
  readonly codes: readonly ScannedCode[];
  readonly stock?: LineStock;
  /** What the pack itself says, where it was read: compared with the line (串换). */
  readonly pack?: { readonly approvalNumber?: string; readonly specification?: string; readonly maker?: string };
}

/** One traceability code on a line, with what is known of it. */
export interface ScannedCode {
  /** As `readScan` gave it. */
  readonly text: string;
  readonly ledger?: CodeRecord;
  readonly remote?: RemoteAnswer;
}

/** What this store's ledger holds of a code. */
export interface CodeRecord {
  readonly state: CodeState;
  /** The sale that holds or bought it. */
  readonly saleId?: string;
  /** By the receipt of goods; wins over what the code tells. */
  readonly productId?: string;
  readonly level?: PackLevel;
  /** Units left in an opened pack. */
  readonly remainingUnits?: number;
}

/** What the bureau says of a code. */
export interface RemoteAnswer {
  readonly kind: 'clear' | 'sold-elsewhere' | 'unreachable';
}
