import { parseDecimal, SCALE } from '../model/decimal.ts';
import { ITEM_KINDS } from '../segment/numbering.ts';
import {
  CATALOGUE_CLASS,
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_NAME,
  CATALOGUE_TO,
  CATALOGUE_UNIT,
  CATALOGUE_UNITS,
  LIST_NONE,
} from '../segment/row.ts';
import type { CatalogueItem } from '../source/rule-source.ts';
import { isUnitFactor } from '../source/unit-factor.ts';
import { codeProblem } from './item-pattern.ts';
import type { ListHeap } from './list-heap.ts';
import { refuseOverlap, rowDays } from './row-days.ts';
import type { Dictionaries, SealedDictionaries } from './row-writer.ts';
import { sourceProblem } from './source-problem.ts';
import type { TextHeap } from './text-heap.ts';

/** Checks and adds the codes of the catalogue. */
export function collectCatalogue(catalogue: readonly CatalogueItem[], dictionaries: Dictionaries): void {
  for (const item of catalogue) {
    const problem = codeProblem(item.code);
    if (problem !== undefined) throw sourceProblem(problem, 'catalogue', String(item.code).slice(0, 50));
    dictionaries.codes.add(item.code);
  }
}

/** Catalogue rows by code, the versions of one code in the order of their days. */
export function encodeCatalogue(
  items: readonly CatalogueItem[],
  dictionaries: SealedDictionaries,
  lists: ListHeap,
  texts: TextHeap,
): { readonly catalogue: Int32Array; readonly catalogueStart: Uint32Array } {
  const { order, start: catalogueStart } = orderByCode(items, dictionaries);
  const catalogue = new Int32Array(items.length * CATALOGUE_INTS);
  for (let row = 0; row < order.length; row += 1) {
    const item = items[order[row]!]!;
    const { from, to } = rowDays(item, 'catalogue', item.code);
    const at = row * CATALOGUE_INTS;
    catalogue[at + CATALOGUE_NAME] = texts.add(item.name);
    catalogue[at + CATALOGUE_CLASS] = classOf(item);
    catalogue[at + CATALOGUE_UNIT] = texts.add(item.baseUnit ?? '');
    catalogue[at + CATALOGUE_UNITS] =
      item.units === undefined ? LIST_NONE : lists.add(unitsOf(item, item.units, texts));
    catalogue[at + CATALOGUE_FROM] = from;
    catalogue[at + CATALOGUE_TO] = to;
  }
  return { catalogue, catalogueStart };
}

function orderByCode(items: readonly CatalogueItem[], { codes }: SealedDictionaries) {
  const start = new Uint32Array(codes.count + 1);
  const ids = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i += 1) {
    const id = codes.idOf(items[i]!.code);
    ids[i] = id;
    start[id + 1]! += 1;
  }
  for (let id = 0; id < codes.count; id += 1) start[id + 1]! += start[id]!;
  const next = start.slice();
  const order = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i += 1) {
    order[next[ids[i]!]!] = i;
    next[ids[i]!]! += 1;
  }
  for (let id = 0; id < codes.count; id += 1) {
    if (start[id + 1]! - start[id]! > 1) sortVersions(order.subarray(start[id]!, start[id + 1]!), items);
  }
  return { order, start };
}

function sortVersions(order: Uint32Array, items: readonly CatalogueItem[]): void {
  const { code } = items[order[0]!]!;
  const days = new Map([...order].map((index) => [index, rowDays(items[index]!, 'catalogue', code)]));
  refuseOverlap([...days.values()], 'catalogue', code);
  order.sort((a, b) => days.get(a)!.from - days.get(b)!.from);
}

function classOf(item: CatalogueItem): number {
  const kind = ITEM_KINDS.indexOf(item.kind) + 1;
  const payClass = item.payClass === undefined ? 0 : PAY_CLASSES.indexOf(item.payClass) + 1;
  if (kind === 0 || (item.payClass !== undefined && payClass === 0) || typeof item.name !== 'string') {
    throw sourceProblem('item-malformed', 'catalogue', item.code);
  }
  return kind | (payClass << 8);
}

function unitsOf(item: CatalogueItem, units: NonNullable<CatalogueItem['units']>, texts: TextHeap): number[] {
  return Object.keys(units)
    .sort()
    .flatMap((unit) => {
      const ratio = ratioOf(units[unit]);
      if (unit === '' || ratio === undefined) throw sourceProblem('unit-malformed', 'catalogue', item.code);
      return [texts.add(unit), ...ratio];
    });
}

/** The ratio in lowest terms, whose parts fit 32 bits, or `undefined` for what is no unit factor. */
function ratioOf(value: unknown): readonly [number, number] | undefined {
  if (!isUnitFactor(value)) return undefined;
  const [numerator, denominator] = typeof value === 'number' ? [parseDecimal(value), SCALE] : value;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return [numerator / divisor, denominator / divisor];
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** By number, from 1. */
const PAY_CLASSES = ['a', 'b', 'self-paid'] as const;
