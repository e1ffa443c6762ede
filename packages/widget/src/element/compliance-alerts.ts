import type { DisposerRole, ItemId } from '@forecheck/core';
import type { ForecheckEvents } from '../events.ts';
import type { Words } from '../locale/words.ts';
import type { PresentOptions } from '../model/checked.ts';
import { DEFAULT_REASONS, type OverrideReason, type Overriders } from '../model/reasons.ts';
import type { Row } from '../model/rows.ts';
import type { ShownStatus } from '../model/status.ts';
import type { Act } from '../session/act.ts';
import { type Desk, show } from '../session/desk.ts';
import { perform } from '../session/perform.ts';
import { EMPTY_SESSION } from '../session/session.ts';
import { take } from '../session/take.ts';
import { adoptStyle, STYLE_FILE } from '../style/adopt-style.ts';
import { besideView } from '../view/beside-view.ts';
import { dialogView } from '../view/dialog-view.ts';
import { DEFAULT_KEYS, type Keys, type Screen } from '../view/screen.ts';
import { consentSheetView, sheetView } from '../view/sheet-view.ts';
import { build, patch } from '../view/vnode.ts';
import { BaseElement } from './base-element.ts';
import { createDialog } from './dialog.ts';
import { createDriver } from './driver.ts';
import { newId } from './new-id.ts';
import { placeBadges } from './place-badges.ts';
import { printSheet } from './print-sheet.ts';
import { readAct, readEdit } from './read-act.ts';
import { type BadgeSource, sources, tellBadges } from './registry.ts';
import { wordsOf } from './words-of.ts';

/**
 * Shows the alerts of an evaluation and collects what is done about them. It fetches nothing, judges nothing and stores nothing.
 *
 * What has to be answered comes in a modal dialog, one for all alerts of a save; what is to be known stands where the element
 * is, with a badge beside each order item; the rest is folded away.
 *
 * @element compliance-alerts
 *
 * @attr {string} lang - `en` or `zh-CN`; without it, of what is around the element; without that, Chinese.
 * @attr {'light' | 'dark' | 'auto'} theme - `auto` follows the system. Left out: light.
 * @attr {'none'} badges - `none` puts no badges beside controls.
 * @attr {string} stylesheet - Address of `forecheck-widget.css`, for Chromium 67 to 72 where the script was not loaded by its own tag.
 *
 * @fires {CustomEvent<FixAsked>} forecheck-fix - A fix is wanted.
 * @fires {CustomEvent<UndoAsked>} forecheck-undo - A fix is to be taken back.
 * @fires {CustomEvent<DispositionGiven>} forecheck-disposition - Something was done about an alert: record it.
 * @fires {CustomEvent<Revised>} forecheck-revise - Back to the order.
 * @fires {CustomEvent<Continued>} forecheck-continue - Everything is answered: save.
 * @fires {CustomEvent<Attested>} forecheck-attest - Evidence is on file.
 * @fires {CustomEvent<PrintAsked>} forecheck-print - A sheet is to be printed.
 * @fires {CustomEvent<TraceEntry>} forecheck-trace - A line for the audit trail.
 *
 * @csspart dialog - The dialog.
 * @csspart head - Its head.
 * @csspart body - The list between head and foot.
 * @csspart foot - Its foot, with the two ways out.
 * @csspart group - One order item and its alerts.
 * @csspart alert - One alert; also `alert-critical`, `alert-warning`, `alert-info`.
 * @csspart severity - The grade of an alert; also `severity-critical`, `severity-warning`, `severity-info`.
 * @csspart facts - The figures of an alert.
 * @csspart evidence - Basis and evidence.
 * @csspart actions - The buttons of an alert.
 * @csspart form - A form.
 * @csspart button - Any button; also `button-main`, `button-plain`, `button-quiet`.
 * @csspart hold - Why an order is held although nothing was judged.
 * @csspart banner - What is wrong with the judging.
 * @csspart beside - What stands in the page.
 * @csspart notes - The list of alerts in the page.
 * @csspart note - One of them.
 * @csspart undo - The fix that can be taken back.
 * @csspart fold - What is folded away.
 *
 * @cssprop --forecheck-font - Font families.
 * @cssprop [--forecheck-font-size=15px] - 12px to 24px.
 * @cssprop [--forecheck-radius=6px] - Of corners.
 * @cssprop [--forecheck-width=800px] - Of the dialog.
 * @cssprop --forecheck-surface - Ground.
 * @cssprop --forecheck-raised - Ground of head lines, forms and the foot.
 * @cssprop --forecheck-text - Text.
 * @cssprop --forecheck-muted - Text of less weight.
 * @cssprop --forecheck-border - Lines.
 * @cssprop --forecheck-control - Edges of buttons and fields.
 * @cssprop --forecheck-accent - Buttons and links.
 * @cssprop --forecheck-on-accent - Text on them.
 * @cssprop --forecheck-focus - Ring around what has the focus.
 * @cssprop --forecheck-critical - Critical; its ground is `--forecheck-critical-wash`.
 * @cssprop --forecheck-warning - Warning; its ground is `--forecheck-warning-wash`.
 * @cssprop --forecheck-info - Info; its ground is `--forecheck-info-wash`.
 * @cssprop --forecheck-done - Answered.
 *
 * @example
 * ```ts
 * import { defineElements, type ComplianceAlerts } from '@forecheck/widget';
 * import type { Evaluation } from '@forecheck/core';
 *
 * export function ask(evaluation: Evaluation, save: () => void): void {
 *   const { alerts } = defineElements();
 *   const element = document.createElement(alerts) as ComplianceAlerts;
 *   document.body.append(element);
 *   element.addEventListener('forecheck-continue', save);
 *   element.present(evaluation, { items: [{ id: '1', label: '阿莫西林胶囊 0.25g×24' }] });
 * }
 * ```
 */
