import { type Alert, type Basis, type Disposition, type DispositionKind, REASON_LENGTH_MAX } from '@forecheck/core';
import { create, element } from './element.ts';
import type { Language, Words } from './words.ts';

/** What was done about alerts in this page. */
export type Recorded = Map<string, DispositionKind>;

/** What alerts are shown with. */
export interface AlertSurroundings {
  readonly language: Language;
  readonly words: Words;
  readonly recorded: Recorded;
  record(disposition: Disposition): Promise<void>;
}

/** Shows what fired, each with what can be done about it. */
export function showAlerts(alerts: readonly Alert[], surroundings: AlertSurroundings): void {
  const cards = alerts.map((alert) => alertCard(alert, surroundings));
  const none = create('p', {}, surroundings.words.noAlerts);
  element('alerts').replaceChildren(...(cards.length > 0 ? cards : [none]));
}

function alertCard(alert: Alert, surroundings: AlertSurroundings): HTMLElement {
  const { language, words } = surroundings;
  const evidence = alert.evidence.map(
    ({ fact, value, bound }) => `${fact} = ${value}${bound ? words.bound(bound) : ''}`,
  );
  return create(
    'article',
    { class: alert.severity, 'data-rule': alert.rule },
    create('h3', {}, create('span', {}, words.severity[alert.severity]), ` ${alert.name[language]} `),
    create('p', { class: 'message' }, alert.message[language]),
    create(
      'dl',
      {},
      create('dt', {}, words.labels.evidence),
      create('dd', {}, create('code', {}, evidence.join('; '))),
      create('dt', {}, words.labels.basis),
      create('dd', {}, alert.basis.map((basis) => formatBasis(basis, words)).join(language === 'en' ? '; ' : '；')),
    ),
    actionsOf(alert, surroundings),
  );
}

function formatBasis({ instrument, article, locator }: Basis, { listComma }: Words): string {
  return [instrument, article, locator].filter((part) => part !== undefined).join(listComma);
}

function actionsOf(alert: Alert, { words, recorded, record }: AlertSurroundings): HTMLElement {
  const done = recorded.get(alert.id);
  if (done !== undefined) {
    return create('p', { class: 'recorded', role: 'status' }, words.recorded(words.disposition[done]));
  }
  const reason = create('input', {
    'aria-label': words.labels.reason,
    placeholder: words.labels.reason,
    maxlength: String(REASON_LENGTH_MAX),
  }) as HTMLInputElement;
  const buttons = alert.dispositions.map((kind) => {
    const button = create('button', { type: 'button', 'data-kind': kind }, words.disposition[kind]);
    button.addEventListener('click', () => {
      const needsReason = kind === 'continue-with-reason';
      if (needsReason && reason.value.trim() === '') return reason.focus();
      const why = needsReason ? { reason: reason.value } : {};
      void record({ id: crypto.randomUUID(), alert: alert.id, rule: alert.rule, kind, ...why, by: 'practitioner' });
    });
    return button;
  });
  return create('div', { class: 'actions' }, ...buttons, reason);
}
