import type { Encounter } from '@forecheck/core';
import { create, element } from './element.ts';
import type { Words } from './words.ts';

/** Shows what is judged. */
export function showOrder({ items }: Encounter, { labels, person }: Words): void {
  element('person').textContent = person;
  const head = create(
    'tr',
    {},
    create('th', { scope: 'col' }, labels.item),
    create('th', { scope: 'col', class: 'number' }, labels.quantity),
    create('th', { scope: 'col', class: 'number' }, labels.price),
  );
  const rows = items.map(({ code = '', name = '', quantity = '', unit = '', unitPriceFen }) =>
    create(
      'tr',
      {},
      create('td', {}, name, create('code', {}, code)),
      create('td', { class: 'number' }, `${quantity} ${unit}`),
      create('td', { class: 'number' }, unitPriceFen === undefined ? '–' : (Number(unitPriceFen) / 100).toFixed(2)),
    ),
  );
  element('order').replaceChildren(create('thead', {}, head), create('tbody', {}, ...rows));
}
