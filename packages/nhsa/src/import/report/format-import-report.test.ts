import { expect, it } from 'vitest';
import { formatImportReport } from './format-import-report.ts';
import type { ImportReport } from './import-report.ts';

const REPORT: ImportReport = {
  tables: [{ table: 'annex', status: 'read', file: 'a|b.xlsx', rows: 6, outcomes: { prompts: 0, 'set aside': 6 } }],
  classes: [],
  totals: { rules: 0, knowledge: 0, catalogue: 0 },
  setAside: [9, 2, 3, 5, 6, 7].map((line) => ({ at: `a.xlsx:${line}`, table: 'annex', reason: 'annex-note' })),
  doubts: [{ at: 'a.xlsx:2', id: 'P1', about: 'text 14, column 15' }],
};

it('gathers rows set aside into ranges and leaves the gaps', () => {
  expect(formatImportReport(REPORT, 'markdown')).toContain('- annex: annex-note (6): a.xlsx 2–3, 5–7, 9\n');
});

it('tells a terminal the beginning of a long list and how much more there is, and Markdown all of it', () => {
  const lines = Array.from({ length: 14 }, (_, index) => 10 + 3 * Math.floor(index / 2) + (index % 2));
  const setAside = lines.map((line) => ({ at: `b.csv:${line}`, table: 'annex', reason: 'annex-note' }) as const);
  const doubts = Array.from({ length: 23 }, (_, index) => ({ at: `b.csv:${index}`, id: `P${index}`, about: 'x' }));
  const long = { ...REPORT, setAside, doubts };
  expect(formatImportReport(long, 'text')).toContain(
    'annex: annex-note (14): b.csv 10–11, 13–14, 16–17, 19–20, 22–23 … and 4 more rows, all of them in report.md\n',
  );
  expect(formatImportReport(long, 'text')).toContain('P19  x\n… and 3 more, all of them in report.md\n');
  expect(formatImportReport(long, 'markdown')).toContain('22–23, 25–26, 28–29\n');
  expect(formatImportReport(long, 'markdown')).toContain('| P22 | x |\n');
});

it('escapes what would end a cell, and leaves out outcomes that did not occur', () => {
  expect(formatImportReport(REPORT, 'markdown')).toContain('| annex | a\\|b.xlsx | 6 | set aside 6 |');
  expect(formatImportReport(REPORT, 'text')).toContain('a|b.xlsx');
});

it('lists what is to be looked at, or says that nothing is', () => {
  expect(formatImportReport(REPORT, 'text')).toContain('a.xlsx:2  P1  text 14, column 15');
  expect(formatImportReport({ ...REPORT, doubts: [], setAside: [] }, 'text')).toMatch(/SET ASIDE\n\nNothing\.\n\n/);
});
