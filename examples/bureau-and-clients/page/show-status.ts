import type { GuardStatus } from '@forecheck/sync';
import { create, element } from './element.ts';
import type { Language, Words } from './words.ts';

/** Shows how the guard is, and since when what is in force has been in force here. */
export function showStatus(status: GuardStatus, sinceMs: number, words: Words, language: Language): void {
  const { connection, pack, isStale, staleSinceMs, isDegraded, outbox } = status;
  const time = (ms: number): string => new Date(ms).toLocaleString(language, { hour12: false });
  const staleSince = staleSinceMs === undefined ? undefined : time(staleSinceMs);
  const rows: readonly (readonly [name: keyof Words['labels'], value: Node | string, isGood?: boolean | undefined])[] =
    [
      ['connection', words.connection[connection], connection === 'online'],
      ['pack', pack === undefined ? words.noPack : shortDigest(pack)],
      ...(pack === undefined ? [] : ([['since', time(sinceMs)]] as const)),
      ['freshness', isStale ? words.stale(staleSince) : words.fresh, !isStale],
      ['outbox', words.waiting(outbox.entries), outbox.entries === 0 || undefined],
      ...(isDegraded ? ([['damage', words.damaged, false]] as const) : []),
    ];
  element('status').replaceChildren(
    ...rows.flatMap(([name, value, isGood]) => [
      create('dt', {}, words.labels[name]),
      create('dd', { id: `status-${name}`, class: isGood === undefined ? '' : isGood ? 'good' : 'bad' }, value),
    ]),
  );
}

/** Enough of a digest to tell packs apart; the whole of it on hovering. */
function shortDigest(digest: string): HTMLElement {
  return create('code', { title: digest, 'data-digest': digest }, `${digest.slice(0, SHORT_LENGTH)}…`);
}

const SHORT_LENGTH = 16;
