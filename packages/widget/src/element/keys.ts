import type { Keys } from '../view/screen.ts';

/** What keys do. */
export interface KeyHost {
  readonly keys: () => Keys;
  /** A function key of the current row, or of all. */
  readonly press: (name: keyof Keys) => void;
  readonly escape: () => void;
  /** Enter in a form, anywhere but on a button. */
  readonly confirm: () => boolean;
  /** 1 to 9. */
  readonly digit: (digit: number) => boolean;
  /** Tab at an end of the dialog: on to the other, and not out of it. */
  readonly wrap: (isBack: boolean) => boolean;
  /** One row up or down. */
  readonly step: (by: 1 | -1) => boolean;
}

/**
 * Takes one event of the keyboard while the dialog is open. The page hears none of them; what keys do by themselves in a field
 * or on a button they still do.
 */
export function heardKey(event: KeyboardEvent, host: KeyHost, isTooEarly: boolean): void {
  event.stopImmediatePropagation();
  // What an input method is composing is nobody's answer: its digits choose characters, its Enter and Escape end the composition.
  if (event.isComposing || event.keyCode === COMPOSING) return;
  if (event.type !== 'keydown') {
    if (isTooEarly) event.preventDefault();
    return;
  }
  const { key } = event;
  if (key === 'Escape') {
    event.preventDefault();
    if (!event.repeat) host.escape();
    return;
  }
  // A key that was held down before the dialog came up, and goes on.
  const isHeld = event.repeat && (key === 'Enter' || key === ' ');
  if (isTooEarly || isHeld) {
    if (key !== 'Tab') event.preventDefault();
    return;
  }
  if (act(event, host)) event.preventDefault();
}

function act(event: KeyboardEvent, host: KeyHost): boolean {
  const { key } = event;
  const target = event.composedPath()[0];
  const named = nameOf(key, host.keys());
  if (named !== undefined && !hasModifier(event)) {
    if (!event.repeat) host.press(named);
    return true;
  }
  if (key === 'Enter') {
    const isButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
    if (target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return false;
    return !isButton && host.confirm();
  }
  if (key === 'Tab') return host.wrap(event.shiftKey);
  if (hasModifier(event) || isWriting(target)) return false;
  if (/^[1-9]$/.test(key)) return host.digit(Number(key));
  const isChoice = target instanceof HTMLInputElement;
  if (key === 'ArrowDown' && !isChoice) return host.step(1);
  if (key === 'ArrowUp' && !isChoice) return host.step(-1);
  return false;
}

function nameOf(key: string, keys: Keys): keyof Keys | undefined {
  const names = Object.keys(keys) as (keyof Keys)[];
  return key === '' ? undefined : names.find((name) => keys[name] === key);
}

function isWriting(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement;
}

const hasModifier = ({ ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  ctrlKey || altKey || metaKey || shiftKey;

/** `keyCode` of every key that an input method takes, also where `isComposing` is not told. */
const COMPOSING = 229;
