import type { Evaluation, ItemId } from '@forecheck/core';
import { itemOf, type Row } from '../model/rows.ts';
import { evaluationOf } from '../session/present.ts';
import { button } from './button.ts';
import { chip } from './row-view.ts';
import { local, type Screen, say } from './screen.ts';
import { type Content, h, type VNode } from './vnode.ts';
import { wordFact } from './word-evidence.ts';

/** What interrupts nobody: notes, questions without an answer, and what was set aside, behind a count. */
export function foldView(screen: Screen): VNode | undefined {
  const lines = linesOf(screen);
  if (lines.length === 0) return undefined;
  const { isInfoUnfolded } = screen.session;
  return h(
    'div',
    { class: 'fold', part: 'fold' },
    button(
      { act: 'info', look: 'quiet', attributes: { 'aria-expanded': String(isInfoUnfolded) } },
      say(screen, 'folded', { n: lines.length }),
    ),
    isInfoUnfolded && h('ul', { class: 'lines' }, lines),
  );
}

function linesOf(screen: Screen): readonly VNode[] {
  const evaluation = evaluationOf(screen.session);
  const { words } = screen.settings;
  const folded = screen.session.rows.filter(({ tier }) => tier === 'folded');
  const rest = evaluation === undefined ? [] : restOf(screen, evaluation);
  return folded
    .map((row: Row) =>
      h('li', {}, chip(screen, row), named(screen, row.items), h('span', {}, local(row.alerts[0].message, words))),
    )
    .concat(rest);
}

/** An evaluation that came over a wire may lack what an older engine does not know. */
function restOf(screen: Screen, evaluation: Partial<Evaluation>): readonly VNode[] {
  const { words } = screen.settings;
  const { undetermined = [], preexisting = [], exempted = [], partial = [], unmapped = [] } = evaluation;
  const titled = (title: string, items: readonly ItemId[], ...more: Content[]): VNode =>
    h('li', {}, h('strong', {}, title), named(screen, items), ...more);
  return [
    ...undetermined.map((one, index) => {
      const facts = one.missing.map((fact) => wordFact(fact, words)).join(words.say.comma);
      return titled(
        `${words.say.undetermined}${words.say.colon}${local(one.name, words)}`,
        one.items,
        h('span', {}, (one.message && local(one.message, words)) || one.prompt || say(screen, 'missing', { facts })),
        one.missing.indexOf('evidence') >= 0 && button({ act: 'attest', index, look: 'quiet' }, words.say.attest),
      );
    }),
    ...preexisting.map(({ offending, message }) =>
      titled(words.say.preexisting, offending, h('span', {}, local(message, words))),
    ),
    ...exempted.map(({ items, reason }) => titled(words.say.exempted, items, h('span', {}, reason))),
    ...partial.map(({ items }) => titled(words.say.partial, items)),
    ...(unmapped.length === 0 ? [] : [titled(words.say.unmapped, unmapped)]),
  ];
}

function named({ session, settings }: Screen, ids: readonly ItemId[]): VNode {
  return h('b', {}, ids.map((id) => itemOf(id, session.items).label).join(settings.words.say.comma));
}
