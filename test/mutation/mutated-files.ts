import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/workspace.ts';

const CORE_SOURCE = 'packages/core/src';

/** The steps around the kinds that decide too: what is netted, what is in force and in scope, what is one alert. */
const STEPS = ['net', 'candidates', 'applies', 'merge-findings', 'decide'];

/**
 * Files to mutate, relative to the root and sorted: the evaluators of the kinds (`kinds/<kind>/evaluate*.ts`), the steps
 * around them, and of what these import, directly or not, everything in the folders of the kinds and of the evaluation:
 * windows, units, uses. How a rule is stored and how an alert is worded is left out.
 */
export function listMutatedFiles(): readonly string[] {
  const found = new Set<string>();
  const queue = globSync(`${CORE_SOURCE}/kinds/*/evaluate*.ts`, { cwd: ROOT }).filter(isSemantics);
  queue.push(...STEPS.map((name) => `${CORE_SOURCE}/evaluate/${name}.ts`));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    queue.push(...listImports(path).filter(isSemantics));
  }
  return [...found].sort();
}

function isSemantics(path: string): boolean {
  return SEMANTICS.test(path) && !MACHINERY.test(path) && !path.endsWith('.test.ts');
}

/** Relative imports of values; a type has no behaviour to mutate. */
function listImports(path: string): readonly string[] {
  const tree = ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.ES2022);
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    if (statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    const target = relative(ROOT, join(ROOT, dirname(path), statement.moduleSpecifier.text)).replaceAll('\\', '/');
    return statement.moduleSpecifier.text.startsWith('.') && existsSync(join(ROOT, target)) ? [target] : [];
  });
}

const SEMANTICS = /^packages\/core\/src\/(evaluate\/|judge\/|kinds\/[^/]+\/)/;

/** Finding codes fast decides nothing: almost every change of it finds the same, only later. */
const MACHINERY = /\/(index-codes|judged-rows|look-up|prefixes|scratch|stand-in)\.ts$/;
