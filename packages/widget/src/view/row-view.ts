import type { Fix } from '@forecheck/core';
import { itemOf, type Row } from '../model/rows.ts';
import { isInterruptive } from '../model/tier.ts';
import { fixesOf } from '../session/fix-acts.ts';
import { isSettled, mayContinue, needsAnswer } from '../session/session.ts';
import { button } from './button.ts';
import { evidenceId, evidenceView, factsView } from './evidence-view.ts';
import { formView } from './form-view.ts';
import { icon } from './icon.ts';
import { local, type Screen, say } from './screen.ts';
import { type Content, h, type VNode } from './vnode.ts';
import { wordAnswer, wordEarlier } from './word-answer.ts';
import { wordFix } from './word-fix.ts';

/** One row of the dialog: what is wrong, the figures, and what can be done about it. */
export function rowView(screen: Screen, row: Row, ordinal: number): VNode {
  const { session, settings } = screen;
  const [alert] = row.alerts;
  const isCurrent = session.current === row.key;
  const isDone = isSettled(session, row.key);
  const { form } = session;
  const hasForm = form !== undefined && form.rows[0] === row.key;
  return h(
    'li',
    {
      key: row.key,
      class: `row row-${row.severity}${isCurrent ? ' is-current' : ''}${isDone ? ' is-done' : ''}`,
      part: `alert alert-${row.severity}`,
      tabindex: -1,
      'data-key': row.key,
      'aria-current': isCurrent ? 'true' : undefined,
    },
    h(
      'div',
      { class: 'row-head' },
      ordinal <= DIGITS && h('kbd', { class: 'ordinal', 'aria-hidden': 'true' }, String(ordinal)),
      chip(screen, row),
      h('span', { class: 'rule' }, local(alert.name, settings.words)),
      row.alerts.length > 1 && h('span', { class: 'count' }, `×${row.alerts.length}`),
    ),
    h('p', { class: 'message' }, local(alert.message, settings.words)),
    factsView(screen, alert),
    companions(screen, row),
    stateOf(screen, row),
    hasForm ? formView(screen, form) : actionsView(screen, row, isCurrent, isDone),
    session.unfolded.has(row.key) && evidenceView(screen, row),
  );
}

/** Severity in a word and a shape, and what has to be done. */
export function chip({ settings: { words } }: Screen, { severity, decision, tier }: Row): VNode {
  return h(
    'span',
    { class: `chip chip-${severity}`, part: `severity severity-${severity}` },
    icon(severity),
    h(
      'span',
      {},
      isInterruptive(tier) ? `${words.severity[severity]} · ${words.decision[decision]}` : words.severity[severity],
    ),
  );
}

function companions(screen: Screen, row: Row): Content {
  const { items } = screen.session;
  const names = (ids: readonly string[]): string => ids.map((id) => itemOf(id, items).label).join(say(screen, 'comma'));
  const also = row.items.slice(1);
  const involved = row.alerts[0].involved;
  return [
    also.length > 0 && h('p', { class: 'muted' }, say(screen, 'also', { items: names(also) })),
    involved.length > 0 && h('p', { class: 'muted' }, say(screen, 'involved', { items: names(involved) })),
  ];
}

/** How far it has come: answered, being changed, changed, refused. */
export function stateOf(screen: Screen, row: Row): Content {
  const { session } = screen;
  const answer = session.answers.get(row.key);
  const progress = session.fixes.get(row.key);
  if (progress !== undefined && progress.kind === 'refused') {
    const text = progress.text || wordFix(screen, progress.fix);
    return h(
      'p',
      { class: 'problem', role: 'alert' },
      icon('critical'),
      h('span', {}, say(screen, 'refused', { text })),
    );
  }
  if (progress !== undefined) {
    const fix = wordFix(screen, progress.fix);
    const text = progress.kind === 'pending' ? say(screen, 'pending') : say(screen, 'applied', { fix });
    return h('p', { class: 'state' }, progress.kind === 'applied' && icon('done'), h('span', {}, text));
  }
  if (answer !== undefined) return h('p', { class: 'state' }, icon('done'), h('span', {}, wordAnswer(screen, answer)));
  if (row.earlier === undefined) return undefined;
  const earlier = say(screen, 'earlier', { answer: wordEarlier(screen, row.earlier) });
  return h('p', { class: 'state' }, icon('done'), h('span', {}, earlier));
}

function actionsView(screen: Screen, row: Row, isCurrent: boolean, isDone: boolean): VNode {
  const { session } = screen;
  const { key } = row;
  const shortcut = (name: keyof Screen['keys']): string => (isCurrent ? screen.keys[name] : '');
  const evidence = button(
    {
      act: 'evidence',
      row: key,
      look: 'quiet',
      key: shortcut('evidence'),
      attributes: {
        'aria-expanded': String(session.unfolded.has(key)),
        'aria-controls': session.unfolded.has(key) && evidenceId(row),
      },
    },
    say(screen, 'evidence'),
  );
  if (isDone) {
    const answer = session.answers.get(key);
    return h(
      'div',
      { class: 'actions' },
      answer !== undefined && button({ act: 'change', row: key, look: 'quiet' }, say(screen, 'change-answer')),
      evidence,
    );
  }
  return h(
    'div',
    { class: 'actions', part: 'actions' },
    fixesOf(row).map((fix, index) => fixButton(screen, row, fix, index, shortcut('fix'))),
    answerButtons(screen, row, shortcut('override')),
    evidence,
  );
}

/** A button for one fix; the first is what most people should press. */
export function fixButton(screen: Screen, { key, alerts }: Row, fix: Fix, index: number, shortcut: string): VNode {
  const progress = screen.session.fixes.get(key);
  const isBusy = progress !== undefined && progress.kind === 'pending';
  return button(
    {
      act: 'fix',
      row: key,
      index,
      // One filled button among the rows: the one that the key presses.
      look: index === 0 && shortcut !== '' ? 'main' : 'plain',
      key: index === 0 ? shortcut : '',
      attributes: { disabled: isBusy, 'data-alert': alerts[0].id },
    },
    wordFix(screen, fix) + (fix.kind === 'self-pay-with-consent' ? '…' : ''),
  );
}

function answerButtons(screen: Screen, row: Row, key: string): Content {
  const { alerts, tier } = row;
  const canSupply = alerts.every(({ dispositions }) => dispositions.indexOf('supply-evidence') >= 0);
  return [
    canSupply && button({ act: 'supply', row: row.key }, `${say(screen, 'supply')}…`),
    tier === 'stop' && button({ act: 'override', row: row.key, look: 'quiet', key }, `${say(screen, 'break-glass')}…`),
    tier === 'ask' &&
      needsAnswer(row) &&
      mayContinue(row) &&
      button({ act: 'override', row: row.key, key }, `${say(screen, 'override')}…`),
    tier !== 'stop' && !needsAnswer(row) && snoozeButton(screen, row),
  ];
}

/** Only where nothing has to be answered, and where nothing was said yet. */
export function snoozeButton(screen: Screen, { key, earlier }: Row): Content {
  return earlier === undefined && button({ act: 'snooze', row: key, look: 'quiet' }, say(screen, 'snooze'));
}

/** Rows that digits reach. */
const DIGITS = 9;
