import ts from 'typescript';

/** One small change of one file that a test ought to notice. */
export interface Mutant {
  /** As the file was given, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The part of the text that is replaced: `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The smallest whole expression around the change, on one line. */
  readonly original: string;
  readonly mutated: string;
  /** Survives edits elsewhere in the file: file, expression and change, and a number when the file repeats them. */
  readonly name: string;
}

/**
 * Every mutant of one TypeScript file: comparisons moved by one at their boundary, equalities and `&&` / `||` swapped,
 * negations dropped, constants of comparisons and sums moved by one, `Math.min` and `Math.max` swapped.
 *
 * Steps of loops (`i += 1`) are left alone: changing them never ends, which says nothing about the tests.
 */
export function findMutants(file: string, text: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const counts = new Map<string, number>();

  function add(whole: ts.Node, part: ts.Node, replacement: string): void {
    const start = part.getStart(tree);
    const original = oneLine(whole.getText(tree));
    const from = whole.getStart(tree);
    const mutated = oneLine(text.slice(from, start) + replacement + text.slice(part.end, whole.end));
    const plain = `${file}: ${original} → ${mutated}`;
    const count = (counts.get(plain) ?? 0) + 1;
    counts.set(plain, count);
    const line = tree.getLineAndCharacterOfPosition(start).line + 1;
    const name = count === 1 ? plain : `${plain} (${count})`;
    mutants.push({ file, line, start, end: part.end, replacement, original, mutated, name });
  }

  function visit(node: ts.Node): void {
    if (ts.isBinaryExpression(node)) {
      const swapped = SWAPS.get(node.operatorToken.kind);
      if (swapped !== undefined) add(node, node.operatorToken, swapped);
      if (TAKES_CONSTANTS.has(node.operatorToken.kind)) {
        for (const operand of [node.left, node.right]) addNeighbours(node, operand);
      }
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      add(node.parent, node, node.operand.getText(tree));
    } else if (ts.isPropertyAccessExpression(node) && node.expression.getText(tree) === 'Math') {
      if (node.name.text === 'min') add(node.parent, node.name, 'max');
      if (node.name.text === 'max') add(node.parent, node.name, 'min');
    }
    ts.forEachChild(node, visit);
  }

  function addNeighbours(whole: ts.BinaryExpression, operand: ts.Expression): void {
    if (!ts.isNumericLiteral(operand)) return;
    const value = Number(operand.text.replaceAll('_', ''));
    add(whole, operand, String(value + 1));
    add(whole, operand, value > 0 ? String(value - 1) : '(-1)');
  }

  visit(tree);
  return mutants;
}

/** The text of a file with the mutant in it. */
export function applyMutant(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function oneLine(text: string): string {
  return text
    .replace(/\/\/.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const { SyntaxKind } = ts;

const SWAPS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);

const TAKES_CONSTANTS: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
]);
