import { CoreError } from '../error.ts';
import { formatCstDate } from '../model/calendar.ts';
import type { ItemCode, KnowledgePointId } from '../model/ids.ts';
import type { CatalogueItem, CodeMapping, KnowledgePoint, RuleSource, Withdrawal } from '../source/rule-source.ts';
import { isRecord } from './check-definition.ts';
import { MAPPING_INTS, SUPERSESSION_INTS, WITHDRAWAL_INTS, WITHDRAWAL_KINDS } from './layout.ts';
import { listValues } from './list-field.ts';
import { ITEM_KINDS } from './numbering.ts';
import { catalogueStart } from './postings.ts';
import { readBasis } from './read-basis.ts';
import {
  CATALOGUE_CLASS,
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_NAME,
  CATALOGUE_TO,
  CATALOGUE_UNIT,
  CATALOGUE_UNITS,
  DAY_ALWAYS,
  DAY_NEVER,
  LIST_NONE,
  ROW_FROM,
  ROW_ID,
  ROW_INTS,
  ROW_ITEMS,
  ROW_NAME,
  ROW_OTHERS,
  ROW_RULE,
  ROW_TEXT,
  ROW_TO,
  RULE_NUMBER_MASK,
} from './row.ts';
import type { SegmentView } from './view.ts';

/**
 * The source that a segment stands for: compiling it again gives the same bytes.
 *
 * Rows come in the segment's order, lists sorted, ratios in lowest terms.
 *
 * @throws {@link CoreError} `segment-malformed` when stored parameters are not a record.
 */
export function readSource(view: SegmentView): RuleSource {
  const { title } = view.storage;
  return {
    formatVersion: 1,
    id: view.id,
    layer: view.layer,
    ...(title === undefined ? {} : { title }),
    catalogue: readCatalogue(view),
    rules: view.rules.map((rule) => rule.definition),
    knowledge: readKnowledge(view),
    mappings: readMappings(view),
    policy: view.policy,
    withdrawn: readWithdrawn(view),
  };
}

/** All catalogue rows, by code and day. */
export function readCatalogue(view: SegmentView): readonly CatalogueItem[] {
  const items: CatalogueItem[] = [];
  for (let code = 0; code < view.codes.count; code += 1) {
    for (let row = catalogueStart(view, code); row < catalogueStart(view, code + 1); row += 1) {
      items.push(readCatalogueItem(view, code, row));
    }
  }
  return items;
}

/** One catalogue row of a code. */
export function readCatalogueItem(view: SegmentView, code: number, row: number): CatalogueItem {
  const fields = view.catalogue.subarray(row * CATALOGUE_INTS, (row + 1) * CATALOGUE_INTS);
  const itemClass = fields[CATALOGUE_CLASS]!;
  const payClass = PAY_CLASSES[(itemClass >>> 8) - 1];
  const unit = fields[CATALOGUE_UNIT]!;
  return {
    code: view.codes.text(code) as ItemCode,
    name: view.text(fields[CATALOGUE_NAME]!),
    kind: ITEM_KINDS[(itemClass & 0xff) - 1]!,
    ...(payClass === undefined ? {} : { payClass }),
    ...(unit === 0 ? {} : { baseUnit: view.text(unit) }),
    ...(fields[CATALOGUE_UNITS] === LIST_NONE ? {} : { units: readUnits(view, fields[CATALOGUE_UNITS]!) }),
    ...readDays(fields[CATALOGUE_FROM]!, fields[CATALOGUE_TO]!),
  };
}

/** All knowledge points, in row order. */
function readKnowledge(view: SegmentView): readonly KnowledgePoint[] {
  const supersedes = readSupersessions(view);
  const points: KnowledgePoint[] = [];
  for (let row = view.rules.length; row < view.rowCount; row += 1) {
    points.push(readKnowledgePoint(view, row, supersedes.get(row)));
  }
  return points;
}

/** Ids that each row supersedes. */
export function readSupersessions(view: SegmentView): ReadonlyMap<number, readonly KnowledgePointId[]> {
  const { supersessions } = view.storage;
  const byRow = new Map<number, KnowledgePointId[]>();
  for (let i = 0; i < supersessions.length; i += SUPERSESSION_INTS) {
    const row = supersessions[i]!;
    const ids = byRow.get(row) ?? [];
    ids.push(view.text(supersessions[i + 1]!));
    byRow.set(row, ids);
  }
  return byRow;
}

