import type { CatalogueItem, CstDate } from '@forecheck/core';
import { frequencyUnit } from '../classes/frequency.ts';
import { isNationalCode } from '../classes/national-code.ts';
import type { PublishedPoint } from '../points/published-point.ts';
import type { NamedCode } from './import-national-codes.ts';
import { itemKind } from './import-national-codes.ts';

/** Pay classes of one edition of the drug catalogue, and the days for which it is in force. */
export interface PayClassEdition {
  readonly byCode: ReadonlyMap<string, 'a' | 'b'>;
  readonly from: CstDate;
  readonly to: CstDate;
}

/**
 * Catalogue rows of every code that is known, by code: the coded names first, then names that only knowledge points give.
 *
 * A drug with a pay class gets three rows, because an edition says nothing of the days before and after it.
 */
export function buildCatalogue(
  codes: readonly NamedCode[],
  points: readonly PublishedPoint[],
  edition?: PayClassEdition,
): readonly CatalogueItem[] {
  const items = new Map<string, CatalogueItem>();
  for (const { code, name, kind } of codes) items.set(code, { code, name, kind });
  for (const point of points) {
    // A point about two items is named after both, and gives neither of them a name.
    if (point.pair !== undefined) continue;
    const unit = frequencyUnit(point.parameters['per_unit'] ?? '');
    for (const code of point.codes) {
      if (!isNationalCode(code)) continue;
      const item = items.get(code) ?? { code, name: point.name, kind: itemKind(code) };
      items.set(code, unit === undefined ? item : { ...item, baseUnit: unit, units: UNITS[unit] });
    }
  }
  const rows: CatalogueItem[] = [];
  for (const item of [...items.values()].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const payClass = edition?.byCode.get(item.code);
    if (edition === undefined || payClass === undefined) {
      rows.push(item);
      continue;
    }
    rows.push(
      { ...item, to: edition.from },
      { ...item, payClass, from: edition.from, to: edition.to },
      { ...item, from: edition.to },
    );
  }
  return rows;
}

/** Other spellings of the units that a frequency is counted in, and the minutes of an hour. */
const UNITS: Readonly<Record<'日' | '小时', NonNullable<CatalogueItem['units']>>> = {
  日: { 天: 1 },
  小时: { 时: 1, 分钟: [1, 60], 日: 24 },
};
