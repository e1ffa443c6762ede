import { fill } from '../locale/words.ts';
import { itemOf } from '../model/rows.ts';
import { adoptStyle } from '../style/adopt-style.ts';
import { icon } from '../view/icon.ts';
import { h, patch } from '../view/vnode.ts';
import { BaseElement } from './base-element.ts';
import { ComplianceAlerts } from './compliance-alerts.ts';
import { type BadgeSource, onAlerts, sources } from './registry.ts';

/**
 * How many alerts there are about one order item, beside its control. Pressing it shows them. It is empty when there are none.
 *
 * `compliance-alerts` puts one beside each control that it was given; a page may also place them itself.
 *
 * @element compliance-badge
 * @attr {string} item - Id of the order item.
 * @attr {string} for - Id of the `compliance-alerts` element. Left out: the first in the page that has alerts about the item.
 * @cssprop [--forecheck-badge-size=13px] - Of its text.
 * @csspart badge - The button; also `badge-critical`, `badge-warning`, `badge-info`.
 */
export class ComplianceBadge extends BaseElement {
  /** Attributes that change what is shown. */
  static readonly observedAttributes: readonly string[] = ['item', 'for'];

  readonly #root: ShadowRoot;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    const holder = document.createElement('span');
    this.#root.append(holder);
    this.#root.addEventListener('click', () => {
      const source = this.#source();
      if (source !== undefined) source.open(this.#item());
    });
  }

  /** @internal */
  connectedCallback(): void {
    this.setAttribute('data-badge', '');
    if (this.#stop === undefined) {
      const isStyled = this.#root.querySelector('link') !== null;
      const isAdopted = 'adoptedStyleSheets' in this.#root && this.#root.adoptedStyleSheets.length > 0;
      if (!isStyled && !isAdopted) adoptStyle(this.#root, ComplianceAlerts.styleHref, window);
      this.#stop = onAlerts(() => this.#paint());
    }
    this.#paint();
  }

  /** @internal */
  disconnectedCallback(): void {
    if (this.#stop !== undefined) this.#stop();
    this.#stop = undefined;
  }

  /** @internal */
  attributeChangedCallback(): void {
    if (this.isConnected) this.#paint();
  }

  #item(): string {
    return this.getAttribute('item') || '';
  }

  #source(): BadgeSource | undefined {
    const wanted = this.getAttribute('for');
    return Array.from(sources).find(({ element, rowsAbout }) =>
      wanted === null ? rowsAbout(this.#item()).length > 0 : element.id === wanted,
    );
  }

  #paint(): void {
    const holder = this.#root.querySelector('span');
    if (holder === null) return;
    const source = this.#source();
    const [first, ...more] = source === undefined ? [] : source.rowsAbout(this.#item());
    if (source === undefined || first === undefined) return patch(holder, []);
    const { settings, session } = source.screen();
    const { words } = settings;
    const theme = source.element.getAttribute('theme');
    if (theme === null) this.removeAttribute('theme');
    else if (theme !== this.getAttribute('theme')) this.setAttribute('theme', theme);
    const severity = words.severity[first.severity];
    const n = more.length + 1;
    const label = fill(words.say.badge, { label: itemOf(this.#item(), session.items).label, severity, n });
    patch(holder, [
      h(
        'button',
        {
          type: 'button',
          class: `badge chip-${first.severity}`,
          part: `badge badge-${first.severity}`,
          lang: words.lang,
          'aria-label': label,
          'aria-haspopup': 'dialog',
          title: label,
        },
        icon(first.severity),
        h('span', {}, String(n)),
      ),
    ]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compliance-badge': ComplianceBadge;
  }
}
