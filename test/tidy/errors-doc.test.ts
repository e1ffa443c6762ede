import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINT_CODES } from '@forecheck/core/compile';
import { PROBLEM_CODES } from '@forecheck/core/schema';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/workspace.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/errors.md');

/** Rows of the first table under a heading, cells by column. */
function tableUnder(heading: string, text: string = page): readonly Readonly<Record<string, string>>[] {
  const section = text.split(/^##+ /m).find((it) => it.startsWith(`${heading}\n`)) ?? '';
  const [header = '', , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  const columns = cellsOf(header);
  return rows.map((row) => Object.fromEntries(cellsOf(row).map((cell, index) => [columns[index] ?? '', cell])));
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function codesUnder(heading: string, column = 'code'): readonly string[] {
  return tableUnder(heading).map((row) => (row[column] ?? '').replaceAll('`', ''));
}

/** Members of a union of string literals, or of a constant list, as they stand in a file. */
function membersOf(name: string, path: string): readonly string[] {
  const text = read(path);
  const [, declared = ''] =
    new RegExp(`(?:type|const) ${name}\\b[^=]*=([^;]*?)(?:;|\\] as const)`, 's').exec(text) ?? [];
  const members = [...declared.replace(/\/\*.*?\*\//gs, '').matchAll(/'([^']+)'/g)].map(([, member = '']) => member);
  expect(members.length, `${name} in ${path}`).toBeGreaterThan(3);
  return members;
}

test.each([
  ['CoreError', membersOf('CORE_ERROR_CODES', 'packages/core/src/error.ts')],
  ['NhsaError', membersOf('NHSA_ERROR_CODES', 'packages/nhsa/src/error.ts')],
  ['PackError', membersOf('PACK_ERROR_CODES', 'packages/pack/src/error.ts')],
  ['SyncError', membersOf('SYNC_ERROR_CODES', 'packages/sync/src/error.ts')],
  ['BureauError', membersOf('BUREAU_ERROR_CODES', 'packages/bureau/src/error.ts')],
  ['PluginError', membersOf('PLUGIN_ERROR_CODES', 'packages/plugin/src/error.ts')],
  ['CliError', membersOf('CliErrorCode', 'packages/cli/src/error.ts')],
  ['Input diagnostics', membersOf('InputDiagnosticCode', 'packages/core/src/model/evaluation.ts')],
  ['Parse problems', PROBLEM_CODES],
  ['Lint diagnostics', Object.keys(LINT_CODES)],
])('the table of %s lists exactly the codes that there are', (heading, codes) => {
  expect([...codesUnder(heading)].sort()).toEqual([...codes].sort());
});

test('the problems of a source are exactly those that the compiler names', () => {
  const problems = membersOf('SourceProblem', 'packages/core/src/compile/source-problem.ts');
  expect([...codesUnder('What is wrong with a source', 'problem')].sort()).toEqual([...problems].sort());
});

test('every row says what the code means and what to do', () => {
  for (const heading of [
    'CoreError',
    'NhsaError',
    'PackError',
    'SyncError',
    'BureauError',
    'PluginError',
    'CliError',
    'Input diagnostics',
    'Parse problems',
    'Lint diagnostics',
  ]) {
    for (const row of tableUnder(heading)) {
      expect(row['meaning'], row['code']).toMatch(/\.$/);
      expect(row['what to do'], row['code']).toMatch(/\.$/);
    }
  }
});

test('every error has a retry class, and lint diagnostics their own severity', () => {
  for (const heading of [
    'CoreError',
    'NhsaError',
    'PackError',
    'SyncError',
    'BureauError',
    'PluginError',
    'CliError',
  ]) {
    for (const row of tableUnder(heading)) expect(['safe', 'unsafe', 'never'], row['code']).toContain(row['retry']);
  }
  const severities = Object.fromEntries(tableUnder('Lint diagnostics').map((row) => [row['code'], row['severity']]));
  expect(severities).toEqual(
    Object.fromEntries(Object.entries(LINT_CODES).map(([code, { severity }]) => [`\`${code}\``, severity])),
  );
});

test('only failures of the disk and of the network may simply be repeated', () => {
  const safe = ['CoreError', 'NhsaError', 'PackError', 'CliError'].flatMap((heading) =>
    tableUnder(heading).filter(({ retry }) => retry === 'safe'),
  );
  expect([...new Set(safe.map(({ code }) => code))].sort()).toEqual([
    '`address-unavailable`',
    '`bureau-unreachable`',
    '`file-unreadable`',
    '`file-unwritable`',
    '`plugin-unreachable`',
  ]);
});

test('a table is found by its heading', () => {
  const text = '# T\n\n## A\n\n| code | retry |\n|---|---|\n| `x` | never |\n\n## B\n\n| code |\n|---|\n| `y` |\n';
  expect(tableUnder('A', text)).toEqual([{ code: '`x`', retry: 'never' }]);
  expect(tableUnder('C', text)).toEqual([]);
});
