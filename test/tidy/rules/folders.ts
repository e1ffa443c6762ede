import { posix } from 'node:path';
import { isTestFile, type RepositoryFile, type TidyRule } from '../repository-files.ts';
import { relativeImportsOf } from './imports.ts';

/**
 * Folders of the core from the ground up. An import points to a folder further left, or to a folder in the same place of
 * the list: `evaluate` offers fixes, and a fix is tried by evaluating again.
 */
const CORE_FOLDERS: readonly (readonly string[])[] = [
  ['model', 'error.ts'],
  ['source'],
  ['segment'],
  ['ruleset'],
  ['judge'],
  ['kinds'],
  ['compile'],
  ['lint', 'compact', 'schema'],
  ['evaluate', 'fix'],
  ['explain'],
];

const CORE = 'packages/core/src';

export const folderRule: TidyRule = {
  name: 'folders of the core import only what lies below them',
  covers: (path) => placeOf(path) !== undefined && !isTestFile(path),
  find(file) {
    const own = folderOf(file.path);
    const place = placeOf(file.path) ?? 0;
    return targetsOf(file).flatMap((target) => {
      const folder = folderOf(target);
      if (folder === own) return [];
      const other = placeOf(target);
      if (other === undefined) return [`\`${target}\` is in no folder of CORE_FOLDERS`];
      const isPair = own !== undefined && CORE_FOLDERS[place]?.includes('fix') === true;
      return other < place || (other === place && isPair) ? [] : [`\`${own}\` may not import \`${target}\``];
    });
  },
  offenders: [
    { path: `${CORE}/judge/a.ts`, text: "import { evaluate } from '../evaluate/evaluate.ts';" },
    { path: `${CORE}/segment/a.ts`, text: "import { ENCODE_BY_KIND } from '../kinds/kind-table.ts';" },
    { path: `${CORE}/kinds/limit/a.ts`, text: "import type { Finding } from '../../lint/diagnostic.ts';" },
    { path: `${CORE}/lint/a.ts`, text: "import { parse } from '../schema/parse.ts';" },
    { path: `${CORE}/lint/a.ts`, text: "import { parse } from '../elsewhere/parse.ts';" },
  ],
};

function targetsOf(file: RepositoryFile): readonly string[] {
  return relativeImportsOf(file).map((specifier) => posix.join(posix.dirname(file.path), specifier));
}

/** The folder, or the file where it lies beside the folders. */
function folderOf(path: string): string | undefined {
  return path.startsWith(`${CORE}/`) ? path.slice(CORE.length + 1).split('/')[0] : undefined;
}

function placeOf(path: string): number | undefined {
  const folder = folderOf(path);
  const place = CORE_FOLDERS.findIndex((names) => folder !== undefined && names.includes(folder));
  return place < 0 ? undefined : place;
}
