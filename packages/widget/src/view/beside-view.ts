import { itemOf, type Row } from '../model/rows.ts';
import { fixesOf } from '../session/fix-acts.ts';
import { bannerView } from './banner-view.ts';
import { button } from './button.ts';
import { foldView } from './fold-view.ts';
import { chip, fixButton, snoozeButton, stateOf } from './row-view.ts';
import { local, type Screen, say } from './screen.ts';
import { undoView } from './undo-view.ts';
import { type Content, h, type VNode } from './vnode.ts';

/** What stands in the page: the banner, what is to be known about the order, the last fix, and the fold. */
export function besideView(screen: Screen): readonly VNode[] {
  const { session } = screen;
  const rows = session.rows.filter(({ tier }) => tier !== 'folded');
  const parts: readonly Content[] = [
    bannerView(screen),
    rows.length > 0 && listView(screen, rows),
    undoView(screen),
    foldView(screen),
  ];
  const said = session.isOpen ? '' : session.said.text;
  return [
    // A dialog shows the same again; what lies under it is silent while it is open.
    ...(session.isOpen ? [] : [h('div', { class: 'beside', part: 'beside' }, parts)]),
    h('p', { class: 'unseen', role: 'status' }, said !== '' && h('span', { key: `said-${session.said.count}` }, said)),
  ];
}

function listView(screen: Screen, rows: readonly Row[]): VNode {
  const items = new Set(rows.map(({ items: [first] }) => first));
  return h(
    'div',
    { class: 'notes', part: 'notes' },
    h(
      'div',
      { class: 'notes-head' },
      h('span', {}, say(screen, 'beside', { n: rows.length, m: items.size })),
      button({ act: 'open', look: 'quiet', attributes: { 'aria-haspopup': 'dialog' } }, say(screen, 'show')),
    ),
    h(
      'ul',
      { class: 'lines' },
      rows.map((row) => lineView(screen, row)),
    ),
  );
}

function lineView(screen: Screen, row: Row): VNode {
  const { session, settings } = screen;
  const [fix] = fixesOf(row);
  const isOneStep = fix !== undefined && fix.kind !== 'self-pay-with-consent';
  const progress = session.fixes.get(row.key);
  const isApplied = progress !== undefined && progress.kind === 'applied';
  return h(
    'li',
    { key: row.key, class: `line line-${row.severity}`, part: `note note-${row.severity}`, 'data-key': row.key },
    chip(screen, row),
    h('b', {}, itemOf(row.items[0] || '', session.items).label),
    h('span', { class: 'line-text' }, local(row.alerts[0].message, settings.words)),
    stateOf(screen, row),
    h(
      'span',
      { class: 'actions' },
      isOneStep && !isApplied && fixButton(screen, row, fix, 0, ''),
      row.tier === 'beside' && snoozeButton(screen, row),
    ),
  );
}
