import { formatFen } from '../model/money.ts';
import { groupRows, type Row } from '../model/rows.ts';
import { isInterruptive } from '../model/tier.ts';
import { batchRows } from '../session/form-acts.ts';
import { HOLD, interruptiveRows, isSettled, needsAnswer, openKeys } from '../session/session.ts';
import { bannerView, packLine } from './banner-view.ts';
import { button } from './button.ts';
import { foldView } from './fold-view.ts';
import { formView } from './form-view.ts';
import { icon } from './icon.ts';
import { rowView } from './row-view.ts';
import { local, type Screen, say } from './screen.ts';
import { undoView } from './undo-view.ts';
import { type Content, h, type VNode } from './vnode.ts';
import { wordAnswer } from './word-answer.ts';

/** The dialog's content: all alerts of one save, by item, loudest first. */
export function dialogView(screen: Screen): readonly VNode[] {
  const { session } = screen;
  const isAsked = session.opened === 'asked';
  const rows = session.rows.filter(({ tier }) => tier !== 'folded');
  const loud = rows.filter(({ tier }) => isInterruptive(tier));
  const quiet = rows.filter(({ tier }) => !isInterruptive(tier));
  return [
    headView(screen, isAsked ? rows : loud),
    h(
      'div',
      { class: 'body', part: 'body' },
      bannerView(screen),
      session.isHeld && holdView(screen),
      groupsView(screen, loud, 1),
      quiet.length > 0 && h('div', { class: 'quiet' }, groupsView(screen, quiet, loud.length + 1)),
      undoView(screen),
      foldView(screen),
    ),
    footView(screen, isAsked),
    h('p', { class: 'unseen', role: 'alert' }, h('span', { key: `said-${session.said.count}` }, session.said.text)),
  ];
}

function headView(screen: Screen, rows: readonly Row[]): VNode {
  const { session, settings } = screen;
  const amountFen = rows.reduce((sum, row) => sum + row.amountFen, 0);
  const worst = rows.length > 0 ? (rows[0] as Row).severity : session.isHeld ? 'critical' : 'info';
  const isDone = session.opened === 'interrupt' && openKeys(session).length === 0;
  return h(
    'div',
    { class: 'head', part: 'head' },
    h('div', { class: `mark mark-${isDone ? 'done' : worst}` }, icon(isDone ? 'done' : worst)),
    h(
      'div',
      { class: 'titles' },
      h('h2', { id: 'title' }, say(screen, 'title', { phase: settings.words.phase[session.phase] })),
      h('p', { id: 'summary' }, summary(screen, rows)),
    ),
    amountFen > 0 && h('p', { class: 'amount' }, say(screen, 'amount', { amount: formatFen(amountFen) })),
    button({ act: 'print', look: 'quiet' }, say(screen, 'print')),
    h(
      'p',
      { id: 'description', class: 'unseen' },
      rows.slice(0, DESCRIBED_MAX).map(({ alerts }) => `${local(alerts[0].message, settings.words)} `),
    ),
  );
}

function summary(screen: Screen, rows: readonly Row[]): string {
  const { session } = screen;
  const items = new Set(rows.map(({ items: [first] }) => first));
  const counts = { n: rows.length, m: items.size };
  if (session.opened === 'asked') return say(screen, 'summary-asked', counts);
  const asked = rows.filter(needsAnswer);
  const open = openKeys(session).length;
  if (session.isHeld && asked.length === 0 && open > 0) return say(screen, 'summary-hold');
  if (open === 0 && asked.length === 0 && rows.length > 0) return say(screen, 'summary-remind', counts);
  if (open === 0) return say(screen, 'summary-settled');
  const progress = say(screen, 'progress', { done: asked.length - open, n: asked.length });
  return `${say(screen, 'summary', { n: asked.length, m: counts.m })} · ${progress}`;
}

/** Nobody could judge, and the institution says that the order waits until somebody takes it upon themselves. */
function holdView(screen: Screen): VNode {
  const { session } = screen;
  const { form } = session;
  const answer = session.answers.get(HOLD);
  const isSilent = session.checked?.decidedBy === 'nobody';
  return h(
    'div',
    { class: 'row row-critical', part: 'hold', 'data-key': HOLD, tabindex: -1 },
    h('p', { class: 'message' }, isSilent ? screen.settings.words.notice['silent-held'] : say(screen, 'hold')),
    answer !== undefined && h('p', { class: 'state' }, icon('done'), h('span', {}, wordAnswer(screen, answer))),
    form !== undefined && form.rows[0] === HOLD
      ? formView(screen, form)
      : h(
          'div',
          { class: 'actions' },
          button(
            { act: 'hold', key: session.rows.length === 0 ? screen.keys.override : '' },
            `${say(screen, 'break-glass')}…`,
          ),
        ),
  );
}

function groupsView(screen: Screen, rows: readonly Row[], from: number): Content {
  let ordinal = from - 1;
  return groupRows(rows, screen.session.items).map(({ item, rows: own }) =>
    h(
      'section',
      { class: 'group', part: 'group', key: `${item.id}-${from}` },
      h(
        'h3',
        {},
        h('span', { class: 'item' }, item.label),
        item.detail !== undefined && h('span', { class: 'muted' }, item.detail),
        item.amountFen !== undefined && h('span', { class: 'muted' }, formatFen(item.amountFen)),
        h('span', { class: 'count' }, String(own.length)),
      ),
      h(
        'ul',
        {},
        own.map((row) => {
          ordinal += 1;
          return rowView(screen, row, ordinal);
        }),
      ),
    ),
  );
}

/** The safe way is always there and always first in the eye; the other opens when everything is answered. */
function footView(screen: Screen, isAsked: boolean): VNode {
  const { session, keys } = screen;
  if (isAsked) {
    return h(
      'div',
      { class: 'foot', part: 'foot' },
      h('p', { class: 'muted' }, packLine(screen)),
      button({ act: 'revise', look: 'main', key: 'Esc' }, say(screen, 'close')),
    );
  }
  const open = openKeys(session).length;
  const batch = batchRows(session).length;
  const loud = interruptiveRows(session);
  const isReady =
    open === 0 && (loud.length === 0 || loud.some((row) => isSettled(session, row.key)) || session.isHeld);
  return h(
    'div',
    { class: 'foot', part: 'foot' },
    h('p', { class: 'muted' }, open === 0 ? packLine(screen) : say(screen, 'not-yet', { n: open })),
    batch > 1 &&
      session.form === undefined &&
      button({ act: 'batch', look: 'quiet', key: keys.batch }, say(screen, 'batch', { n: batch })),
    button(
      { act: 'continue', look: isReady ? 'main' : 'plain', key: keys.continue, attributes: { disabled: open > 0 } },
      say(screen, 'continue'),
    ),
    button({ act: 'revise', look: isReady ? 'plain' : 'main', key: 'Esc' }, say(screen, 'revise')),
  );
}

/** What a screen reader hears of a dialog that opens; the rest is a key away. */
const DESCRIBED_MAX = 3;
