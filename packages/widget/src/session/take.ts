import { fill } from '../locale/words.ts';
import type { PresentOptions } from '../model/checked.ts';
import type { Row } from '../model/rows.ts';
import { isInterruptive } from '../model/tier.ts';
import { type Desk, saying, show, trace } from './desk.ts';
import { mustInterrupt, presentSession } from './present.ts';
import { openKeys, type Session } from './session.ts';

/**
 * Takes an evaluation in, writes what is shown into the trail before anybody can answer, opens the dialog where it has to
 * be, and announces what is new, once.
 */
export function take(desk: Desk, given: unknown, options?: PresentOptions): void {
  const before = desk.session;
  const next = presentSession(before, given, options);
  desk.session = next;
  if (next.encounterId !== before.encounterId) desk.shownAt.clear();
  const fresh = noteShown(desk, next);
  const isInterrupting = mustInterrupt(next);
  const isCommit = options === undefined || options.moment !== 'draft';
  // An open dialog stays when its last alert has gone: the person who put it right says whether to go on.
  const isOpen =
    isCommit && (isInterrupting || (before.isOpen && before.opened === 'interrupt' && isSame(before, next)));
  const stays = before.isOpen && before.opened === 'asked' && !isInterrupting && next.rows.length > 0;
  const opened = stays ? 'asked' : 'interrupt';
  show(desk, announce(desk, { ...next, isOpen: isOpen || stays, opened }, before, fresh));
}

/** Tells the live region of an open dialog, or the one beside the order, what came in addition. A dialog that opens speaks for itself. */
function announce(desk: Desk, next: Session, before: Session, fresh: readonly Row[]): Session {
  const { say, lang } = desk.settings().words;
  const opensNow = next.isOpen && !before.isOpen;
  const heard = fresh.filter(({ tier }) => tier !== 'folded' && (!opensNow || !isInterruptive(tier)));
  if (opensNow) return next;
  // Nobody shall read on about alerts that have gone.
  if (heard.length === 0) return next.rows.length < before.rows.length ? saying(next, '') : next;
  const names = heard.map(({ alerts }) => alerts[0].name[lang === 'en' ? 'en' : 'zh-CN']);
  const text = names.filter((name, index) => names.indexOf(name) === index).join(say.comma);
  return saying(next, fill(say['new-alerts'], { n: heard.length, text }));
}

/** One line in the trail for each row that was not on screen with this content. */
function noteShown(desk: Desk, { rows }: Session): readonly Row[] {
  const fresh: Row[] = [];
  const known = new Map(desk.shownAt);
  desk.shownAt.clear();
  for (const row of rows) {
    const mark = `${row.key}\n${row.fingerprint}`;
    const at = known.get(mark);
    const now = desk.nowMs();
    desk.shownAt.set(mark, at === undefined ? now : at);
    desk.shownAt.set(row.key, at === undefined ? now : at);
    if (row.earlier !== undefined) trace(desk, 'repeated', row);
    else if (at === undefined) trace(desk, 'shown', row);
    if (at === undefined) fresh.push(row);
  }
  return fresh;
}

const isSame = (a: Session, b: Session): boolean => a.encounterId === b.encounterId && openKeys(b).length === 0;
