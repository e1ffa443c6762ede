import { relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/workspace.ts';
import type { RepositoryFile } from './repository-files.ts';

/** Exports of a module that carry no documentation, as `file: name`. */
export function undocumentedExports(program: ts.Program, path: string): readonly string[] {
  const checker = program.getTypeChecker();
  const tree = program.getSourceFile(path);
  if (tree === undefined) return [`${path} is not in the program`];
  const module = checker.getSymbolAtLocation(tree);
  // A file without exports is not a module.
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const text = ts.displayPartsToString(target.getDocumentationComment(checker));
    return text.trim() === '' ? [`${relative(ROOT, path)}: ${symbol.name}`] : [];
  });
}

/** One code block that a reader may copy. */
export interface Example {
  /** Where it stands: `packages/core/src/evaluate/evaluate.ts:12`. */
  readonly name: string;
  readonly code: string;
}

/**
 * Every `ts` block under `@example` in a source file, or in a Markdown file that imports one of our packages.
 * A Markdown block without such an import is a fragment.
 */
export function examplesOf({ path, text }: RepositoryFile): readonly Example[] {
  const isMarkdown = path.endsWith('.md');
  const comments = isMarkdown ? [{ index: 0, body: text }] : commentsWithExample(text);
  return comments.flatMap(({ index, body }) =>
    [...body.matchAll(/^```(?:ts|typescript)\n([\s\S]*?)^```/gm)]
      .map((match) => ({
        name: `${path}:${text.slice(0, index).split('\n').length + body.slice(0, match.index).split('\n').length - 1}`,
        code: match[1] ?? '',
      }))
      .filter(({ code }) => !isMarkdown || /from '@forecheck\//.test(code)),
  );
}

/** What the compiler says about each example, as if it stood in a file of its own. */
export function diagnoseExamples(
  examples: readonly Example[],
  compile: (files: ReadonlyMap<string, string>) => ts.Program,
): readonly string[] {
  const files = new Map(examples.map(({ code }, i) => [`${ROOT}/test/tidy/example-${i}.ts`, `${code}\nexport {};\n`]));
  if (files.size === 0) return [];
  const program = compile(files);
  return [...files.keys()].flatMap((path, i) => {
    const tree = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(tree), ...program.getSemanticDiagnostics(tree)].map(
      ({ messageText }) => `${examples[i]?.name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}

function commentsWithExample(text: string): readonly { index: number; body: string }[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)]
    .filter(([comment]) => comment.includes('@example'))
    .map(({ 0: comment, index }) => ({ index, body: comment.replace(/^[ \t]*\* ?/gm, '') }));
}