/** One knowledge row. */
export function readKnowledgePoint(
  view: SegmentView,
  row: number,
  supersedes: readonly KnowledgePointId[] | undefined,
): KnowledgePoint {
  const fields = view.rows.subarray(row * ROW_INTS, (row + 1) * ROW_INTS);
  const parameters = readParameters(view, row);
  const name = fields[ROW_NAME]!;
  const text = fields[ROW_TEXT]!;
  const basis = readBasis(view, row);
  return {
    id: view.text(fields[ROW_ID]!),
    rule: view.ruleIds[fields[ROW_RULE]! & RULE_NUMBER_MASK]!,
    items: readPatterns(view, fields[ROW_ITEMS]!),
    ...(fields[ROW_OTHERS] === LIST_NONE ? {} : { others: readPatterns(view, fields[ROW_OTHERS]!) }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(name === 0 ? {} : { name: view.text(name) }),
    ...(text === 0 ? {} : { text: view.text(text) }),
    ...(basis === undefined ? {} : { basis }),
    ...readDays(fields[ROW_FROM]!, fields[ROW_TO]!),
    ...(supersedes === undefined ? {} : { supersedes }),
  };
}

/** All mappings, by local code and day. */
export function readMappings(view: SegmentView): readonly CodeMapping[] {
  const { mappings } = view.storage;
  const rows: CodeMapping[] = [];
  for (let at = 0; at < mappings.length; at += MAPPING_INTS) {
    rows.push({
      localCode: view.text(mappings[at]!),
      code: view.text(mappings[at + 1]!) as ItemCode,
      ...readDays(mappings[at + 2]!, mappings[at + 3]!),
    });
  }
  return rows;
}

/** `from` and `to` where they are bounded. */
export function readDays(from: number, to: number): { from?: string; to?: string } {
  return {
    ...(from === DAY_ALWAYS ? {} : { from: formatCstDate(from) }),
    ...(to === DAY_NEVER ? {} : { to: formatCstDate(to) }),
  };
}

/** All withdrawals, by kind and id. */
export function readWithdrawn(view: SegmentView): readonly Withdrawal[] {
  const { withdrawals } = view.storage;
  const rows: Withdrawal[] = [];
  for (let at = 0; at < withdrawals.length; at += WITHDRAWAL_INTS) {
    rows.push({ row: WITHDRAWAL_KINDS[withdrawals[at]!]!, id: view.text(withdrawals[at + 1]!) });
  }
  return rows;
}

/** In code-unit order: the order of ids depends on what else the segment holds. */
function readPatterns(view: SegmentView, field: number): readonly string[] {
  const patterns = listValues(view.lists, field).map((reference) => {
    const id = reference >>> 1;
    return (reference & 1) === 0 ? view.codes.text(id) : `${view.prefixes.text(id)}*`;
  });
  return patterns.sort();
}

function readUnits(view: SegmentView, offset: number): NonNullable<CatalogueItem['units']> {
  const units: Record<string, number | readonly [number, number]> = {};
  const end = offset + 1 + view.lists[offset]!;
  for (let i = offset + 1; i < end; i += 3) {
    const numerator = view.lists[i + 1]!;
    const denominator = view.lists[i + 2]!;
    units[view.text(view.lists[i]!)] = denominator === 1 ? numerator : [numerator, denominator];
  }
  return units;
}

function readParameters(view: SegmentView, row: number): Readonly<Record<string, unknown>> | undefined {
  const index = view.storage.rowParameters[row]!;
  if (index === 0) return undefined;
  try {
    const value: unknown = JSON.parse(view.text(index));
    if (isRecord(value)) return value;
  } catch {
    // Falls through: text that is no JSON is refused like JSON that is no record.
  }
  throw new CoreError('segment-malformed', `parameters of row ${row} are not a record`, {
    section: 'rowParameters',
    row,
  });
}

const PAY_CLASSES = ['a', 'b', 'self-paid'] as const;
