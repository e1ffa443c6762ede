import { readdir } from 'node:fs/promises';
import { formatImportReport, importNhsa, writeSourceFolder } from '@forecheck/nhsa/import';
import { requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { isSystemError, unreadable, unwritable } from '../file-access.ts';
import { startProgress } from '../progress.ts';

/** `forecheck import` */
export const importCommand = defineCommand({
  usage: 'import nhsa <folder of tables> --out <source folder>',
  description:
    "Makes a rule source from the regulator's published tables: knowledge points, codes, drug catalogue, annexes. " +
    'Files are known by their names, wherever they are in the folder. What no machine can decide becomes a question ' +
    'for a person; every row that becomes nothing is listed, with its reason, in report.json and report.md of the source. A source that ' +
    'is imported has no policy.json: until one is written, violations require a reason and all other alerts remind.',
  options: {
    out: { type: 'string', short: 'o', value: '<source folder>', about: 'where the source goes; required' },
    replace: { type: 'boolean', about: 'replace what an earlier import wrote there' },
  },
  examples: [
    { line: 'forecheck import nhsa tables --out national', about: 'a source of everything that is in `tables`' },
    {
      line: 'forecheck import nhsa tables --out national --replace --json',
      about: 'again, with the whole report as JSON',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    const [publisher, folder, ...more] = positionals;
    if (publisher === undefined) throw usageError('`nhsa <folder of tables>` is missing');
    if (publisher !== 'nhsa') {
      throw usageError(`there is no importer \`${publisher}\`, only \`nhsa\``);
    }
    if (folder === undefined) throw usageError('`<folder of tables>` is missing');
    if (more.length > 0) throw usageError(`one \`<folder of tables>\` is expected, ${more.length + 1} are given`);
    const out = requireOption(options.out, '--out <source folder>');
    // Looked at here: the importer does not repeat the names of folders.
    await readdir(folder).catch((error: unknown) => {
      throw unreadable(folder, error);
    });
    const progress = startProgress(terminal, 'importing');
    try {
      const result = await importNhsa(folder, { onProgress: ({ file }) => progress.show(`importing ${file}`) });
      progress.show(`writing ${out}`);
      await writeSourceFolder(out, result, { replace: options.replace === true }).catch((error: unknown) => {
        throw isSystemError(error) ? unwritable(out, error) : error;
      });
      progress.end();
      const { report } = result;
      await terminal.print(isJson ? `${JSON.stringify(report, undefined, 2)}\n` : formatImportReport(report, 'text'));
    } finally {
      progress.end();
    }
    return EXIT.ok;
  },
});
