import { catalogueStart } from '../segment/postings.ts';
import {
  CATALOGUE_CLASS,
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_TO,
  CATALOGUE_UNIT,
  CATALOGUE_UNITS,
} from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Judge } from './judge.ts';
import { idOf } from './look-up.ts';

/** One catalogue row in force, and the segment that it stands in. */
export interface CatalogueHit {
  readonly view: SegmentView;
  /** First integer of the row. */
  readonly base: number;
}

/** Catalogue row of item `i` on its day, newest segment first; `undefined` when there is none. */
export function catalogueOf(judge: Judge, i: number): CatalogueHit | undefined {
  const { facts, ruleset } = judge;
  const code = facts.code[i]!;
  const day = facts.day[i]!;
  for (let s = 0; s < ruleset.segments.length; s += 1) {
    const segment = ruleset.segments[s]!;
    const { view } = segment;
    if (view.catalogue.length === 0) continue;
    const id = idOf(judge, s, code);
    if (id < 0) continue;
    const past = catalogueStart(view, id + 1);
    for (let row = catalogueStart(view, id); row < past; row += 1) {
      const base = row * CATALOGUE_INTS;
      const isMasked = (segment.catalogueMasked[row >>> 5]! & (1 << (row & 31))) !== 0;
      if (!isMasked && day >= view.catalogue[base + CATALOGUE_FROM]! && day < view.catalogue[base + CATALOGUE_TO]!) {
        return { view, base };
      }
    }
  }
  return undefined;
}

/**
 * Factor that turns a quantity of item `i` into `unit` (`''`: the catalogue's base unit): exact, as numerator and
 * denominator. `undefined` when neither item nor catalogue says.
 *
 * A service without a unit is counted in the price list's own unit; a drug without one may mean boxes or tablets.
 */
export function unitFactor(judge: Judge, i: number, unit: string): Factor | undefined {
  const { facts } = judge;
  const given = canonicalUnit(facts.raw[i]!.unit ?? '');
  const wanted = canonicalUnit(unit);
  if (given === wanted) return SAME;
  const hit = catalogueOf(judge, i);
  // A bound without a unit on a service counts charges, in whatever words the charge is written.
  if (wanted === '' && (hit === undefined || isService(hit))) return SAME;
  if (hit === undefined) return undefined;
  const from = given !== '' ? toBase(hit, given) : wanted === '' || hasServiceUnit(hit) ? SAME : undefined;
  const to = wanted === '' ? SAME : toBase(hit, wanted);
  if (from === undefined || to === undefined) return undefined;
  return { numerator: from.numerator * to.denominator, denominator: from.denominator * to.numerator };
}

/** An exact ratio. */
export interface Factor {
  readonly numerator: number;
  readonly denominator: number;
}

function toBase(hit: CatalogueHit, unit: string): Factor | undefined {
  const { view, base } = hit;
  const baseUnit = view.catalogue[base + CATALOGUE_UNIT]!;
  if (baseUnit !== 0 && canonicalUnit(view.text(baseUnit)) === unit) return SAME;
  const list = view.catalogue[base + CATALOGUE_UNITS]!;
  if (list < 0) return undefined;
  const length = view.lists[list]!;
  for (let k = 0; k < length; k += 3) {
    if (canonicalUnit(view.text(view.lists[list + 1 + k]!)) === unit) {
      return { numerator: view.lists[list + 2 + k]!, denominator: view.lists[list + 3 + k]! };
    }
  }
  return undefined;
}

/** Units of time that are written in more than one way. Everything else is compared as it is written. */
function canonicalUnit(unit: string): string {
  return SYNONYMS.get(unit) ?? unit;
}

/** The catalogue's base unit for item `i` on its day, `''` when it names none. */
export function baseUnitOf(judge: Judge, i: number): string {
  const hit = catalogueOf(judge, i);
  return hit === undefined ? '' : hit.view.text(hit.view.catalogue[hit.base + CATALOGUE_UNIT]!);
}

function isService({ view, base }: CatalogueHit): boolean {
  return (view.catalogue[base + CATALOGUE_CLASS]! & 0xff) === SERVICE;
}

function hasServiceUnit(hit: CatalogueHit): boolean {
  return isService(hit) && hit.view.catalogue[hit.base + CATALOGUE_UNIT] !== 0;
}

const SERVICE = 3;

/**
 * How a quantity in the unit is spread over the interval in which it was used: hours by the time in each day, days one
 * by one, anything else not at all.
 */
export function spreadOf(unit: string): 'executions' | 'durations' | 'calendar-days' {
  const canonical = canonicalUnit(unit);
  if (canonical === '日') return 'calendar-days';
  return canonical === '小时' || canonical === '分钟' ? 'durations' : 'executions';
}

const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['天', '日'],
  ['day', '日'],
  ['d', '日'],
  ['时', '小时'],
  ['hour', '小时'],
  ['h', '小时'],
  ['H', '小时'],
  ['分', '分钟'],
  ['minute', '分钟'],
  ['min', '分钟'],
]);
const SAME: Factor = { numerator: 1, denominator: 1 };
