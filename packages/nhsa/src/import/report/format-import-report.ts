import type { ClassReport, Doubt, ImportReport, PointCounts, SetAsideRow } from './import-report.ts';

/** How a report is laid out. */
export type ReportFormat = 'text' | 'markdown';

/**
 * The report for people to read, ending in a line feed. The same report gives the same text. `markdown` is the whole of
 * it; `text`, for a terminal, has the beginnings of long lists and how much more there is.
 */
export function formatImportReport(report: ImportReport, format: ReportFormat): string {
  const { rules, knowledge, catalogue } = report.totals;
  const sections = [
    heading('Import report', 1, format),
    `${rules} rules, ${knowledge} knowledge points, ${catalogue} catalogue rows.`,
    heading('Tables', 2, format),
    formatTable(['table', 'file', 'rows', 'became'], tableRows(report), format),
    heading('Knowledge points by class', 2, format),
    formatTable(
      ['rule', 'class', 'in force', 'decidable', 'questions', 'set aside', 'replaced', 'remainders asked'],
      [...report.classes.map(classRow), totalRow(report.classes)],
      format,
    ),
    heading('Set aside', 2, format),
    ...setAsideSections(report.setAside, format),
    heading('To be looked at', 2, format),
    formatDoubts(report.doubts, format),
  ];
  return `${sections.join('\n\n')}\n`;
}

function tableRows({ tables }: ImportReport): readonly (readonly string[])[] {
  return tables.map(({ table, status, file, rows, outcomes }) => [
    table,
    file ?? '',
    status === 'absent' ? 'absent' : String(rows),
    Object.entries(outcomes)
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => `${outcome} ${count}`)
      .join(', '),
  ]);
}

function classRow({ rule, name, current, superseded, remainders }: ClassReport): readonly string[] {
  return [rule, name, ...countCells(current), String(superseded.points), String(remainders.asked)];
}

function totalRow(classes: readonly ClassReport[]): readonly string[] {
  const sum = (value: (entry: ClassReport) => number) => classes.reduce((total, entry) => total + value(entry), 0);
  const current: PointCounts = {
    points: sum((entry) => entry.current.points),
    decidable: sum((entry) => entry.current.decidable),
    prompts: sum((entry) => entry.current.prompts),
    setAside: sum((entry) => entry.current.setAside),
  };
  return [
    '',
    'all',
    ...countCells(current),
    String(sum((entry) => entry.superseded.points)),
    String(sum((entry) => entry.remainders.asked)),
  ];
}

function countCells({ points, decidable, prompts, setAside }: PointCounts): readonly string[] {
  return [points, decidable, prompts, setAside].map(String);
}

/** Reasons with their numbers, then the rows of each. Long lists are given as ranges of rows. */
function setAsideSections(rows: readonly SetAsideRow[], format: ReportFormat): readonly string[] {
  if (rows.length === 0) return ['Nothing.'];
  const groups = new Map<string, SetAsideRow[]>();
  for (const row of rows) {
    const key = `${row.table}: ${row.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const bullet = format === 'markdown' ? '- ' : '  ';
  return [
    [...groups]
      .map(
        ([key, group]) =>
          `${bullet}${key} (${group.length}): ${rowRanges(
            group.map(({ at }) => at),
            format,
          )}`,
      )
      .join('\n'),
  ];
}

function formatDoubts(doubts: readonly Doubt[], format: ReportFormat): string {
  if (doubts.length === 0) return 'Nothing.';
  const shown = format === 'text' ? doubts.slice(0, DOUBTS_SHOWN_MAX) : doubts;
  const rows = shown.map(({ at, id, about }) => [at, id, about]);
  const table = formatTable(['at', 'id', 'about'], rows, format);
  const more = doubts.length - shown.length;
  return more === 0 ? table : `${table}\n… and ${more} more, all of them in report.md`;
}

/** `a.csv:3`, `a.csv:4`, `a.csv:9` → `a.csv 3–4, 9`. */
function rowRanges(places: readonly string[], format: ReportFormat): string {
  const linesByFile = new Map<string, number[]>();
  for (const place of places) {
    const split = place.lastIndexOf(':');
    const file = place.slice(0, split);
    const lines = linesByFile.get(file) ?? [];
    lines.push(Number(place.slice(split + 1)));
    linesByFile.set(file, lines);
  }
  return [...linesByFile].map(([file, lines]) => `${file} ${ranges(lines, format)}`).join('; ');
}

function ranges(lines: readonly number[], format: ReportFormat): string {
  const sorted = [...lines].sort((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const line of sorted) {
    const last = parts.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = line;
    else parts.push([line, line]);
  }
  const shown = format === 'text' ? parts.slice(0, RANGES_SHOWN_MAX) : parts;
  const told = shown.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
  const more = parts.slice(shown.length).reduce((rows, [first, last]) => rows + last - first + 1, 0);
  return more === 0 ? told : `${told} … and ${more} more rows, all of them in report.md`;
}

function heading(title: string, level: 1 | 2, format: ReportFormat): string {
  return format === 'markdown' ? `${'#'.repeat(level)} ${title}` : title.toUpperCase();
}

function formatTable(header: readonly string[], rows: readonly (readonly string[])[], format: ReportFormat): string {
  if (format === 'markdown') {
    const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
  }
  const widths = header.map((_title, column) => Math.max(...[header, ...rows].map((row) => width(row[column] ?? ''))));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns that a text takes on a terminal: Chinese characters and full-width forms take two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}

/** What a terminal shows of one list before it says how much more there is. */
const RANGES_SHOWN_MAX = 5;
const DOUBTS_SHOWN_MAX = 20;
