import type { CodeState } from './code-state.ts';

/** What can happen to a code. */
export type CodeEventKind =
  /** Goods were received, by purchase or by transfer. */
  | 'received'
  | 'reserved'
  | 'released'
  | 'sold'
  /** A void before hand-over: the pack never left. */
  | 'returned-unopened'
  /** A buyer brought it back. */
  | 'returned'
  /** The bureau has taken the sale back. */
  | 'unsold'
  /** Someone entitled to it decided, on record, that it may be sold. */
  | 'cleared'
  | 'opened'
  | 'emptied'
  /** Units of an emptied pack were given back by a void. */
  | 'refilled'
  /** The bureau says that it was sold elsewhere. */
  | 'flagged'
  | 'expired'
  | 'recalled'
  | 'scrapped'
  | 'transferred';

/** Every {@link CodeEventKind}. */
export const CODE_EVENTS: readonly CodeEventKind[] = [
  'received',
  'reserved',
  'released',
  'sold',
  'returned-unopened',
  'returned',
  'unsold',
  'cleared',
  'opened',
  'emptied',
  'refilled',
  'flagged',
  'expired',
  'recalled',
  'scrapped',
  'transferred',
];

/** What becomes of a code. */
export interface CodeCell {
  /** Absent: it stays what it is. */
  readonly to?: CodeState;
  readonly isRefused: boolean;
}

/** What becomes of a code at an event. */
export function nextCode(
  state: CodeState,
  event: CodeEventKind,
): { readonly state: CodeState; readonly isRefused: boolean } {
  const { to = state, isRefused } = CODE_TABLE[state][event];
  return { state: to, isRefused };
}

/** A table with a missing row or column does not compile. */
type CodeTable = { readonly [S in CodeState]: { readonly [E in CodeEventKind]: CodeCell } };

function to(state: CodeState): CodeCell {
  return { to: state, isRefused: false };
}

const NO: CodeCell = { isRefused: true };
const KEEP: CodeCell = { isRefused: false };

/** Every state × every event. `docs/pos.md` shows the same. */
const CODE_TABLE: CodeTable = {
  unknown: {
    received: to('in-stock'),
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: to('suspect'),
    expired: KEEP,
    recalled: KEEP,
    scrapped: NO,
    transferred: NO,
  },
  'in-stock': {
    received: NO,
    reserved: to('reserved'),
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: to('opened'),
    emptied: NO,
    refilled: NO,
    flagged: to('suspect'),
    expired: to('expired'),
    recalled: to('recalled'),
    scrapped: to('scrapped'),
    transferred: to('transferred-out'),
  },
  reserved: {
    received: NO,
    reserved: NO,
    released: to('in-stock'),
    sold: to('sold'),
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: to('suspect'),
    expired: to('expired'),
    recalled: to('recalled'),
    scrapped: NO,
    transferred: NO,
  },
  sold: {
    received: NO,
    reserved: NO,
    released: NO,
    sold: KEEP,
    'returned-unopened': to('in-stock'),
    returned: to('return-pending'),
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: KEEP,
    scrapped: NO,
    transferred: NO,
  },
  opened: {
    received: NO,
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: KEEP,
    emptied: to('sold-out'),
    refilled: KEEP,
    flagged: to('suspect'),
    expired: to('expired'),
    recalled: to('recalled'),
    scrapped: to('scrapped'),
    transferred: NO,
  },
  'sold-out': {
    received: NO,
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: to('opened'),
    flagged: KEEP,
    expired: KEEP,
    recalled: KEEP,
    scrapped: NO,
    transferred: NO,
  },
  'return-pending': {
    received: NO,
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: to('quarantined'),
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: KEEP,
    scrapped: NO,
    transferred: NO,
  },
  quarantined: {
    received: NO,
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: to('in-stock'),
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: to('suspect'),
    expired: to('expired'),
    recalled: to('recalled'),
    scrapped: to('scrapped'),
    transferred: NO,
  },
  suspect: {
    received: NO,
    reserved: NO,
    released: KEEP,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: to('in-stock'),
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: to('recalled'),
    scrapped: to('scrapped'),
    transferred: NO,
  },
  expired: {
    received: NO,
    reserved: NO,
    released: KEEP,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: to('recalled'),
    scrapped: to('scrapped'),
    transferred: NO,
  },
  recalled: {
    received: NO,
    reserved: NO,
    released: KEEP,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: KEEP,
    scrapped: to('scrapped'),
    transferred: NO,
  },
  scrapped: {
    received: NO,
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: KEEP,
    scrapped: KEEP,
    transferred: NO,
  },
  'transferred-out': {
    received: to('in-stock'),
    reserved: NO,
    released: NO,
    sold: NO,
    'returned-unopened': NO,
    returned: NO,
    unsold: NO,
    cleared: NO,
    opened: NO,
    emptied: NO,
    refilled: NO,
    flagged: KEEP,
    expired: KEEP,
    recalled: KEEP,
    scrapped: NO,
    transferred: KEEP,
  },
};
