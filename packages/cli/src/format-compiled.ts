import type { RuleSource } from '@forecheck/core';
import type { PackManifest } from './pack-manifest.ts';
import { formatCount } from './progress.ts';
import type { ExampleReport } from './rule-examples.ts';

/** What a compilation made. */
export interface Compiled {
  readonly out: string;
  readonly manifest: PackManifest;
  /** In the order of the manifest. */
  readonly compiled: readonly {
    readonly folder: string;
    readonly source: RuleSource;
    readonly readMs: number;
    readonly compileMs: number;
  }[];
  /** Absent when the examples were not tried. */
  readonly report: ExampleReport | undefined;
  /** Segments of earlier packs that were removed. */
  readonly pruned: number;
  readonly ms: number;
}

/** What `forecheck compile` prints at the end. */
export function formatCompiled(made: Compiled, isJson: boolean): string {
  return isJson ? `${JSON.stringify(describeCompiled(made), undefined, 2)}\n` : formatText(made);
}

function describeCompiled({ out, manifest, compiled, report, pruned, ms }: Compiled): unknown {
  return {
    folder: out,
    manifest: manifest.manifest,
    segments: manifest.segments.map((segment, index) => {
      const { folder, source, readMs, compileMs } = compiled[index]!;
      return {
        source: source.id,
        layer: source.layer,
        folder,
        ...segment,
        rows: countRows(source),
        readMs: round(readMs),
        compileMs: round(compileMs),
      };
    }),
    ...(report === undefined ? {} : { examples: report.examples }),
    pruned,
    bytes: totalBytes(manifest),
    ms: round(ms),
  };
}

function formatText({ out, manifest, compiled, report, pruned, ms }: Compiled): string {
  const lines: string[] = [];
  for (const [index, { digest, bytes }] of manifest.segments.entries()) {
    const { folder, source, readMs, compileMs } = compiled[index]!;
    const counts = countRows(source);
    const rows = ROW_WORDS.filter(([list]) => counts[list] > 0).map(([list, one, many]) =>
      plural(counts[list], one, many),
    );
    lines.push(
      `${folder} (${source.layer} ${source.id}): ${rows.length === 0 ? 'no rows' : rows.join(', ')}`,
      `  segment ${digest}`,
      `  ${formatCount(bytes)} bytes, read in ${formatMs(readMs)}, compiled in ${formatMs(compileMs)}`,
    );
  }
  lines.push(
    `${out}: manifest ${manifest.manifest}`,
    `  ${plural(manifest.segments.length, 'segment', 'segments')}, ${formatCount(totalBytes(manifest))} bytes, ` +
      `${formatExamples(report)}, ${formatMs(ms)} in all`,
  );
  if (compiled.every(({ source }) => (source.policy ?? []).length === 0)) lines.push(`  ${NO_POLICY}`);
  if (pruned > 0) lines.push(`  ${plural(pruned, 'segment', 'segments')} of earlier packs removed`);
  return `${lines.join('\n')}\n`;
}

function formatExamples(report: ExampleReport | undefined): string {
  if (report === undefined) return 'examples not tried';
  return report.examples === 0 ? 'no examples' : plural(report.examples, 'example holds', 'examples hold');
}

function countRows(source: RuleSource): Readonly<Record<RowList, number>> {
  return {
    rules: source.rules?.length ?? 0,
    knowledge: source.knowledge?.length ?? 0,
    catalogue: source.catalogue?.length ?? 0,
    mappings: source.mappings?.length ?? 0,
    policy: source.policy?.length ?? 0,
    withdrawn: source.withdrawn?.length ?? 0,
  };
}

type RowList = 'rules' | 'knowledge' | 'catalogue' | 'mappings' | 'policy' | 'withdrawn';

const ROW_WORDS: readonly (readonly [list: RowList, one: string, many: string])[] = [
  ['rules', 'rule', 'rules'],
  ['knowledge', 'knowledge point', 'knowledge points'],
  ['catalogue', 'catalogue row', 'catalogue rows'],
  ['mappings', 'mapping', 'mappings'],
  ['policy', 'policy row', 'policy rows'],
  ['withdrawn', 'withdrawal', 'withdrawals'],
];

/** What holds then is the engine's own. */
const NO_POLICY = 'no policy.json in any source: violations require a reason, all other alerts remind';

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function totalBytes({ segments }: PackManifest): number {
  return segments.reduce((total, { bytes }) => total + bytes, 0);
}

function formatMs(ms: number): string {
  return `${formatCount(Math.round(ms))} ms`;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