export class ComplianceAlerts extends BaseElement {
  /** Attributes that change what is painted. */
  static readonly observedAttributes: readonly string[] = ['lang', 'theme', 'badges'];

  /** Address of the style sheet where none can be constructed; the script's own neighbour, unless told otherwise. */
  static styleHref: string | undefined;

  /** Tag of the badges that are put beside controls. */
  static badgeTag = 'compliance-badge';

  /** Coded reasons to go on; at most eight are read. */
  reasons: readonly OverrideReason[] = DEFAULT_REASONS;
  /** Who may go on against what. Left empty: everybody. */
  overriders: Overriders = {};
  /** In which capacity this person answers. */
  capacity: DisposerRole = 'practitioner';
  /** How long a fix can be taken back. */
  undoMs = UNDO_MS;
  /** How long after the dialog came up keys and clicks are not taken for answers: they were on their way to something else. */
  guardMs = GUARD_MS;
  /** Where the words of a basis can be read; only `http`, `https` and the page's own paths become links. */
  linkOf: Screen['linkOf'] = () => undefined;

  readonly #desk: Desk;
  readonly #root: ShadowRoot;
  readonly #driver: ReturnType<typeof createDriver>;
  readonly #source: BadgeSource;
  readonly #badges = new Map<string, Element>();
  #status: ShownStatus = {};
  #keys: Keys = DEFAULT_KEYS;
  #words: Words | undefined;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#desk = this.#createDesk();
    const act = (wanted: Act): void => perform(this.#desk, wanted);
    const dialog = createDialog({
      root: this.#root,
      keys: () => this.#keys,
      guardMs: () => this.guardMs,
      fallback: () => this.#control(),
      press: (name) => this.#driver.press(name),
      escape: () => act({ kind: 'revise' }),
      confirm: () => this.#driver.confirm(),
      digit: (digit) => this.#driver.digit(digit),
      step: (by) => this.#driver.step(by),
      wrap: (isBack) => this.#driver.wrap(isBack),
    });
    this.#driver = createDriver({ desk: this.#desk, dialog, root: this.#root });
    const beside = document.createElement('div');
    beside.setAttribute('data-beside', '');
    this.#root.append(beside, dialog.element);
    this.#listen(act);
    this.#source = {
      element: this,
      rowsAbout: (item) => this.#rowsAbout(item),
      screen: () => this.#screen(),
      open: (item) => act({ kind: 'open', item }),
    };
  }

  /**
   * Shows an evaluation, at once, instead of what was shown for the same encounter. Never throws: what cannot be read is told on
   * screen and holds nothing up.
   *
   * @param checked - What a guard or the plugin's client gave; a plain evaluation will do.
   */
  present(checked: unknown, options?: PresentOptions): void {
    try {
      take(this.#desk, checked, options);
    } catch {
      // What comes from a wire may lack anything. A page that saves must not stop because of what was to be shown.
      take(this.#desk, undefined);
    }
  }

  /** Takes everything away without an event: the order is no longer what it was. */
  dismiss(): void {
    const { memory } = this.#desk.session;
    this.#desk.shownAt.clear();
    show(this.#desk, { ...EMPTY_SESSION, memory });
  }

  /** Shows the dialog because somebody asked to see it; nothing has to be answered in it. */
  open(item?: ItemId): void {
    perform(this.#desk, item === undefined ? { kind: 'open' } : { kind: 'open', item });
  }

  /** Prints what is shown, with its answers. */
  print(): void {
    perform(this.#desk, { kind: 'print' });
  }

  /** Whether the dialog is open. */
  get isOpen(): boolean {
    return this.#desk.session.isOpen;
  }

  /** How the judging side is: what is not as it should be is told above the alerts. */
  get status(): ShownStatus {
    return this.#status;
  }
  set status(status: ShownStatus) {
    this.#status = typeof status === 'object' && status !== null ? status : {};
    this.#paint();
  }

  /** Function keys while the dialog is open. Keys that are left out stay as they are; an empty text is none. */
  get keys(): Partial<Keys> {
    return this.#keys;
  }
  set keys(keys: Partial<Keys>) {
    this.#keys = { ...DEFAULT_KEYS, ...keys };
    this.#paint();
  }

  /** A locale of the page's own. */
  get words(): Words {
    return this.#words || wordsOf(this);
  }
  set words(words: Words) {
    this.#words = words;
    this.#paint();
  }

  /** @internal */
  connectedCallback(): void {
    const { childNodes } = this.#root;
    if (!Array.from(childNodes).some(({ nodeName }) => nodeName === 'LINK') && !hasSheets(this.#root)) {
      const own = this.getAttribute('stylesheet') || (this.constructor as typeof ComplianceAlerts).styleHref;
      adoptStyle(this.#root, own, window);
    }
    sources.add(this.#source);
    this.#paint();
  }

  /** @internal */
  disconnectedCallback(): void {
    sources.delete(this.#source);
    this.#driver.release();
    for (const badge of Array.from(this.#badges.values())) badge.remove();
    this.#badges.clear();
    tellBadges();
  }

  /** @internal */
  attributeChangedCallback(): void {
    this.#paint();
  }

  #createDesk(): Desk {
    return {
      session: EMPTY_SESSION,
      shownAt: new Map(),
      tokens: 0,
      settings: () => ({
        words: this.words,
        reasons: this.reasons,
        overriders: this.overriders,
        capacity: this.capacity,
        undoMs: this.undoMs,
      }),
      emit: (type, detail) => this.#emit(type, detail),
      nowMs: () => Date.now(),
      newId,
      after: (ms, callback) => void setTimeout(callback, ms),
      paint: () => this.#paint(),
      print: (row) => this.#print(row),
    };
  }

  #emit<K extends keyof ForecheckEvents>(type: K, detail: ForecheckEvents[K]['detail']): boolean {
    const cancelable = type !== 'forecheck-trace';
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  #listen(act: (wanted: Act) => void): void {
    this.#root.addEventListener('click', (event) => {
      const wanted = readAct(event.composedPath()[0]);
      if (wanted === undefined) return this.#driver.clicked(event);
      if (!this.#driver.isTooEarly(event)) act(wanted);
    });
    // Not `change`: it comes while the focus is on its way from one field to the next, and painting then would lose it.
    this.#root.addEventListener('input', (event) => {
      const wanted = readEdit(event.composedPath()[0]);
      if (wanted !== undefined) act(wanted);
    });
    this.#root.addEventListener('focusin', (event) => this.#driver.focused(event));
  }

  #paint(): void {
    if (!this.isConnected) return;
    const screen = this.#screen();
    const [beside, dialog] = [this.#root.querySelector('[data-beside]'), this.#driver.dialog.element];
    if (beside !== null) {
      beside.setAttribute('lang', screen.settings.words.lang);
      patch(beside, besideView(screen));
    }
    dialog.setAttribute('lang', screen.settings.words.lang);
    patch(dialog, screen.session.isOpen ? dialogView(screen) : []);
    this.#driver.settle(screen.session);
    if (this.getAttribute('badges') !== 'none') this.#placeBadges();
    tellBadges();
  }

  #placeBadges(): void {
    const { items, rows } = this.#desk.session;
    placeBadges(this.#badges, { items, rows, tag: (this.constructor as typeof ComplianceAlerts).badgeTag });
  }

  #screen(): Screen {
    const { session } = this.#desk;
    const settings = this.#desk.settings();
    return { session, settings, status: this.#status, keys: this.#keys, nowMs: Date.now(), linkOf: this.linkOf };
  }

  #rowsAbout(item: ItemId): readonly Row[] {
    return this.#desk.session.rows.filter(({ tier, items }) => tier !== 'folded' && items.indexOf(item) >= 0);
  }

  /** The control of what somebody was looking at. */
  #control(): Element | undefined {
    const { session } = this.#desk;
    const row = session.rows.find(({ key }) => key === session.current);
    const item = row && session.items.find(({ id }) => id === row.items[0]);
    return item?.control;
  }

  #print(row: Row | undefined): void {
    const screen = this.#screen();
    const sheet = build(row === undefined ? sheetView(screen) : consentSheetView(screen, row));
    const { encounterId } = screen.session;
    if (!this.#emit('forecheck-print', { encounterId, sheet })) return;
    const own = this.getAttribute('stylesheet') || (this.constructor as typeof ComplianceAlerts).styleHref;
    printSheet(sheet, screen.settings.words.lang, own || STYLE_FILE);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compliance-alerts': ComplianceAlerts;
  }
}

function hasSheets(root: ShadowRoot): boolean {
  return 'adoptedStyleSheets' in root && root.adoptedStyleSheets.length > 0;
}

const GUARD_MS = 300;

/** Long enough to see what a key did, too short to forget it. */
const UNDO_MS = 10_000;
