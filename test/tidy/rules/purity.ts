import ts from 'typescript';
import { isPackageSource, isTestFile, parseFile, type TidyRule, walk } from '../repository-files.ts';

const PURE = /^packages\/(core|pack|nhsa|pos|sync)\/src\//;

/** The importers run in Node; stores, sockets, clocks and crypto come in as adapters for Node and for browsers. */
const IMPURE = /^packages\/(nhsa\/src\/import|pack\/src\/(node|web)|sync\/src\/(node|browser))(\/|\.ts$)/;

const FORBIDDEN_GLOBALS = new Set([
  'console',
  'eval',
  'fetch',
  'Function',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

const FORBIDDEN_MEMBERS = new Set(['Date.now', 'Math.random']);

/** Clock, randomness, timers and output reach these files only as ports. */
export function isPure(path: string): boolean {
  return isPackageSource(path) && !isTestFile(path) && PURE.test(path) && !IMPURE.test(path);
}

export const purityRule: TidyRule = {
  name: 'pure packages read no clock, no randomness, no environment, and write nowhere',
  covers: isPure,
  find(file) {
    const offences: string[] = [];
    walk(parseFile(file), (node) => {
      if (ts.isPropertyAccessExpression(node) && FORBIDDEN_MEMBERS.has(node.getText())) {
        offences.push(`\`${node.getText()}\``);
      } else if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
        offences.push('`new Date()` reads the clock');
      } else if (ts.isIdentifier(node) && FORBIDDEN_GLOBALS.has(node.text) && isReference(node)) {
        offences.push(`\`${node.text}\``);
      }
    });
    return offences;
  },
  offenders: [
    { path: 'packages/core/src/a.ts', text: 'export const now = Date.now();' },
    { path: 'packages/core/src/a.ts', text: 'export const now = new Date();' },
    { path: 'packages/core/src/a.ts', text: 'export const dice = () => Math.random();' },
    { path: 'packages/pack/src/a.ts', text: 'setTimeout(() => {}, 1);' },
    { path: 'packages/nhsa/src/a.ts', text: "console.log('x');" },
    { path: 'packages/core/src/a.ts', text: "export const f = new Function('return 1');" },
    { path: 'packages/core/src/a.ts', text: "export const environment = process['env'];" },
  ],
};

export const synchronousRule: TidyRule = {
  name: 'core is synchronous',
  covers: (path) => isPure(path) && path.startsWith('packages/core/'),
  find(file) {
    const offences: string[] = [];
    walk(parseFile(file), (node) => {
      if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node))
        offences.push(`\`${node.getText()}\``);
    });
    return offences;
  },
  offenders: [
    { path: 'packages/core/src/a.ts', text: 'export async function evaluate() {}' },
    { path: 'packages/core/src/a.ts', text: 'await 1;' },
  ],
};

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  const isName = 'name' in parent && parent.name === node;
  return !isName;
}
