import { advanceRoots, type Crypto, pinRoot, type Trust } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { PublishingStore } from '../store/publishing-store.ts';

/**
 * What the newest root says, and nothing that was accepted under it: a bureau asks who may sign, and keeps its own count.
 *
 * @throws {@link BureauError} `root-absent`
 */
export async function readTrust(store: Pick<PublishingStore, 'readRoots'>, crypto: Crypto): Promise<Trust> {
  const [first, ...others] = await store.readRoots(0);
  if (first === undefined) throw new BureauError('root-absent', 'no root was ever added');
  let trust = await pinRoot(first.sealed, crypto);
  // One at a time: there is no end to how many roots a bureau comes to have.
  for (const { sealed } of others) trust = await advanceRoots(trust, [sealed], crypto);
  return trust;
}

/** The same trust, where one good signature is enough for each layer: for what is still to be signed by others. */
export function lenient(trust: Trust): Trust {
  const delegations = trust.root.delegations.map(({ publisher, urgent, ...delegation }) => ({
    ...delegation,
    publisher: { keys: publisher.keys, threshold: 1 },
    ...(urgent === undefined ? {} : { urgent: { keys: urgent.keys, threshold: 1 } }),
  }));
  return { ...trust, root: { ...trust.root, delegations } };
}
