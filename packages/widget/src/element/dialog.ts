import type { Keys } from '../view/screen.ts';
import { heardKey, type KeyHost } from './keys.ts';

/** What the dialog needs of the element around it. */
export interface DialogHost extends KeyHost {
  readonly root: ShadowRoot;
  readonly keys: () => Keys;
  /** How long after opening nothing that arrives is an answer. */
  readonly guardMs: () => number;
  /** When where the focus was has gone. */
  readonly fallback: () => Element | undefined;
}

/** The modal dialog of an element: the top layer, the keyboard while it is open, and where the focus was. */
export interface AlertDialog {
  readonly element: HTMLDialogElement;
  readonly isOpen: boolean;
  /** Whether what arrives now was meant for what was there before. */
  isTooEarly(event: Event): boolean;
  open(): void;
  close(): void;
  /** Takes the listeners away; the dialog may be opened again. */
  release(): void;
}

/**
 * A dialog that takes the keyboard only while it is open. `showModal` puts it above everything, whatever its `z-index`, and makes
 * the rest of the page inert, so that no focus trap of the page can take the focus away.
 */
export function createDialog(host: DialogHost): AlertDialog {
  const element = document.createElement('dialog');
  // A polyfill or an old style may have left it: it is always modal or not there.
  element.setAttribute('part', 'dialog');
  let openedAt = 0;
  let before: Element | undefined;
  let isListening = false;
  const isTooEarly = (event: Event): boolean => event.timeStamp - openedAt < host.guardMs();
  const heard = (event: Event): void => heardKey(event as KeyboardEvent, host, isTooEarly(event));
  const listen = (isOn: boolean): void => {
    if (isOn === isListening) return;
    isListening = isOn;
    // In the capturing phase of the window: a page that listens anywhere below hears nothing while the dialog is open.
    for (const type of KEY_EVENTS) {
      if (isOn) window.addEventListener(type, heard, true);
      else window.removeEventListener(type, heard, true);
    }
  };
  // Escape comes as `keydown`. What is left are ways of the platform to dismiss, such as a back gesture.
  element.addEventListener('cancel', (event) => {
    event.preventDefault();
    host.escape();
  });
  return {
    element,
    get isOpen() {
      return element.open;
    },
    isTooEarly,
    open() {
      if (!element.isConnected) return;
      if (!element.open) {
        before = deepActive(document);
        openedAt = performance.now();
        element.showModal();
      }
      listen(true);
    },
    close() {
      listen(false);
      if (!element.open) return;
      element.close();
      giveBack(before, host.fallback());
      before = undefined;
    },
    release() {
      listen(false);
      // A dialog that left the document open would come back open and not modal.
      if (element.open) element.removeAttribute('open');
    },
  };
}

/** The element that really has the focus, through open shadow roots. */
function deepActive(root: Document | ShadowRoot): Element | undefined {
  let active = root.activeElement;
  while (active !== null && active.shadowRoot !== null && active.shadowRoot.activeElement !== null) {
    active = active.shadowRoot.activeElement;
  }
  return active === null ? undefined : active;
}

function giveBack(before: Element | undefined, fallback: Element | undefined): void {
  const isThere = before?.isConnected && before !== document.body;
  const target = isThere ? before : fallback;
  if (target !== undefined && 'focus' in target) (target as HTMLElement).focus();
}

const KEY_EVENTS = ['keydown', 'keyup', 'keypress'] as const;
