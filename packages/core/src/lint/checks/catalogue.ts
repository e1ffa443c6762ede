import { spreadOf } from '../../judge/units.ts';
import type { CatalogueItem, KnowledgePoint } from '../../source/rule-source.ts';
import { type Application, applicationsOf, type Check } from '../check.ts';
import type { Report } from '../report.ts';
import { type CatalogueIndex, daysOf, hasPrefix, overlap, type Row, type Surroundings } from '../source-view.ts';

/** Items are ones that the catalogue has, and units ones that it converts. */
export const checkCatalogue: Check = (view, report, around) => {
  for (const row of view.catalogue) checkUnits(row, report);
  for (const point of view.knowledge) {
    const { items, others = [], parameters = {} } = point.content;
    checkCodes(items, point, 'items', report, around);
    checkCodes(others, point, 'others', report, around);
    const firstLine = parameters['firstLine'];
    if (Array.isArray(firstLine)) {
      checkCodes(
        firstLine.filter((it) => typeof it === 'string'),
        point,
        'parameters.firstLine',
        report,
        around,
      );
    }
    for (const application of applicationsOf(point, view, around).slice(0, 1)) {
      checkLimitUnit(application, report, around.catalogue);
    }
  }
  for (const mapping of view.mappings) checkCodes([mapping.content.code], mapping, 'code', report, around);
};

function checkUnits(row: Row<CatalogueItem>, report: Report): void {
  const { units = {}, baseUnit } = row.content;
  if (Object.keys(units).length > 0 && baseUnit === undefined) {
    report.add('unit-contradictory', row, 'units', 'larger units are given, but not the base unit that they hold');
  }
  const own = baseUnit !== undefined && Object.hasOwn(units, baseUnit) ? units[baseUnit] : undefined;
  if (own === undefined) return;
  const isOne = typeof own === 'number' ? own === 1 : own[0] === own[1];
  if (!isOne)
    report.add(
      'unit-contradictory',
      row,
      `units.${baseUnit}`,
      'the base unit is said to hold other than one of itself',
    );
}

function checkCodes(
  patterns: readonly string[],
  row: Row<unknown>,
  path: string,
  report: Report,
  { catalogue, diagnoses, operations }: Surroundings,
): void {
  for (const [position, pattern] of patterns.entries()) {
    const isPrefix = pattern.endsWith('*');
    const code = isPrefix ? pattern.slice(0, -1) : pattern;
    const place = path === 'code' ? path : `${path}[${position}]`;
    if (isPrefix ? hasPrefix(catalogue.codes, code) : catalogue.byCode.has(code)) continue;
    if (!isPrefix && (operations?.has(code) === true || (diagnoses !== undefined && isIn(diagnoses, code)))) {
      const kind = operations?.has(code) === true ? 'an operation' : 'a diagnosis';
      report.add('item-misplaced', row, place, `\`${code}\` is the code of ${kind}, not of a catalogue item`);
    } else if (catalogue.codes.length > 0) {
      const message = isPrefix ? `no catalogue code begins with \`${code}\`` : `\`${code}\` is not in the catalogue`;
      report.add('item-unknown', row, place, message);
    }
  }
}

/** A sorted list has the code when the place where its prefix begins holds the code itself. */
function isIn(sorted: readonly string[], code: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < code) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === code;
}

function checkLimitUnit({ point, logic, parameters }: Application, report: Report, catalogue: CatalogueIndex): void {
  const { unit } = parameters;
  if (logic.mode !== 'quantity' || typeof unit !== 'string') return;
  const unfit = point.content.items.filter((code) => {
    const rows = catalogue.byCode.get(code)?.filter((item) => overlap(daysOf(item), point)) ?? [];
    return rows.length > 0 && !rows.some((item) => knowsUnit(item, unit));
  });
  if (unfit.length === 0) return;
  report.add(
    'unit-unknown',
    point,
    'parameters.unit',
    `the catalogue cannot convert \`${unit}\` for ${nameFew(unfit)}`,
  );
}

function knowsUnit({ baseUnit, units = {} }: CatalogueItem, unit: string): boolean {
  if (baseUnit === unit || Object.hasOwn(units, unit)) return true;
  // Units of time are written in several ways, which evaluation knows.
  return isTime(unit) && [baseUnit ?? '', ...Object.keys(units)].some(isTime);
}

function nameFew(codes: readonly KnowledgePoint['items'][number][]): string {
  const shown = codes.slice(0, 3).map((code) => `\`${code}\``);
  return codes.length > 3 ? `${shown.join(', ')} and ${codes.length - 3} more` : shown.join(', ');
}

function isTime(unit: string): boolean {
  return spreadOf(unit) !== 'executions';
}
