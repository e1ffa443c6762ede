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

it('escapes what would end a cell, and leaves out outcomes that did not occur', () => {
  expect(formatImportReport(REPORT, 'markdown')).toContain('| annex | a\\|b.xlsx | 6 | set aside 6 |');
  expect(formatImportReport(REPORT, 'text')).toContain('a|b.xlsx');
});

it('lists what is to be looked at, or says that nothing is', () => {
  expect(formatImportReport(REPORT, 'text')).toContain('a.xlsx:2  P1  text 14, column 15');
  expect(formatImportReport({ ...REPORT, doubts: [], setAside: [] }, 'text')).toMatch(/SET ASIDE\n\nNothing\.\n\n/);
});
