import ts from 'typescript';
import { isPackageSource, isScript, isTestFile, parseFile, type TidyRule } from '../repository-files.ts';

/** Words that the glossary never uses for its concepts. */
const FORBIDDEN_WORDS = new Set([
  'barcode',
  'bypass',
  'doctor',
  'fraud',
  'helper',
  'manager',
  'patient',
  'proxy',
  'shop',
  'utils',
]);

const isConfiguration = (path: string): boolean => path.endsWith('.config.ts');

export const exportFormRule: TidyRule = {
  name: 'exports are named: no `export *`, and no default export outside a configuration file',
  covers: (path) => isScript(path) && !isConfiguration(path),
  find: (file) =>
    parseFile(file).statements.flatMap((statement) => {
      if (ts.isExportDeclaration(statement) && (statement.exportClause?.kind ?? 0) !== ts.SyntaxKind.NamedExports) {
        return ['`export *`'];
      }
      if (ts.isExportAssignment(statement) || hasModifier(statement, ts.SyntaxKind.DefaultKeyword))
        return ['default export'];
      return exportedNames(statement).includes('default') ? ['default export'] : [];
    }),
  offenders: [
    { path: 'packages/core/src/a.ts', text: "export * from './b.ts';" },
    { path: 'packages/core/src/a.ts', text: "export * as b from './b.ts';" },
    { path: 'packages/core/src/a.ts', text: 'export default 1;' },
    { path: 'packages/core/src/a.ts', text: 'export default function f() {}' },
    { path: 'packages/core/src/a.ts', text: "export { b as default } from './b.ts';" },
  ],
};

export const indexRule: TidyRule = {
  name: 'an index is a list of named exports and nothing else',
  covers: (path) => /^packages\/[^/]+\/src\/index\.ts$/.test(path),
  find: (file) =>
    parseFile(file)
      .statements.filter((statement) => !ts.isExportDeclaration(statement))
      .map((statement) => `\`${statement.getText().slice(0, 60)}\` is not a list of named exports`),
  offenders: [{ path: 'packages/core/src/index.ts', text: 'export const version = 1;' }],
};

export const vocabularyRule: TidyRule = {
  name: 'exported names keep to the glossary',
  covers: (path) => isPackageSource(path) && !isTestFile(path),
  find: (file) =>
    parseFile(file)
      .statements.flatMap(exportedNames)
      .flatMap((name) =>
        wordsOf(name)
          .filter((word) => FORBIDDEN_WORDS.has(word) || FORBIDDEN_WORDS.has(word.replace(/s$/, '')))
          .map((word) => `\`${name}\` says “${word}”`),
      ),
  offenders: [
    { path: 'packages/core/src/a.ts', text: 'export interface Patient {}' },
    { path: 'packages/core/src/a.ts', text: 'export const doctorsById = 1;' },
    { path: 'packages/core/src/a.ts', text: 'export function isFraud() {}' },
    { path: 'packages/core/src/a.ts', text: 'export class PackManager {}' },
    { path: 'packages/core/src/a.ts', text: "export { b as BARCODE_LENGTH } from './b.ts';" },
    { path: 'packages/core/src/a.ts', text: "export type ProxyPurchase = 'agent';" },
  ],
};

/** `workshopId` gives `workshop` and `id`: “shop” is not among them. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .map((word) => word.toLowerCase());
}

function exportedNames(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    return exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : [];
  }
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name === undefined ? [] : [name.getText()];
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === kind)
  );
}
