import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/workspace.ts';

/** A text file of the repository, or a snippet that pretends to be one. */
export interface RepositoryFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A rule that every file keeps. */
export interface TidyRule {
  /** A sentence: the title of its test. */
  readonly name: string;
  readonly covers: (path: string) => boolean;
  /** One line per offence. */
  readonly find: (file: RepositoryFile) => readonly string[];
  /** Each offends, so that a rule that finds nothing is known to have looked. */
  readonly offenders: readonly RepositoryFile[];
}

/** Every text file that is committed, or would be by `git add .`. */
export function repositoryFiles(): readonly RepositoryFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

/** Every offence, with its path. */
export function findOffences(rule: TidyRule, files: readonly RepositoryFile[]): readonly string[] {
  return files
    .filter((file) => rule.covers(file.path))
    .flatMap((file) => rule.find(file).map((offence) => `${file.path}: ${offence}`));
}

export const isScript = (path: string): boolean => /\.(ts|js)$/.test(path) && !path.endsWith('.d.ts');

export const isPackageSource = (path: string): boolean => /^packages\/[^/]+\/src\/.*\.ts$/.test(path);

export const isTestFile = (path: string): boolean => /\.test\.ts$/.test(path) || path.startsWith('test/');

/** `core` for `packages/core/src/…`. */
export function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}

const parsed = new WeakMap<RepositoryFile, ts.SourceFile>();

export function parseFile(file: RepositoryFile): ts.SourceFile {
  let tree = parsed.get(file);
  if (tree === undefined) {
    tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022, true);
    parsed.set(file, tree);
  }
  return tree;
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
