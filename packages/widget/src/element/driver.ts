import type { Desk } from '../session/desk.ts';
import { perform, pick } from '../session/perform.ts';
import { HOLD, openKeys, type Session } from '../session/session.ts';
import type { Keys } from '../view/screen.ts';
import type { AlertDialog } from './dialog.ts';

/** Puts a session's dialog and focus into the document, and keys into acts. */
export interface Driver {
  readonly dialog: AlertDialog;
  /** After every painting: opens, closes, and sees to the focus. */
  settle(session: Session): void;
  press(name: keyof Keys): void;
  confirm(): boolean;
  digit(digit: number): boolean;
  step(by: 1 | -1): boolean;
  wrap(isBack: boolean): boolean;
  /** A click on no button: a row becomes the current one. */
  clicked(event: Event): void;
  focused(event: Event): void;
  isTooEarly(event: Event): boolean;
  release(): void;
}

interface DriverOptions {
  readonly desk: Desk;
  readonly dialog: AlertDialog;
  readonly root: ShadowRoot;
}

/** The driver of one element. */
export function createDriver({ desk, dialog, root }: DriverOptions): Driver {
  let formSeen: unknown;
  let openSeen = '';
  let saidSeen = 0;
  const find = (selector: string): HTMLElement | null => dialog.element.querySelector<HTMLElement>(selector);
  const focusRow = (key: string): boolean => {
    const row = Array.from(dialog.element.querySelectorAll<HTMLElement>('[data-key]')).find(
      (one) => one.getAttribute('data-key') === key,
    );
    if (row === undefined) return false;
    row.focus();
    if (row.scrollIntoView) row.scrollIntoView({ block: 'nearest' });
    return true;
  };
  const focusSafe = (): void => {
    const button = find('[data-act="revise"]');
    // The foot is in sight wherever the list stands, and the list is read from its beginning.
    if (button !== null) button.focus({ preventScroll: true });
  };
  /** Where to go when what had the focus is done with. */
  const focusNext = (session: Session): void => {
    const [next] = openKeys(session);
    if (next !== undefined && focusRow(next)) return;
    const button = find('[data-act="continue"]:not([disabled])');
    if (button !== null) button.focus();
    else focusSafe();
  };
  const settleOpen = (session: Session): void => {
    const { form } = session;
    const key = form === undefined ? '' : `${form.kind} ${form.rows.join()}`;
    const hasOpened = form !== undefined && key !== formSeen;
    const hasClosed = form === undefined && formSeen !== '' && formSeen !== undefined;
    formSeen = key;
    if (hasOpened) {
      const field = find('.form input:checked, .form input:not([type=hidden]), .form textarea');
      if (field !== null) field.focus();
      const confirm = find('.form [data-act="confirm"]');
      if (confirm?.scrollIntoView) confirm.scrollIntoView({ block: 'nearest' });
      return;
    }
    const open = openKeys(session).join('\n');
    const isLost = root.activeElement === null || root.activeElement === dialog.element;
    const isDone = open === '' && openSeen !== '';
    if (hasClosed || isLost || isDone) focusNext(session);
    else if (session.said.count !== saidSeen && open !== '' && open === openSeen) focusRow(session.current);
    openSeen = open;
    saidSeen = session.said.count;
  };
  return {
    dialog,
    settle(session) {
      if (!session.isOpen) {
        formSeen = '';
        return dialog.close();
      }
      const { element } = dialog;
      element.setAttribute('role', session.opened === 'asked' ? 'dialog' : 'alertdialog');
      element.setAttribute('aria-labelledby', 'title');
      element.setAttribute('aria-describedby', 'summary description');
      if (dialog.isOpen) {
        dialog.open();
        return settleOpen(session);
      }
      dialog.open();
      formSeen = '';
      openSeen = openKeys(session).join('\n');
      saidSeen = session.said.count;
      focusSafe();
    },
    press(name) {
      const { session } = desk;
      const row = session.current;
      if (name === 'continue' || name === 'undo' || name === 'batch') return perform(desk, { kind: name });
      if (name === 'fix') return perform(desk, { kind: 'fix', row, index: 0 });
      if (name === 'override' && (row === '' || openKeys(session)[0] === HOLD)) return perform(desk, { kind: 'hold' });
      perform(desk, { kind: name, row });
    },
    confirm() {
      if (desk.session.form === undefined) return false;
      perform(desk, { kind: 'confirm' });
      return true;
    },
    digit(digit) {
      const { form } = desk.session;
      if (form !== undefined) {
        const field = form.kind === 'consent' ? 'by' : 'code';
        const choices = dialog.element.querySelectorAll<HTMLInputElement>(`input[data-field="${field}"]`);
        const choice = choices[digit - 1];
        if (choice === undefined) return false;
        choice.focus();
        perform(desk, { kind: 'edit', field, value: choice.value });
        return true;
      }
      const rows = dialog.element.querySelectorAll('[data-key]:not([part="hold"])');
      const row = rows[digit - 1];
      if (row === undefined) return false;
      const key = row.getAttribute('data-key') || '';
      pick(desk, key);
      return focusRow(key);
    },
    step(by) {
      if (desk.session.form !== undefined) return false;
      const keys = Array.from(
        dialog.element.querySelectorAll('li[data-key]'),
        (row) => row.getAttribute('data-key') || '',
      );
      const next = keys[keys.indexOf(desk.session.current) + by];
      if (next === undefined) return false;
      pick(desk, next);
      return focusRow(next);
    },
    wrap(isBack) {
      const stops = Array.from(dialog.element.querySelectorAll<HTMLElement>(STOPS));
      const [first, last] = [stops[0], stops[stops.length - 1]];
      if (first === undefined || last === undefined || root.activeElement !== (isBack ? first : last)) return false;
      (isBack ? last : first).focus();
      return true;
    },
    clicked(event) {
      if (!dialog.isTooEarly(event)) this.focused(event);
    },
    focused(event) {
      const target = event.composedPath()[0];
      const row = target instanceof Element ? target.closest('dialog [data-key]') : null;
      const key = row === null ? null : row.getAttribute('data-key');
      if (key !== null && key !== desk.session.current && key !== HOLD && dialog.isOpen) pick(desk, key);
    },
    isTooEarly: (event) => dialog.isOpen && dialog.isTooEarly(event),
    release: () => dialog.release(),
  };
}

/** What Tab stops at, but for what a browser does with the radio buttons of one field. */
const STOPS = 'button:not([disabled]), a[href], input, textarea';
