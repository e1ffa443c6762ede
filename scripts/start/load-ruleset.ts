import { createHash } from 'node:crypto';
import { activate, openSegment, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { readSourceFolder } from '../../packages/cli/src/source-folder.ts';

/** The sample source as a ruleset, and what it took to make it one. */
export interface LoadedRuleset {
  readonly ruleset: Ruleset;
  readonly rules: number;
  readonly knowledgePoints: number;
  readonly catalogueItems: number;
  readonly segmentBytes: number;
  readonly compileMs: number;
  readonly openMs: number;
}

/** Reads, compiles, opens and activates a source folder, telling `announce` what it is at. */
export async function loadRuleset(folder: string, announce: (step: string) => void): Promise<LoadedRuleset> {
  announce('reading the rule source');
  const { source } = await readSourceFolder(folder);
  announce('compiling');
  const started = performance.now();
  const bytes = compileSegment(source);
  const compiled = performance.now();
  announce('opening and activating');
  // One segment is its own order, so its digest stands for the manifest's. A pack has a manifest of its own.
  const digest = createHash('sha256').update(bytes).digest('hex');
  const hashed = performance.now();
  const view = openSegment(bytes);
  const ruleset = activate({ manifest: digest, segments: [digest] }, [{ digest, view }]);
  return {
    ruleset,
    rules: source.rules?.length ?? 0,
    knowledgePoints: source.knowledge?.length ?? 0,
    catalogueItems: source.catalogue?.length ?? 0,
    segmentBytes: bytes.length,
    compileMs: compiled - started,
    openMs: performance.now() - hashed,
  };
}
