import { cdp, userEvent } from 'vitest/browser';
import type { ComplianceAlerts } from './element/compliance-alerts.ts';
import { defineElements } from './element/define-elements.ts';
import type { ForecheckEvents, TraceEntry } from './events.ts';
import type { PresentOptions, ShownItem } from './model/checked.ts';
import { someItems } from './sample-evaluation.ts';

/** What a test does with a page. */
export interface SamplePage {
  readonly element: ComplianceAlerts;
  readonly root: ShadowRoot;
  readonly dialog: HTMLDialogElement;
  /** Where the focus is before anything happens. */
  readonly save: HTMLButtonElement;
  readonly items: readonly ShownItem[];
  readonly events: { readonly type: string; readonly event: CustomEvent }[];
  readonly traces: TraceEntry[];
  present(checked: unknown, options?: PresentOptions): void;
  details<K extends keyof ForecheckEvents>(type: K): readonly ForecheckEvents[K]['detail'][];
  /** The button in the dialog, else beside the order, by the beginning of what it says. */
  button(text: string): HTMLButtonElement;
  focused(): Element | null;
  text(): string;
}

const EVENTS: readonly (keyof ForecheckEvents)[] = [
  'forecheck-fix',
  'forecheck-undo',
  'forecheck-disposition',
  'forecheck-revise',
  'forecheck-continue',
  'forecheck-attest',
  'forecheck-print',
];

/** A page with an order of `count` items and the element under it. Nothing of an earlier one is left. */
export function openPage(count = 6): SamplePage {
  document.body.replaceChildren();
  document.documentElement.lang = 'zh-CN';
  const save = document.createElement('button');
  save.textContent = '保存';
  const items = someItems(count).map((item) => {
    const line = document.createElement('p');
    const control = document.createElement('input');
    control.setAttribute('aria-label', item.label);
    line.append(control);
    document.body.append(line);
    return { ...item, control };
  });
  const element = document.createElement(defineElements().alerts) as ComplianceAlerts;
  // Tests type faster than people; the guard has a test of its own.
  element.guardMs = 0;
  document.body.append(save, element);
  save.focus();
  const root = element.shadowRoot as ShadowRoot;
  const events: SamplePage['events'] = [];
  for (const type of EVENTS) element.addEventListener(type, (event) => events.push({ type, event }));
  const traces: TraceEntry[] = [];
  element.addEventListener('forecheck-trace', ({ detail }) => traces.push(detail));
  const dialog = root.querySelector('dialog') as HTMLDialogElement;
  return {
    element,
    root,
    dialog,
    save,
    items,
    events,
    traces,
    present: (checked, options) => element.present(checked, { items, ...options }),
    details: (type) => events.filter((one) => one.type === type).map(({ event }) => event.detail),
    button: (text) => findButton(root, text),
    focused: () => root.activeElement,
    text: () => dialog.textContent ?? '',
  };
}

/** Keys as a person presses them, one after the other: `F9`, `2`, `Enter`. */
export async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await userEvent.keyboard(key.length === 1 ? key : `{${key}}`);
}

/** Text as an input method puts it in. */
export async function write(text: string): Promise<void> {
  await cdp().send('Input.insertText', { text });
}

function findButton(root: ShadowRoot, text: string): HTMLButtonElement {
  const buttons = Array.from(root.querySelectorAll('button'));
  const found = buttons.find((button) => button.textContent?.startsWith(text));
  if (found === undefined)
    throw new Error(`no button says \`${text}\`: ${buttons.map((one) => one.textContent).join(' | ')}`);
  return found;
}
