import { fileURLToPath } from 'node:url';
import { type Bureau, openBureau, type Person, SYNC_PATH } from '@forecheck/bureau';
import type { RuleSource } from '@forecheck/core';
import { type Root, type Signer, sealRoot } from '@forecheck/pack';
import { generateSigner } from '@forecheck/pack/node';
import { readSourceFolder } from '../../packages/cli/src/source-folder.ts';
import { CEILINGS_FEN, changeCeiling } from './one-rule-change.ts';
import { SCOPE } from './sample-encounter.ts';

/** A bureau that has published the sample source. */
export interface SampleBureau {
  readonly bureau: Bureau;
  /** What clients are installed with: whom they believe. */
  readonly root: Uint8Array;
  /** `ws://…` for clients. */
  readonly syncUrl: string;
  /** Lets a relay in. */
  readonly relayToken: string;
  /** Publishes the other price ceiling; gives the instant at which the checker approved, as epoch milliseconds. */
  publishChange(): Promise<number>;
  /** Publishes a source with the urgent key alone, for an hour. */
  publishUrgent(source: RuleSource): Promise<void>;
}

/** Starts a bureau in a folder, with keys that are made on the spot and kept nowhere. */
export async function startBureau(folder: string): Promise<SampleBureau> {
  const [rootSigner, headSigner, urgentSigner, ...people] = Array.from({ length: 5 }, () => generateSigner('ed25519'));
  const [maker, checker] = people.map((signer, i): Person => ({ subject: `office-${i + 1}`, signer }));
  if (!rootSigner || !headSigner || !urgentSigner || !maker || !checker) throw new Error('unreachable');
  const publishers = [maker.signer, checker.signer];
  const root = await sealRoot(rootOf(rootSigner, headSigner, urgentSigner, publishers), [rootSigner]);
  const bureau = await openBureau({ folder, headSigners: [headSigner], pullSpreadMs: 0 });
  await bureau.publisher.addRoot(root);

  async function publish(source: RuleSource): Promise<number> {
    const draft = await bureau.publisher.propose({ layer: SCOPE, sources: [source] }, maker as Person);
    const approvedMs = Date.now();
    await bureau.publisher.approve(draft.id, checker as Person);
    return approvedMs;
  }

  const { source } = await readSourceFolder(fileURLToPath(new URL('../sample-source', import.meta.url)));
  await publish(source);
  const { token: relayToken } = await bureau.tokens.issue({ subject: 'relay-1', role: 'relay', scope: SCOPE });
  let changes = 0;
  return {
    bureau,
    root,
    syncUrl: `${bureau.url.replace('http', 'ws')}${SYNC_PATH}`,
    relayToken,
    publishChange() {
      changes += 1;
      return publish(changeCeiling(source, CEILINGS_FEN[changes % 2] as number));
    },
    async publishUrgent(urgent) {
      const proposal = { layer: SCOPE, source: urgent, lifeMs: 3_600_000, isReplacement: true };
      await bureau.publisher.publishUrgent(proposal, [urgentSigner]);
    },
  };
}

/** The root says who may sign what. A real one is sealed offline, and its key goes back into the safe. */
function rootOf(root: Signer, head: Signer, urgent: Signer, publishers: readonly Signer[]): Root {
  const now = Date.now();
  return {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: now,
    expiresMs: now + 365 * 86_400_000,
    keys: Object.fromEntries([root, head, urgent, ...publishers].map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: { keys: [root.keyId], threshold: 1 },
    head: { keys: [head.keyId], threshold: 1 },
    headEpoch: 1,
    // Two of two: whoever makes a draft cannot publish it alone.
    delegations: [
      {
        prefix: SCOPE,
        publisher: { keys: publishers.map(({ keyId }) => keyId), threshold: 2 },
        urgent: { keys: [urgent.keyId], threshold: 1 },
        epoch: 1,
      },
    ],
  };
}
