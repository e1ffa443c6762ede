import { STYLE_SHEET } from './style-sheet.ts';

/**
 * Gives a shadow root, or a sheet of paper, our style: a constructed style sheet, which every content-security policy lets
 * pass, or from Chromium 72 down a link to the file beside the script. Never a `style` element: a strict policy refuses it.
 *
 * @param home - The window whose document it is: a constructed style sheet belongs to one.
 */
export function adoptStyle(
  root: ShadowRoot | Document,
  href: string | undefined,
  home: Window & typeof globalThis,
): void {
  const ready = sheetOf(home);
  if (ready !== undefined && 'adoptedStyleSheets' in root) {
    root.adoptedStyleSheets = [ready];
    return;
  }
  const owner = root instanceof home.ShadowRoot ? root.ownerDocument : (root as Document);
  const link = owner.createElement('link');
  link.rel = 'stylesheet';
  link.href = href === undefined ? STYLE_FILE : href;
  (root instanceof home.ShadowRoot ? root : (root as Document).head).appendChild(link);
}

/** Where the script came from, with the style sheet beside it. Nothing for a module. */
export function styleHref(): string | undefined {
  const script = document.currentScript;
  return script instanceof HTMLScriptElement && script.src !== ''
    ? script.src.replace(/[^/]*$/, STYLE_FILE)
    : undefined;
}

function sheetOf(home: Window & typeof globalThis): CSSStyleSheet | undefined {
  const known = SHEETS.get(home);
  if (known !== undefined) return known;
  try {
    const made = new home.CSSStyleSheet();
    made.replaceSync(STYLE_SHEET);
    SHEETS.set(home, made);
    return made;
  } catch {
    // Chromium 72 and older: there is no constructor, or no `replaceSync`.
    return undefined;
  }
}

const SHEETS = new WeakMap<Window, CSSStyleSheet>();

/** Beside the script in the package, and to be served beside it. */
export const STYLE_FILE = 'forecheck-widget.css';
