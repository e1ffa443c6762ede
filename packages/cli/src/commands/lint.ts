import type { RuleId, RuleLogic, RuleSource } from '@forecheck/core';
import { lintSource } from '@forecheck/core/compile';
import { usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { countFindings, formatFindings } from '../format-findings.ts';
import { type LintedSource, locateFindings } from '../locate-findings.ts';
import { startProgress } from '../progress.ts';
import { type CodeLists, inspectSourceFolder } from '../source-folder.ts';

/** `forecheck lint` */
export const lintCommand = defineCommand({
  usage: 'lint <source> [more sources, oldest first …] [--strict] [--all]',
  description:
    'Finds what is wrong with rule sources before they are published: contradictions, rows that can never matter, ' +
    'unknown codes, missing basis, overlaps. A later source is looked at together with those before it, so give an ' +
    'update after the source that it updates.',
  options: {
    strict: { type: 'boolean', about: 'let warnings, too, end with exit code 1' },
    all: { type: 'boolean', about: 'list everything, notes included' },
  },
  examples: [
    { line: 'forecheck lint rules', about: 'one source' },
    { line: 'forecheck lint rules update --strict', about: 'an update of it as well; warnings count' },
    { line: 'forecheck lint rules --json', about: 'everything that was found, as JSON' },
  ],
  exitCodes: {
    [EXIT.ok]: 'no errors',
    [EXIT.findings]: 'errors: the source must not be published; with --strict also warnings',
  },
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length === 0) throw usageError('`<source>` is missing');
    const progress = startProgress(terminal, 'linting');
    const linted: LintedSource[] = [];
    const earlier: RuleSource[] = [];
    const knownRules = new Map<RuleId, RuleLogic>();
    let codeLists: CodeLists = {};
    try {
      for (const folder of positionals) {
        progress.show(`linting ${folder}`);
        const inspected = await inspectSourceFolder(folder, { knownRules });
        const { source, lintable } = inspected;
        // An update seldom repeats the code lists of its base.
        codeLists = { ...codeLists, ...inspected.codeLists };
        const diagnostics = lintSource(lintable, { knownRules, earlier, codeLists });
        linted.push(locateFindings(folder, inspected, diagnostics, knownRules.keys()));
        earlier.push(lintable);
        for (const { id, logic } of source.rules ?? []) knownRules.set(id, logic);
      }
    } finally {
      progress.end();
    }
    const counts = countFindings(linted);
    await terminal.print(
      isJson
        ? `${JSON.stringify({ sources: linted, ...counts }, undefined, 2)}\n`
        : formatFindings(linted, { isAll: options.all === true, paint: terminal.paint }),
    );
    return counts.errors > 0 || (options.strict && counts.warnings > 0) ? EXIT.findings : EXIT.ok;
  },
});
