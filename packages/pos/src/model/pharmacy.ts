import type { CstMs } from '@forecheck/core';

/** 定点零售药店: the store as the agreement names it. */
export interface Pharmacy {
  readonly id?: string;
  /** Administrative division, most significant digits first: decides which rows of the settings are in force. */
  readonly region?: string;
  /** 定点状态. */
  readonly status?: 'active' | 'paused' | 'suspended' | 'terminated';
  /** When the bureau said so. */
  readonly statusAt?: CstMs;
  /** What the agreement covers. Absent: not known. */
  readonly services?: readonly PharmacyService[];
  /** Permission to sell 第二类精神药品. */
  readonly maySellPsychotropics?: boolean;
  /** Minutes after midnight; both or none. */
  readonly opensAtMinute?: number;
  readonly closesAtMinute?: number;
}

/** What an agreement may cover: 个账, 门诊统筹, 双通道. */
export type PharmacyService = 'account' | 'pool' | 'dual-channel';

/** Where the sale is made. */
export interface Terminal {
  readonly id?: string;
  /** Whether the agreement lists it for this store. */
  readonly isRegistered?: boolean;
}

/** Someone who works at the till or reviews. */
export interface Operator {
  readonly isOnDuty?: boolean;
  /** 医保支付资格. */
  readonly qualification?: 'valid' | 'paused' | 'ended';
  /** Away from the store, reviewing over a line; lawful where the settings say so. */
  readonly isRemote?: boolean;
}
