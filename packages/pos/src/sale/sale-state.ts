/** Where a sale stands. */
export type SaleState =
  | 'draft'
  | 'checked'
  | 'held'
  | 'presettled'
  | 'committing'
  | 'committed'
  | 'unknown'
  | 'rejected'
  | 'reversed'
  | 'released'
  | 'voiding'
  | 'voided'
  | 'refunding'
  | 'refunded';

/** Every {@link SaleState}, in the order of a life. */
export const SALE_STATES: readonly SaleState[] = [
  'draft',
  'checked',
  'held',
  'presettled',
  'committing',
  'committed',
  'unknown',
  'rejected',
  'reversed',
  'released',
  'voiding',
  'voided',
  'refunding',
  'refunded',
];

/** What can happen to a sale. */
export type SaleEventKind =
  /** A verdict that may be acted upon was reached. */
  | 'checked'
  /** The basket or the payer changed: every verdict is void. */
  | 'changed'
  /** Codes, limits, stock and prescription quantities were all free. */
  | 'held'
  /** 2101 answered. */
  | 'presettled'
  /** 2101 answered no. */
  | 'declined'
  /** The buyer pays: the request is fixed under its key before it is sent. */
  | 'paid'
  /** 2102 answered. */
  | 'accepted'
  /** 2102 answered no. */
  | 'refused'
  /** No answer: accepted or not is not knowable. */
  | 'timed-out'
  /** A query found the settlement. */
  | 'found'
  /** A query found none, which does not say that none will come. */
  | 'not-found'
  /** 2601 answered. */
  | 'reversed'
  | 'cancelled'
  /** The verdict's or the hold's time is over. */
  | 'expired'
  | 'void-asked'
  /** 2103 answered, before hand-over. */
  | 'void-accepted'
  | 'return-asked'
  | 'part-returned'
  | 'all-returned'
  /** 2103 answered no. */
  | 'correction-refused';

/** Every {@link SaleEventKind}. */
export const SALE_EVENTS: readonly SaleEventKind[] = [
  'checked',
  'changed',
  'held',
  'presettled',
  'declined',
  'paid',
  'accepted',
  'refused',
  'timed-out',
  'found',
  'not-found',
  'reversed',
  'cancelled',
  'expired',
  'void-asked',
  'void-accepted',
  'return-asked',
  'part-returned',
  'all-returned',
  'correction-refused',
];

/** What is to be done because of an event, in the order of the list: durable first, then told to others. */
export type SaleEffect =
  | 'reserve'
  | 'release'
  /** What was reserved is used up. */
  | 'consume'
  /** What was used up is as it was. */
  | 'restore'
  /** What was given back is kept apart. */
  | 'quarantine'
  /** Make it durable before the next effect. */
  | 'persist'
  /** Send 2102 under the sale's one key. */
  | 'settle'
  | 'query'
  /** Send 2601. */
  | 'reverse'
  /** Send 2103. */
  | 'void'
  | 'refund'
  | 'query-correction'
  | 'upload-sale'
  | 'upload-return'
  /** Tell whoever sent the event that it does not apply. */
  | 'refuse';
