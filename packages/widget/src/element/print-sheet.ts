import { adoptStyle } from '../style/adopt-style.ts';

/**
 * Prints one sheet and nothing of the page, from a frame of its own that is taken away afterwards.
 */
export function printSheet(sheet: HTMLElement, lang: string, href: string | undefined): void {
  const frame = document.createElement('iframe');
  // By attributes: a strict policy refuses inline styles, and a frame that is not laid out does not print.
  frame.setAttribute('width', '0');
  frame.setAttribute('height', '0');
  frame.setAttribute('frameborder', '0');
  frame.setAttribute('aria-hidden', 'true');
  frame.setAttribute('tabindex', '-1');
  document.body.appendChild(frame);
  const home = frame.contentWindow as (Window & typeof globalThis) | null;
  if (home === null) return frame.remove();
  const { document: paper } = home;
  paper.documentElement.lang = lang;
  adoptStyle(paper, href, home);
  paper.body.appendChild(paper.importNode(sheet, true));
  home.addEventListener('afterprint', () => frame.remove());
  // A linked style sheet has to be there first.
  const links = Array.from(paper.querySelectorAll('link'));
  const print = (): void => {
    home.focus();
    home.print();
  };
  if (links.length === 0) print();
  else for (const link of links) link.addEventListener('load', print);
}
