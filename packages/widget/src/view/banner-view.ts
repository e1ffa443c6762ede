import { fill, type Words } from '../locale/words.ts';
import { ageOf, type Notice, noticesOf } from '../model/status.ts';
import { formatInstant } from '../model/time.ts';
import { evaluationOf } from '../session/present.ts';
import { icon } from './icon.ts';
import { type Screen, say } from './screen.ts';
import { h, type VNode } from './vnode.ts';

/** What is not as it should be with the judging. Nothing when all is well. */
export function bannerView(screen: Screen): VNode | undefined {
  // In the dialog the hold says it itself, above its way out.
  const { isOpen, isHeld } = screen.session;
  const notices = shownNotices(screen).filter(({ kind }) => !(isOpen && isHeld && kind === 'silent-held'));
  if (notices.length === 0) return undefined;
  const { words } = screen.settings;
  return h(
    'div',
    { class: 'banner', part: 'banner', role: 'note' },
    icon('warning'),
    h(
      'div',
      { class: 'banner-lines' },
      notices.map((notice) => h('p', { 'data-notice': notice.kind }, wordNotice(notice, screen, words))),
      h('p', { class: 'muted' }, packLine(screen)),
    ),
  );
}

/** Version, day in force and publisher of the pack that judged. */
export function packLine(screen: Screen): string {
  const { status, session } = screen;
  const { checked } = session;
  const evaluation = evaluationOf(session);
  const manifest = evaluation?.reachedUnder?.manifest;
  const version = status.version || checked?.pack || status.pack || manifest || '';
  const parts = [
    version === '' ? say(screen, 'pack-unknown') : say(screen, 'pack', { version: shorten(version) }),
    status.inForceFrom === undefined ? '' : say(screen, 'in-force-from', { date: status.inForceFrom }),
    status.source || '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function shownNotices({ status, session }: Screen): readonly Notice[] {
  const { checked, isUnreadable, isRefused, isHeld } = session;
  const isStale = status.isStale === true || checked?.isStale === true;
  const since = checked === undefined ? undefined : checked.staleSinceMs;
  const evaluation = evaluationOf(session);
  const manifest = evaluation?.reachedUnder?.manifest;
  const isPackKnown = Boolean(checked?.pack || status.pack || status.version || manifest);
  return noticesOf({
    status: { ...status, isStale, ...(since !== undefined && { staleSinceMs: since }) },
    isUnreadable,
    isRefused,
    decidedBy: checked?.decidedBy,
    isHeld,
    ...(checked !== undefined && { isPackKnown }),
  });
}

function wordNotice({ kind, since, count = 0 }: Notice, { nowMs }: Screen, words: Words): string {
  if (since === undefined) return fill(words.notice[kind], { count });
  const { days, hours } = ageOf(since, nowMs);
  const age = days > 0 ? fill(words.say.days, { n: days }) : fill(words.say.hours, { n: hours });
  return fill(words.notice[kind], { age, since: formatInstant(since) });
}

/** A digest by its first twelve digits, as people compare it; any other version whole. */
const shorten = (version: string): string => (/^[0-9a-f]{40,}$/.test(version) ? version.slice(0, 12) : version);
