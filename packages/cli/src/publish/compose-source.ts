import { type Composer, createComposer } from '@forecheck/bureau';
import type { RuleSource } from '@forecheck/core';
import { nodeCrypto } from '@forecheck/pack/node';
import type { Progress } from '../progress.ts';
import type { BureauCalls } from '../remote/bureau-calls.ts';
import { createRemoteStore, type RemoteStore } from '../remote/remote-store.ts';
import { readRemoteTrust } from '../remote/remote-trust.ts';
import { readSourceFolder } from '../source-folder.ts';

/** A place to compose manifests, upon what a bureau has published. */
export interface Workplace {
  readonly store: RemoteStore;
  readonly composer: Composer;
}

/** A workplace that trusts a root that lies here, and what followed it. */
export async function openWorkplace(bureau: BureauCalls, rootFile: string): Promise<Workplace> {
  const crypto = nodeCrypto();
  const trust = await readRemoteTrust(bureau, rootFile, crypto);
  const store = createRemoteStore(bureau, trust, crypto);
  return { store, composer: createComposer({ store, crypto, root: trust.root, nowMs: Date.now }) };
}

/**
 * Rule sources, oldest first.
 *
 * @throws {@link CliError} as `readSourceFolder` does
 */
export async function readSources(folders: readonly string[], progress: Progress): Promise<readonly RuleSource[]> {
  const sources: RuleSource[] = [];
  for (const folder of folders) {
    progress.show(`reading ${folder}`);
    const knownRules = new Map(sources.flatMap(({ rules = [] }) => rules.map(({ id, logic }) => [id, logic] as const)));
    sources.push((await readSourceFolder(folder, { knownRules })).source);
  }
  return sources;
}
