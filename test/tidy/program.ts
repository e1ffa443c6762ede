import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/workspace.ts';

/**
 * A program over the workspace's own compiler options, in which some files exist only here.
 *
 * @param virtualFiles - Text by absolute path.
 */
export function createOverlayProgram(
  roots: readonly string[],
  virtualFiles: ReadonlyMap<string, string>,
  extraOptions: ts.CompilerOptions = {},
): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const allOptions = { ...options, ...extraOptions };
  const host = ts.createCompilerHost(allOptions, true);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => virtualFiles.has(path) || fileExists(path);
  host.readFile = (path) => virtualFiles.get(path) ?? readFile(path);
  return ts.createProgram([...roots, ...virtualFiles.keys()], allOptions, host);
}
