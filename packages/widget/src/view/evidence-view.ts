import type { Alert, Basis } from '@forecheck/core';
import type { Row } from '../model/rows.ts';
import { evaluationOf } from '../session/present.ts';
import { packLine } from './banner-view.ts';
import { local, type Screen, say } from './screen.ts';
import { h, type VNode } from './vnode.ts';
import { excessLabel, wordEvidence, wordExcess } from './word-evidence.ts';

/** What was found against what is allowed, in figures. */
export function factsView(screen: Screen, alert: Alert): VNode | undefined {
  const { words } = screen.settings;
  const excess = wordExcess(alert.excess, words);
  const lines = alert.evidence.map((one) => wordEvidence(one, words));
  if (lines.length === 0 && excess === '') return undefined;
  return h(
    'dl',
    { class: 'facts', part: 'facts' },
    lines.map(([name, value, bound]) => [
      pair(name, h('span', { class: 'measured' }, value)),
      bound !== '' && pair(words.say.bound, bound),
    ]),
    excess !== '' && pair(excessLabel(alert, words), h('strong', {}, excess)),
  );
}

/** Rule, clauses, why it fired, and the pack that it was judged by. */
export function evidenceView(screen: Screen, row: Row): VNode {
  const { words } = screen.settings;
  const more = row.alerts.slice(1);
  return h(
    'div',
    { class: 'evidence', part: 'evidence', id: evidenceId(row) },
    h(
      'dl',
      { class: 'basis' },
      pair(say(screen, 'rule'), `${local(row.alerts[0].name, words)} (${ruleCode(row.alerts[0])})`),
      row.alerts.map((alert) => basisPairs(screen, alert)),
      pair(say(screen, 'judged-by'), packOf(screen)),
    ),
    more.length > 0 && h('p', { class: 'muted' }, say(screen, 'more-points', { n: more.length })),
    more.length > 0 &&
      h(
        'ul',
        { class: 'more' },
        more.map((alert) => h('li', {}, local(alert.message, words), factsView(screen, alert))),
      ),
  );
}

export const evidenceId = ({ key }: Row): string => `evidence-${key.replace(/[^\w-]/g, '_')}`;

function basisPairs(screen: Screen, { basis }: Alert): readonly VNode[] {
  const name = say(screen, 'basis');
  if (basis.length === 0) return [pair(name, say(screen, 'no-basis'))];
  return basis.map((one) => pair(name, h('span', {}, citation(screen, one))));
}

function citation(screen: Screen, { instrument, article, locator, inForceFrom, text }: Basis) {
  const href = safeLink(screen.linkOf(instrument, article));
  const title =
    href === undefined ? instrument : h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, instrument);
  const rest = [article, locator].filter((part) => part !== undefined && part !== '').map((part) => ` ${part}`);
  return [
    title,
    rest.join(''),
    inForceFrom !== undefined &&
      h('span', { class: 'muted' }, ` ${say(screen, 'in-force-from', { date: inForceFrom })}`),
    text !== undefined && h('q', { class: 'clause' }, text),
  ];
}

/** A link that runs nothing. */
function safeLink(href: string | undefined): string | undefined {
  return href !== undefined && /^(https?:\/\/|\/(?!\/))/.test(href) ? href : undefined;
}

function packOf(screen: Screen): string {
  const evaluation = evaluationOf(screen.session);
  const reached = evaluation?.reachedUnder;
  const manifest = reached?.manifest ? ` · ${reached.manifest}` : '';
  return packLine(screen) + manifest;
}

const ruleCode = ({ nationalCode, rule }: Alert): string => nationalCode || rule;

function pair(name: string, value: VNode | string): VNode {
  return h('div', { class: 'pair' }, h('dt', {}, name), h('dd', {}, value));
}
