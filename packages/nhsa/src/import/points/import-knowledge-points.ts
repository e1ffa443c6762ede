import { duplicateCharge } from '../classes/duplicate-charge.ts';
import type { MappedPoints } from '../classes/map-published-points.ts';
import { mapPublishedPoints } from '../classes/map-published-points.ts';
import type { MapContext } from '../classes/rule-class.ts';
import type { Doubt, SetAsideRow, TableReport } from '../report/import-report.ts';
import type { DuplicatePair } from './import-duplicate-pairs.ts';
import type { PublishedPoint } from './published-point.ts';
import type { PointTables, ReadPoints } from './read-published-points.ts';
import { readPublishedPoints } from './read-published-points.ts';

/** Rules and knowledge points of the published tables, and what became of every row. */
export interface ImportedPoints extends MappedPoints {
  readonly points: readonly PublishedPoint[];
  readonly tables: readonly TableReport[];
}

/**
 * Rules and knowledge points of the tables `knowledge_points`, `knowledge_point_codes` and `service_duplicate_pairs`.
 *
 * @throws {@link NhsaError} as {@link readPublishedPoints} does. Rows that are merely not understood are set aside, not
 * thrown.
 */
export function importKnowledgePoints(tables: PointTables, context: MapContext): ImportedPoints {
  const read = readPublishedPoints(tables);
  const points = [...read.points, ...read.addedPairs.map((pair) => pointOfPair(pair, 'service_duplicate_pairs'))];
  const mapped = mapPublishedPoints(points, context);
  const strays: SetAsideRow[] = read.strayCodes.map(({ line, point }) => ({
    at: `${tables.codes?.file ?? ''}:${line}`,
    table: 'knowledge-point-codes',
    id: point,
    reason: 'point-unknown',
  }));
  const doubts: Doubt[] = read.miscounted.map(({ point, promised }) => ({
    at: `${point.source.file}:${point.source.line}`,
    id: point.id,
    about: `table promises ${promised} codes, ${point.codes.length} found`,
  }));
  return {
    ...mapped,
    points,
    setAside: [...mapped.setAside, ...strays],
    doubts: [...mapped.doubts, ...doubts],
    tables: tableReports(tables, read, mapped.outcomes),
  };
}

/** A pair that is published without a point of its own. */
function pointOfPair(pair: DuplicatePair, file: string): PublishedPoint {
  return {
    id: `pair-${pair.containing}-${pair.contained}`,
    source: { file, line: pair.line, batch: '07', publishedOn: '2025-12-12', annex: '', annexRow: pair.sequence },
    ruleClass: duplicateCharge.name,
    name: `${pair.containingName}×${pair.containedName}`,
    text: pair.text,
    logicText: '',
    parameters: {},
    codes: [pair.containing, pair.contained],
    supersedes: [],
    isCurrent: true,
    pair,
  };
}

function tableReports(
  tables: PointTables,
  read: ReadPoints,
  outcomes: MappedPoints['outcomes'],
): readonly TableReport[] {
  const reports: TableReport[] = [
    {
      table: 'knowledge-points',
      status: 'read',
      file: tables.points.file,
      rows: read.points.length,
      outcomes: countOutcomes(read.points, outcomes),
    },
  ];
  if (tables.codes !== undefined) {
    const strays = read.strayCodes.length;
    reports.push({
      table: 'knowledge-point-codes',
      status: 'read',
      file: tables.codes.file,
      rows: read.codeRows,
      outcomes: { joined: read.codeRows - strays, 'set aside': strays },
    });
  }
  if (tables.pairs !== undefined) {
    const added = read.addedPairs.length;
    reports.push({
      table: 'duplicate-pairs',
      status: 'read',
      rows: tables.pairs.length,
      outcomes: { joined: tables.pairs.length - added, 'points of their own': added },
    });
  }
  return reports;
}

/** How many points became what. */
export function countOutcomes(
  points: readonly PublishedPoint[],
  outcomes: MappedPoints['outcomes'],
): TableReport['outcomes'] {
  const count = (kind: string) => points.filter(({ id }) => outcomes.get(id) === kind).length;
  return { decidable: count('decidable'), prompts: count('prompt'), 'set aside': count('set-aside') };
}
