import type { CstDate } from '@forecheck/core';
import { parseCstDate } from '@forecheck/core';
import { parseCsvTable } from '../table/parse-csv-table.ts';
import type { TableText } from '../table/table.ts';
import { malformedCell } from '../table/table.ts';
import type { DuplicatePair } from './import-duplicate-pairs.ts';
import { publicationDate } from './publication-dates.ts';
import type { PointSource, PublishedPoint } from './published-point.ts';

/** The tables that make up the published knowledge points. */
export interface PointTables {
  readonly points: TableText;
  /** All codes of each point. Absent: only the first code that the point itself names. */
  readonly codes?: TableText;
  readonly pairs?: readonly DuplicatePair[];
}

/** Published points, and rows of the side tables that no point claimed. */
export interface ReadPoints {
  readonly points: readonly PublishedPoint[];
  readonly codeRows: number;
  /** Rows of the code table that name an unknown point. */
  readonly strayCodes: readonly { readonly line: number; readonly point: string }[];
  /** Pairs without a point of their own, which became points here. */
  readonly addedPairs: readonly DuplicatePair[];
  /** Points whose table promises another number of codes than were found. */
  readonly miscounted: readonly { readonly point: PublishedPoint; readonly promised: number }[];
}

/**
 * Published points of the table `knowledge_points`, joined with their codes and pairs.
 *
 * @throws {@link NhsaError} `column-missing`, `table-malformed`, `cell-malformed`: an id that is empty or occurs twice,
 * parameters that are not a JSON object of texts, a date that does not exist, a state other than 0 and 1.
 */
export function readPublishedPoints(tables: PointTables): ReadPoints {
  const table = parseCsvTable(tables.points, COLUMNS);
  const codes = readCodes(tables.codes);
  const pairs = new PairIndex(tables.pairs ?? []);
  const seen = new Set<string>();
  const points: PublishedPoint[] = [];
  const miscounted: { point: PublishedPoint; promised: number }[] = [];
  for (const { line, cells } of table.rows) {
    const fail = (column: string, expected: string) => malformedCell(table.file, line, column, expected);
    if (cells.kp_id === '' || seen.has(cells.kp_id)) throw fail('kp_id', 'an id that occurs once');
    seen.add(cells.kp_id);
    if (cells.is_current !== '0' && cells.is_current !== '1') throw fail('is_current', '0 or 1');
    const parameters = parseParameters(cells.params);
    if (parameters === undefined) throw fail('params', 'a JSON object of texts');
    const publishedOn = dateOf(cells.published_at);
    if (publishedOn === 'malformed') throw fail('published_at', 'a date');
    const pointCodes = codes.byPoint?.get(cells.kp_id) ?? (cells.first_code === '' ? [] : [cells.first_code]);
    const pair = pairs.take(cells.source_row, pointCodes);
    const point: PublishedPoint = {
      id: cells.kp_id,
      source: sourceOf(table.file, line, cells, publishedOn),
      ruleClass: cells.rule_class,
      name: cells.item_name,
      text: cells.constraint,
      logicText: cells.detect_logic,
      parameters,
      codes: pointCodes,
      supersedes: cells.supersedes.split(/[\s;,]+/).filter((id) => id !== ''),
      isCurrent: cells.is_current === '1',
      ...(pair && { pair }),
    };
    points.push(point);
    const promised = Number(cells.n_codes);
    if (promised !== pointCodes.length) miscounted.push({ point, promised });
  }
  const strayCodes = codes.rows.filter(({ point }) => !seen.has(point));
  return { points, codeRows: codes.rows.length, strayCodes, addedPairs: pairs.rest(), miscounted };
}

type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

function sourceOf(file: string, line: number, cells: Cells, publishedOn: CstDate | undefined): PointSource {
  const batch = cells.batch.replace(/^(batch|updates)_/, '');
  const day = publishedOn ?? publicationDate(batch);
  return { file, line, batch, annex: cells.source_file, annexRow: cells.source_row, ...(day && { publishedOn: day }) };
}

function dateOf(text: string): CstDate | undefined | 'malformed' {
  if (text === '') return undefined;
  return Number.isNaN(parseCstDate(text)) ? 'malformed' : text;
}

function parseParameters(text: string): Readonly<Record<string, string>> | undefined {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.values(value).every((entry) => typeof entry === 'string')
      ? (value as Record<string, string>)
      : undefined;
  } catch {
    return undefined;
  }
}

function readCodes(source: TableText | undefined) {
  if (source === undefined) return { byPoint: undefined, rows: [] };
  const table = parseCsvTable(source, ['kp_id', 'med_code']);
  const byPoint = new Map<string, string[]>();
  for (const { cells } of table.rows) {
    const list = byPoint.get(cells.kp_id);
    if (list === undefined) byPoint.set(cells.kp_id, [cells.med_code]);
    else list.push(cells.med_code);
  }
  return { byPoint, rows: table.rows.map(({ line, cells }) => ({ line, point: cells.kp_id })) };
}

/** Pairs by the row that they share with a point. A pair is taken once. */
class PairIndex {
  readonly #bySequence: Map<string, DuplicatePair>;

  constructor(pairs: readonly DuplicatePair[]) {
    this.#bySequence = new Map(pairs.map((pair) => [pair.sequence, pair]));
  }

  /** The pair of this annex row, when it is about exactly these codes. */
  take(annexRow: string, codes: readonly string[]): DuplicatePair | undefined {
    const pair = this.#bySequence.get(annexRow);
    if (pair === undefined || codes[0] !== pair.containing || !codes.includes(pair.contained)) return undefined;
    this.#bySequence.delete(annexRow);
    return pair;
  }

  rest(): readonly DuplicatePair[] {
    return [...this.#bySequence.values()];
  }
}

const COLUMNS = [
  'kp_id',
  'batch',
  'published_at',
  'rule_class',
  'item_name',
  'constraint',
  'detect_logic',
  'params',
  'n_codes',
  'first_code',
  'supersedes',
  'is_current',
  'source_file',
  'source_row',
] as const;
