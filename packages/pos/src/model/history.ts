import type { CstDay } from '@forecheck/core';

/** What this person bought before, as far as it is known here. */
export interface History {
  /** `store`: this store alone. `chain`: its sisters too. `region`: what the bureau knows. */
  readonly coverage?: 'store' | 'chain' | 'region';
  readonly purchases?: readonly PastPurchase[];
  /** Insured sales of this store today, this one not counted. */
  readonly storeSalesToday?: number;
  /** How often this person bought this and gave it back, within the window of the settings. */
  readonly refundCycles?: number;
}

/** One line of an earlier sale, less what was given back. */
export interface PastPurchase {
  readonly on: CstDay;
  readonly code?: string;
  readonly ingredients?: readonly string[];
  readonly packs: number;
  readonly days?: number;
  readonly amountFen?: number;
  readonly isOwnStore?: boolean;
}
