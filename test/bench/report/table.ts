/** One table of a report. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of text, from the left; the others are numbers and lean to the right. One, unless told. */
  readonly textColumns?: number;
  /** What a reader should know before comparing. */
  readonly notes?: readonly string[];
}

/** Aligned for a terminal. */
export function formatText({ title, columns, rows, notes = [], textColumns = 1 }: Table): string {
  const widths = columns.map((name, column) =>
    Math.max(...[name, ...rows.map((row) => row[column] ?? '')].map(widthOf)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column]!, column < textColumns))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [title, '', line(columns), rule, ...rows.map(line), ...notes.map((note) => `· ${note}`), ''].join('\n');
}

/** For a Markdown page. */
export function formatMarkdown({ title, columns, rows, notes = [], textColumns = 1 }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = line(columns.map((_, column) => (column < textColumns ? '---' : '--:')));
  const list = notes.map((note) => `- ${note}`);
  return [
    `### ${title}`,
    '',
    line(columns),
    rule,
    ...rows.map(line),
    '',
    ...list,
    ...(list.length > 0 ? [''] : []),
  ].join('\n');
}

function pad(cell: string, width: number, isLeft: boolean): string {
  const space = ' '.repeat(width - widthOf(cell));
  return isLeft ? cell + space : space + cell;
}

/** No table here holds a character wider than one column. */
function widthOf(cell: string): number {
  return [...cell].length;
}
