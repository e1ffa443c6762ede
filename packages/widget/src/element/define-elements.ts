import { ComplianceAlerts } from './compliance-alerts.ts';
import { ComplianceBadge } from './compliance-badge.ts';

/** The names that the elements have in this page. */
export interface ElementNames {
  readonly alerts: string;
  readonly badge: string;
}

/**
 * Makes the elements known to the page. Calling it again changes nothing. Where another copy of this package has taken a name
 * already, this one gets a name with a number, so that both work side by side.
 *
 * @returns The names to create elements by.
 */
export function defineElements(): ElementNames {
  if (names === undefined) {
    const badge = define('compliance-badge', class extends ComplianceBadge {});
    const alerts = define(
      'compliance-alerts',
      class extends ComplianceAlerts {
        static override readonly badgeTag = badge;
      },
    );
    names = { alerts, badge };
  }
  return names;
}

function define(name: string, element: CustomElementConstructor): string {
  // A server that renders pages imports us too. It defines nothing.
  if (typeof customElements === 'undefined') return name;
  let free = name;
  for (let k = 2; customElements.get(free) !== undefined; k += 1) free = `${name}-${k}`;
  customElements.define(free, element);
  return free;
}

let names: ElementNames | undefined;
