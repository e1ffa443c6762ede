import { posix } from 'node:path';
import ts from 'typescript';
import {
  isPackageSource,
  isScript,
  isTestFile,
  packageOf,
  parseFile,
  type RepositoryFile,
  type TidyRule,
  walk,
} from '../repository-files.ts';
import { isPure } from './purity.ts';

/** What the packages may import: ARCHITECTURE.md, “Packages and the directions imports may take”. */
const MAY_IMPORT: Readonly<Record<string, readonly string[] | 'anything'>> = {
  core: [],
  pack: [],
  sync: ['core', 'pack'],
  nhsa: ['core'],
  widget: ['core'],
  pos: ['core', 'sync', 'nhsa'],
  plugin: ['core', 'sync', 'nhsa'],
  // A relay is a client with listeners, so the bureau takes the whole of sync, not only its protocol.
  bureau: ['core', 'pack', 'sync'],
  cli: 'anything',
  testkit: 'anything',
};

/** Packages of others that a pure package may bring into a browser. */
const PURE_MAY_IMPORT: readonly string[] = ['zod/mini'];

interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

export const layerRule: TidyRule = {
  name: 'packages import only what their layer allows',
  covers: isPackageSource,
  find(file) {
    const own = packageOf(file.path) ?? '';
    const allowed = MAY_IMPORT[own];
    if (allowed === undefined) return [`package \`${own}\` has no line in MAY_IMPORT`];
    return importsOf(file).flatMap(({ specifier, isTypeOnly }) => {
      const [, name] = /^@forecheck\/([^/]+)/.exec(specifier) ?? [];
      if (name === undefined) return [];
      if (name === own) return [`\`${specifier}\` is this package; import the file that defines the symbol`];
      if (name === 'testkit' && isTestFile(file.path)) return [];
      if (allowed !== 'anything' && !allowed.includes(name)) return [`may not import \`${specifier}\``];
      if (own === 'widget' && !isTypeOnly && !isTestFile(file.path))
        return [`may import only types of \`${specifier}\``];
      return [];
    });
  },
  offenders: [
    { path: 'packages/core/src/a.ts', text: "import { seal } from '@forecheck/pack';" },
    { path: 'packages/core/src/a.ts', text: "import { evaluate } from '@forecheck/core';" },
    { path: 'packages/core/src/a.ts', text: "import { anEncounter } from '@forecheck/testkit';" },
    { path: 'packages/nhsa/src/a.ts', text: "export type { Pack } from '@forecheck/pack';" },
    { path: 'packages/pack/src/a.ts', text: "const core = await import('@forecheck/core');" },
    { path: 'packages/widget/src/a.ts', text: "import { evaluate } from '@forecheck/core';" },
    { path: 'packages/misc/src/a.ts', text: 'export {};' },
  ],
};

export const relativeImportRule: TidyRule = {
  name: 'relative imports stay in their package, carry their extension and name the defining file',
  covers: (path) => isScript(path) && !path.startsWith('examples/'),
  find(file) {
    const home = packageOf(file.path);
    return importsOf(file).flatMap(({ specifier }) => {
      if (!specifier.startsWith('.')) return [];
      const target = posix.join(posix.dirname(file.path), specifier.replace(/[?#].*$/, ''));
      // Only sources run both under Node's type stripping and through a bundler, and both need the extension.
      if (!/\.[a-z]+$/.test(target)) return [`\`${specifier}\` lacks its extension`];
      if (home !== undefined && packageOf(target) !== home) return [`\`${specifier}\` leaves the package`];
      // A program has no entry point to be imported by.
      if (home === undefined && isPackageSource(target) && packageOf(target) !== 'cli')
        return [`import \`${specifier}\` by its package name`];
      if (/^packages\/[^/]+\/src\/index\.ts$/.test(target)) return ['imports through the index'];
      return [];
    });
  },
  offenders: [
    { path: 'packages/core/src/lint/a.ts', text: "import { b } from './b';" },
    { path: 'packages/core/src/lint/a.ts', text: "import { b } from '../index.ts';" },
    { path: 'packages/nhsa/src/a.ts', text: "import { b } from '../../core/src/b.ts';" },
    { path: 'test/conformance/a.test.ts', text: "import { b } from '../../packages/core/src/b.ts';" },
  ],
};

export const externalImportRule: TidyRule = {
  name: 'pure packages import no Node module and no package that is not on their list',
  covers: isPure,
  find: (file) =>
    importsOf(file)
      .filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('@forecheck/'))
      .filter(({ specifier }) => !PURE_MAY_IMPORT.includes(specifier))
      .map(({ specifier }) => `may not import \`${specifier}\``),
  offenders: [
    { path: 'packages/core/src/a.ts', text: "import { readFileSync } from 'node:fs';" },
    // Bare `zod` weighs 26 kB and builds functions from strings.
    { path: 'packages/core/src/a.ts', text: "import * as z from 'zod';" },
    { path: 'packages/nhsa/src/a.ts', text: "const fs = await import('node:fs');" },
  ],
};

/** What a file imports by a relative path, as written. */
export function relativeImportsOf(file: RepositoryFile): readonly string[] {
  return importsOf(file).flatMap(({ specifier }) => (specifier.startsWith('.') ? [specifier] : []));
}

function importsOf(file: RepositoryFile): readonly Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      imports.push({ specifier: specifier.text, isTypeOnly });
  };
  walk(parseFile(file), (node) => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0], false);
  });
  return imports;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === 'require';
}
