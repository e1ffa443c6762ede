import { activate, openSegment, type RuleId, type RuleLogic, type RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { CliError } from '../error.ts';
import { EXIT } from '../exit-codes.ts';
import { formatCompiled } from '../format-compiled.ts';
import { formatFailedExamples } from '../format-failed-examples.ts';
import { checkPackFolder, pruneSegments, writePackFolder } from '../pack-folder.ts';
import { describeSegments } from '../pack-manifest.ts';
import { startProgress } from '../progress.ts';
import { type ExampleReport, judgeExamples } from '../rule-examples.ts';
import { readSourceFolder } from '../source-folder.ts';
import type { Terminal } from '../terminal.ts';

/** One source, compiled. */
export interface CompiledSource {
  readonly folder: string;
  readonly source: RuleSource;
  readonly segment: Uint8Array;
  readonly readMs: number;
  readonly compileMs: number;
}

/** `forecheck compile` */
export const compileCommand = defineCommand({
  usage: 'compile <source> [more sources, oldest first …] --out <pack folder>',
  description:
    'Makes a pack from rule sources: one segment file per source, named by its digest, and a manifest that lists them. ' +
    'Where sources speak of the same row the later one wins. Every rule is tried on its own examples first; when one ' +
    'does not hold, nothing is written. A pack that is already in the folder is replaced in one step.',
  options: {
    out: { type: 'string', short: 'o', value: '<pack folder>', about: 'where the pack goes; required' },
    'no-examples': { type: 'boolean', about: 'do not try the rules on their examples' },
    prune: { type: 'boolean', about: 'remove the segments of earlier packs from the folder' },
  },
  examples: [
    { line: 'forecheck compile rules --out pack', about: 'one source' },
    { line: 'forecheck compile rules update --out pack', about: 'a source and an update of it' },
    { line: 'forecheck compile rules --out pack --no-examples --json', about: 'what was made, as JSON' },
  ],
  exitCodes: { [EXIT.findings]: 'an example of a rule does not hold; nothing is written' },
  async execute({ options, positionals, isJson, terminal }) {
    const out = requireOption(options.out, '--out <pack folder>');
    if (positionals.length === 0) throw usageError('`<source>` is missing');
    await checkPackFolder(out);
    const startedAt = performance.now();
    const compiled = await compileSources(positionals, terminal);
    const report = options['no-examples'] ? undefined : await tryExamples(compiled, isJson, terminal);
    const manifest = await writePackFolder(
      out,
      compiled.map(({ segment }) => segment),
    );
    const pruned = options.prune ? await pruneSegments(out, manifest) : 0;
    const ms = performance.now() - startedAt;
    await terminal.print(formatCompiled({ out, manifest, compiled, report, pruned, ms }, isJson));
    return EXIT.ok;
  },
});

/** @throws {@link CliError}, {@link CoreError} */
async function compileSources(folders: readonly string[], terminal: Terminal): Promise<readonly CompiledSource[]> {
  const compiled: CompiledSource[] = [];
  // An update may add knowledge points to a rule of an earlier source, so each is told the rules before it.
  const knownRules = new Map<RuleId, RuleLogic>();
  const progress = startProgress(terminal, 'compiling');
  try {
    for (const folder of folders) {
      const beforeRead = performance.now();
      progress.show(`reading ${folder}`);
      const { source } = await readSourceFolder(folder, { knownRules });
      const beforeCompile = performance.now();
      progress.show(`compiling ${folder}`);
      const segment = compileSegment(source, { knownRules: new Map(knownRules) });
      const compileMs = performance.now() - beforeCompile;
      compiled.push({ folder, source, segment, readMs: beforeCompile - beforeRead, compileMs });
      for (const { id, logic } of source.rules ?? []) knownRules.set(id, logic);
    }
  } finally {
    progress.end();
  }
  refuseRepeated(compiled);
  return compiled;
}

function refuseRepeated(compiled: readonly CompiledSource[]): void {
  const seen = new Map<string, string>();
  for (const { folder, source } of compiled) {
    const key = `${source.layer} ${source.id}`;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      throw usageError(`\`${folder}\` and \`${earlier}\` are the same source, \`${source.id}\``);
    seen.set(key, folder);
  }
}

/** @throws {@link CliError} `example-failed`, when the examples that do not hold have been printed. */
async function tryExamples(
  compiled: readonly CompiledSource[],
  isJson: boolean,
  terminal: Terminal,
): Promise<ExampleReport> {
  const { manifest, segments } = describeSegments(compiled.map(({ segment }) => segment));
  const ruleset = activate(
    { manifest, segments: segments.map(({ digest }) => digest) },
    compiled.map(({ segment }, index) => ({ digest: segments[index]!.digest, view: openSegment(segment) })),
  );
  const sources = compiled.map(({ source }) => source);
  const report = judgeExamples(ruleset, sources);
  if (report.failed.length === 0) return report;
  await terminal.print(
    isJson
      ? `${JSON.stringify({ failed: report.failed }, undefined, 2)}\n`
      : formatFailedExamples(report.failed, terminal),
  );
  throw new CliError(
    'example-failed',
    `${report.failed.length} of ${report.examples} examples do not hold; nothing is written`,
    { failed: report.failed.length, examples: report.examples },
  );
}
