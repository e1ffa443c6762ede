import { isScript, type RepositoryFile, type TidyRule } from '../repository-files.ts';

/** Names that say nothing about what is inside. */
const FORBIDDEN_NAMES = new Set(['common', 'helper', 'helpers', 'misc', 'shared', 'types', 'util', 'utils']);

const LINES_MAX = 400;

/** Longer than `LINES_MAX`, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

export const nameRule: TidyRule = {
  name: 'files and folders are kebab-case and named after what they export',
  covers: (path) => isScript(path) && /^(packages|test|scripts|examples)\//.test(path),
  find({ path }) {
    const parts = path.split('/');
    const [stem = ''] = (parts.at(-1) ?? '').split('.');
    const names = [...parts.slice(0, -1), stem];
    return [
      ...names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)).map((name) => `\`${name}\` is not kebab-case`),
      ...names.filter((name) => FORBIDDEN_NAMES.has(name)).map((name) => `\`${name}\` says nothing`),
      ...(stem === 'index' && !/^packages\/[^/]+\/src\/index\.ts$/.test(path) ? ['an index outside `src`'] : []),
    ];
  },
  offenders: [
    { path: 'packages/core/src/utils.ts', text: '' },
    { path: 'packages/core/src/lint/types.ts', text: '' },
    { path: 'packages/core/src/shared/money.ts', text: '' },
    { path: 'packages/core/src/helpers.test.ts', text: '' },
    { path: 'packages/core/src/lint/index.ts', text: '' },
    { path: 'packages/core/src/parseEncounter.ts', text: '' },
  ],
};

export const lengthRule: TidyRule = {
  name: `no module is longer than ${LINES_MAX} lines, unless listed with a reason`,
  covers: isScript,
  find(file) {
    const lines = countLines(file);
    if (file.path in LONG_FILES) return lines > LINES_MAX ? [] : ['is listed as long, and is not any more'];
    return lines > LINES_MAX ? [`${lines} lines`] : [];
  },
  offenders: [{ path: 'packages/core/src/a.ts', text: 'f();\n'.repeat(LINES_MAX + 1) }],
};

function countLines({ text }: RepositoryFile): number {
  return text.replace(/\n$/, '').split('\n').length;
}
