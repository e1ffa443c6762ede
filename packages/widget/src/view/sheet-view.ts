import { formatFen } from '../model/money.ts';
import type { Row } from '../model/rows.ts';
import { groupRows } from '../model/rows.ts';
import { formatInstant } from '../model/time.ts';
import { packLine } from './banner-view.ts';
import { local, type Screen, say } from './screen.ts';
import { type Content, h, type VNode } from './vnode.ts';
import { wordAnswer, wordEarlier } from './word-answer.ts';
import { excessLabel, wordEvidence, wordExcess } from './word-evidence.ts';
import { wordFix } from './word-fix.ts';

/** All rows on paper with their answers, and a form to sign where somebody pays themselves. */
export function sheetView(screen: Screen): VNode {
  const { session, settings } = screen;
  const rows = session.rows;
  const paid = session.undoable.filter(({ consent }) => consent !== undefined).map(({ row }) => row);
  return h(
    'div',
    { class: 'sheet', lang: settings.words.lang },
    h('h1', {}, say(screen, 'sheet-title', { phase: settings.words.phase[session.phase] })),
    factLines(screen),
    groupRows(rows, session.items).map(({ item, rows: own }) => [
      h('h2', {}, [item.label, item.detail || ''].filter((part) => part !== '').join(' ')),
      table(screen, own),
    ]),
    paid.length > 0 && consentPart(screen, paid),
  );
}

/** Consent to paying for one row, to be signed by hand: no name is kept anywhere. */
export function consentSheetView(screen: Screen, row: Row): VNode {
  const { words } = screen.settings;
  return h('div', { class: 'sheet', lang: words.lang }, factLines(screen), consentPart(screen, [row]));
}

function factLines(screen: Screen): Content {
  const { words } = screen.settings;
  const line = (name: string, value: string): VNode => h('p', {}, `${name}${words.say.colon}${value}`);
  return [
    line(words.say['sheet-encounter'], screen.session.encounterId),
    line(words.say['sheet-printed'], formatInstant(screen.nowMs)),
    h('p', {}, packLine(screen)),
  ];
}

function table(screen: Screen, rows: readonly Row[]): VNode {
  const { words } = screen.settings;
  const { say: phrases } = words;
  const head = [phrases.rule, phrases.measured, phrases.basis, phrases['sheet-answer']];
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...head.map((name) => h('th', { scope: 'col' }, name)))),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          {},
          h(
            'td',
            {},
            h('p', {}, `${words.severity[row.severity]} · ${local(row.alerts[0].name, words)}`),
            h('p', {}, local(row.alerts[0].message, words)),
          ),
          h('td', {}, measured(screen, row)),
          h('td', {}, clauses(screen, row)),
          h('td', {}, answerOf(screen, row)),
        ),
      ),
    ),
  );
}

function measured({ settings: { words } }: Screen, { alerts: [alert] }: Row): Content {
  const excess = wordExcess(alert.excess, words);
  return [
    alert.evidence.map((one) => {
      const [name, value, bound] = wordEvidence(one, words);
      const limit = bound === '' ? '' : `${words.say.comma}${words.say.bound} ${bound}`;
      return h('p', {}, `${name} ${value}${limit}`);
    }),
    excess !== '' && h('p', {}, `${excessLabel(alert, words)} ${excess}`),
  ];
}

function clauses(screen: Screen, { alerts }: Row): Content {
  const all = alerts.reduce<readonly (typeof alerts)[0]['basis'][number][]>(
    (list, { basis }) => list.concat(basis),
    [],
  );
  if (all.length === 0) return say(screen, 'no-basis');
  return all.map(({ instrument, article = '', inForceFrom }) => {
    const since = inForceFrom === undefined ? '' : ` ${say(screen, 'in-force-from', { date: inForceFrom })}`;
    return h('p', {}, `${instrument} ${article}${since}`);
  });
}

function answerOf(screen: Screen, { key, earlier }: Row): string {
  const { answers, fixes } = screen.session;
  const answer = answers.get(key);
  const progress = fixes.get(key);
  if (answer !== undefined) return wordAnswer(screen, answer);
  if (progress !== undefined && progress.kind === 'applied') {
    return say(screen, 'applied', { fix: wordFix(screen, progress.fix) });
  }
  return earlier === undefined ? say(screen, 'sheet-no-answer') : wordEarlier(screen, earlier);
}

function consentPart(screen: Screen, rows: readonly Row[]): Content {
  const { words } = screen.settings;
  const consents = screen.session.undoable;
  const sign = (name: string): VNode => h('p', { class: 'sign' }, name, h('span', {}, ' '));
  return [
    h('h2', {}, say(screen, 'sheet-consent')),
    h('p', {}, say(screen, 'sheet-consent-text')),
    h(
      'ul',
      {},
      groupRows(rows, screen.session.items).map(({ item }) =>
        h(
          'li',
          {},
          [item.label, item.detail || '', item.amountFen === undefined ? '' : formatFen(item.amountFen)].join(' '),
        ),
      ),
    ),
    consents.map(({ consent }) => {
      if (consent === undefined) return undefined;
      const parts = [words.giver[consent.by], consent.relation, formatInstant(consent.at), consent.emergencyReason];
      return h('p', {}, parts.filter((part) => part !== undefined && part !== '').join(words.say.comma));
    }),
    sign(say(screen, 'sheet-sign')),
    sign(say(screen, 'sheet-sign-relation')),
    sign(say(screen, 'sheet-sign-date')),
    sign(say(screen, 'sheet-practitioner')),
  ];
}
