import type { ShownItem } from '../model/checked.ts';
import type { Row } from '../model/rows.ts';

/**
 * Puts a badge beside the control of each item that has rows, and takes away those that have none any more. An item for which
 * the page has put a badge itself is left to the page.
 */
export function placeBadges(
  placed: Map<string, Element>,
  { items, rows, tag }: { readonly items: readonly ShownItem[]; readonly rows: readonly Row[]; readonly tag: string },
): void {
  const wanted = new Map<string, Element>();
  for (const { id, control } of items) {
    const isAbout = rows.some(({ tier, items: about }) => tier !== 'folded' && about.indexOf(id) >= 0);
    if (control?.isConnected && isAbout) wanted.set(id, control);
  }
  placed.forEach((badge, id) => {
    if (wanted.has(id) && badge.isConnected) return;
    badge.remove();
    placed.delete(id);
  });
  wanted.forEach((control, id) => {
    if (placed.has(id) || hasOwn(control, id, tag)) return;
    const badge = document.createElement(tag);
    badge.setAttribute('item', id);
    // Beside a row of a table there is no place; its last cell has some.
    if (control instanceof HTMLTableRowElement) (control.lastElementChild || control).appendChild(badge);
    else control.insertAdjacentElement('afterend', badge);
    placed.set(id, badge);
  });
}

function hasOwn(control: Element, id: string, tag: string): boolean {
  const root = control.getRootNode() as Document | ShadowRoot;
  return Array.from(root.querySelectorAll(tag)).some((badge) => badge.getAttribute('item') === id);
}
