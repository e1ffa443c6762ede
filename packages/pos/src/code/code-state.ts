/** Where a traceability code stands in the view of one store. */
export type CodeState =
  /** Never received here. */
  | 'unknown'
  | 'in-stock'
  | 'reserved'
  | 'sold'
  /** 拆零: opened, with units left. */
  | 'opened'
  | 'sold-out'
  /** The bureau must first take the sale back. */
  | 'return-pending'
  | 'quarantined'
  /** The bureau says that it was sold elsewhere. */
  | 'suspect'
  | 'expired'
  | 'recalled'
  | 'scrapped'
  | 'transferred-out';

/** Every {@link CodeState}. */
export const CODE_STATES: readonly CodeState[] = [
  'unknown',
  'in-stock',
  'reserved',
  'sold',
  'opened',
  'sold-out',
  'return-pending',
  'quarantined',
  'suspect',
  'expired',
  'recalled',
  'scrapped',
  'transferred-out',
];
