import { LINT_CODES, type LintDiagnostic, type LintOptions, lintSource } from '@forecheck/core/compile';
import { describe, expect, test } from 'vitest';

/** One file of lint cases: a source in, diagnostics out. */
interface LintFile {
  readonly suite: string;
  readonly requirement: string;
  readonly note?: string;
  /** What the source of each case has unless the case says otherwise. */
  readonly source: Partial<Source>;
  readonly cases: readonly LintCase[];
}

interface LintCase {
  readonly name: string;
  readonly note?: string;
  /** In place of the properties of the file's source. */
  readonly source?: Partial<Source>;
  /** Sources already in force, oldest first. */
  readonly earlier?: readonly Source[];
  readonly codeLists?: { readonly diagnoses?: readonly string[]; readonly operations?: readonly string[] };
  readonly expect: { readonly diagnostics: readonly { readonly code: string; readonly path?: string }[] };
}

type Source = Parameters<typeof lintSource>[0];

const files = import.meta.glob<LintFile>('./lint/**/*.json', { eager: true, import: 'default' });

function lint(file: LintFile, { source, earlier, codeLists }: LintCase): readonly LintDiagnostic[] {
  const { diagnoses, operations } = codeLists ?? {};
  const options: LintOptions = {
    ...(earlier === undefined ? {} : { earlier }),
    codeLists: {
      ...(diagnoses === undefined ? {} : { diagnoses: new Set(diagnoses) }),
      ...(operations === undefined ? {} : { operations: new Set(operations) }),
    },
  };
  return lintSource({ ...file.source, ...source } as Source, options);
}

/** `code path` of each, in any order. A path that the case leaves out is not compared. */
function expectDiagnostics(found: readonly LintDiagnostic[], wanted: LintCase['expect']['diagnostics']): void {
  const left = [...found];
  const unmet = wanted.filter(({ code, path }) => {
    const index = left.findIndex((it) => it.code === code && (path === undefined || it.path === path));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  expect(unmet, 'expected, not found').toEqual([]);
  // Advice that a case does not speak of is welcome; errors and warnings are not.
  const unexpected = left.filter(({ severity }) => severity !== 'info');
  expect(
    unexpected.map(({ code, path }) => `${code} ${path}`),
    'found, not expected',
  ).toEqual([]);
}

for (const [path, file] of Object.entries(files)) {
  describe(`${file.suite} (${file.requirement})`, () => {
    test('the suite is named after its file and repeats no name', () => {
      expect(`./${file.suite}.json`).toBe(path);
      const names = file.cases.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    });

    test.each(file.cases)('$name', (written) => {
      expectDiagnostics(lint(file, written), written.expect.diagnostics);
    });
  });
}

test('every code is expected by some case', () => {
  const expected = new Set(
    Object.values(files).flatMap(({ cases }) => cases.flatMap((it) => it.expect.diagnostics.map(({ code }) => code))),
  );
  // Neither is a matter of what a source says.
  const elsewhere = ['source-malformed', 'diagnostics-truncated'];
  expect([...expected, ...elsewhere].sort()).toEqual(Object.keys(LINT_CODES).sort());
});
