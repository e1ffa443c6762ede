import type { OrderItem } from '@forecheck/core';
import type { ShownItem } from '@forecheck/widget';
import { create, element } from './element.ts';
import type { OrderBook } from './order-book.ts';
import type { Words } from './words.ts';

/** Draws the lines. Gives what the widget has to know: what to call each line, and where it stands. */
export function showLines(book: OrderBook, words: Words, changed: () => void): readonly ShownItem[] {
  const shown: ShownItem[] = [];
  const rows = book.lines.map((line) => {
    const name = create('span', { className: 'name', tabIndex: -1, textContent: line.name ?? line.code ?? '' });
    shown.push({ id: line.id, label: name.textContent, detail: detailOf(line), control: name });
    return rowOf(book, line, name, words, changed);
  });
  element('lines').replaceChildren(...rows);
  element('empty').hidden = rows.length > 0;
  return shown;
}

function rowOf(book: OrderBook, line: OrderItem, name: HTMLElement, words: Words, changed: () => void): HTMLElement {
  const label = name.textContent;
  const set = (change: Partial<OrderItem>): void => {
    book.change(line.id, change);
    changed();
  };
  const remove = create('button', { type: 'button', className: 'quiet', textContent: '✕', title: words.remove });
  remove.setAttribute('aria-label', `${words.remove} ${label}`);
  remove.addEventListener('click', () => {
    book.remove(line.id);
    changed();
  });
  const payer = create(
    'select',
    {},
    ...(['pooled', 'self'] as const).map((value) => create('option', { value, textContent: words[value] })),
  );
  payer.value = line.payment === 'self' ? 'self' : 'pooled';
  payer.setAttribute('aria-label', `${words.payer} ${label}`);
  payer.addEventListener('change', () => set({ payment: payer.value as 'pooled' | 'self' }));
  const cells: [string, Node | string][] = [
    ['item', create('div', {}, name, create('small', { textContent: line.code ?? '' }))],
    ['number', number(`${words.quantity} ${label}`, line.quantity, (quantity) => set({ quantity }))],
    ['', line.unit ?? ''],
    ['number', number(`${words.days} ${label}`, line.days, (days) => set({ days }))],
    [
      'number',
      number(`${words.price} ${label}`, yuanOf(line), (yuan) => set({ unitPriceFen: Math.round(yuan * 100) })),
    ],
    ['', payer],
    ['badge', ''],
    ['', remove],
  ];
  return create('tr', {}, ...cells.map(([className, content]) => create('td', { className }, content)));
}

function number(label: string, value: unknown, set: (value: number) => void): HTMLInputElement {
  const input = create('input', {
    type: 'number',
    min: '0',
    step: 'any',
    value: value === undefined ? '' : String(value),
  });
  input.setAttribute('aria-label', label);
  input.addEventListener('change', () => {
    if (input.value !== '') set(Number(input.value));
  });
  return input;
}

function detailOf({ quantity, unit, days }: OrderItem): string {
  return `${quantity ?? ''}${unit ?? ''}${days === undefined ? '' : ` × ${days}天`}`;
}

function yuanOf({ unitPriceFen }: OrderItem): string | undefined {
  return unitPriceFen === undefined ? undefined : (Number(unitPriceFen) / 100).toFixed(2);
}
