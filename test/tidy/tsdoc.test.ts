import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, workspacePackages } from '../../scripts/workspace.ts';
import { createOverlayProgram } from './program.ts';
import { isPackageSource, isTestFile, repositoryFiles } from './repository-files.ts';
import { diagnoseExamples, examplesOf, undocumentedExports } from './tsdoc.ts';

const COMPILE_TIMEOUT_MS = 60_000;

describe('every export of an entry point is documented', () => {
  test('holds', { timeout: COMPILE_TIMEOUT_MS }, () => {
    const entries = workspacePackages().flatMap(({ entryPoints }) => entryPoints.map(({ source }) => source));
    const program = createOverlayProgram(entries, new Map());
    expect(entries.flatMap((path) => undocumentedExports(program, path))).toEqual([]);
  });

  test('finds the export that is not', { timeout: COMPILE_TIMEOUT_MS }, () => {
    const index = join(ROOT, 'packages/core/src/offender-index.ts');
    const defining = join(ROOT, 'packages/core/src/offender.ts');
    const files = new Map([
      [index, "export { silent, spoken } from './offender.ts';\nexport type { Silent } from './offender.ts';\n"],
      [
        defining,
        '/** Says something. */\nexport const spoken = 1;\nexport const silent = 2;\nexport interface Silent { a: 1 }\n',
      ],
    ]);
    expect(undocumentedExports(createOverlayProgram([], files), index)).toEqual([
      'packages/core/src/offender-index.ts: silent',
      'packages/core/src/offender-index.ts: Silent',
    ]);
  });
});

describe('every example compiles', () => {
  const compile = (files: ReadonlyMap<string, string>) =>
    createOverlayProgram([], files, { noUnusedLocals: false, noUnusedParameters: false });

  test('holds', { timeout: COMPILE_TIMEOUT_MS }, () => {
    const sources = repositoryFiles().filter(
      ({ path }) => path.endsWith('.md') || (isPackageSource(path) && !isTestFile(path)),
    );
    expect(diagnoseExamples(sources.flatMap(examplesOf), compile)).toEqual([]);
  });

  test('finds the example that does not, in a comment and in Markdown', { timeout: COMPILE_TIMEOUT_MS }, () => {
    const comment = ['/**', ' * Doubles.', ' *', ' * @example', ' * ```ts', ' * const x: string = 1;', ' * ```', ' */'];
    const markdown = ['# Title', '```ts', "import { missing } from '@forecheck/core';", 'missing();', '```'];
    const fragment = ['```ts', 'undeclared();', '```'];
    const found = diagnoseExamples(
      [
        ...examplesOf({ path: 'packages/core/src/a.ts', text: `const a = 1;\n${comment.join('\n')}\n` }),
        ...examplesOf({ path: 'README.md', text: `${markdown.join('\n')}\n${fragment.join('\n')}\n` }),
      ],
      compile,
    );
    expect(found).toEqual([
      expect.stringMatching(/^packages\/core\/src\/a\.ts:6: Type 'number'/),
      expect.stringMatching(/^README\.md:2: Module .*missing/),
    ]);
  });
});
