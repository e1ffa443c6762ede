import { expect, it } from 'vitest';
import type { Encounter } from '../model/encounter.ts';
import { applyFix } from './apply-fix.ts';

const encounter: Encounter = {
  id: 'E',
  asOf: '2026-07-01 09:00',
  phase: 'prompt',
  items: [
    { id: 'a', code: 'A', name: 'x', quantity: 2, amountFen: 7, occurredAt: '2026-07-01 08:00', prescriptionId: 'P1' },
    { id: 'b', code: 'B' },
    { id: 'c', code: 'C' },
  ],
};

it('takes several lines away', () => {
  const { items } = applyFix(encounter, { kind: 'remove-items', items: ['a', 'c'] });
  expect(items.map(({ id }) => id)).toEqual(['b']);
});

it('adds a companion where and when the item is, and leaves its quantity to the practitioner', () => {
  const { items } = applyFix(encounter, { kind: 'add-companion', item: 'a', code: 'D' });
  expect(JSON.parse(JSON.stringify(items.slice(3)))).toEqual([
    { id: 'D+a', code: 'D', occurredAt: '2026-07-01 08:00', prescriptionId: 'P1' },
  ]);
  expect(items.slice(0, 3)).toEqual(encounter.items);
});

it('adds nothing beside an item that is not there', () => {
  expect(applyFix(encounter, { kind: 'add-companion', item: 'z', code: 'D' }).items).toEqual(encounter.items);
});

it('changes nothing of the encounter that it is given', () => {
  const before = JSON.stringify(encounter);
  applyFix(encounter, { kind: 'remove-items', items: ['a', 'b'] });
  applyFix(encounter, { kind: 'add-companion', item: 'a', code: 'D' });
  expect(JSON.stringify(encounter)).toBe(before);
});
