import { button } from './button.ts';
import { type Screen, say } from './screen.ts';
import { type Content, h } from './vnode.ts';
import { wordFix } from './word-fix.ts';

/** The fix that was applied last, while it can be taken back. */
export function undoView(screen: Screen): Content {
  const { undoable, isOpen } = screen.session;
  const last = undoable[undoable.length - 1];
  if (last === undefined) return undefined;
  return h(
    'div',
    { class: 'undo', part: 'undo' },
    h('span', {}, say(screen, 'undo-bar', { fix: wordFix(screen, last.fix), item: last.label })),
    button({ act: 'undo', key: isOpen ? screen.keys.undo : '' }, say(screen, 'undo')),
  );
}
