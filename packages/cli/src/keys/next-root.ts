import {
  type Delegation,
  type KeyId,
  type LayerId,
  type Role,
  type Root,
  type Signer,
  sealRoot,
} from '@forecheck/pack';
import { usageError } from '../arguments.ts';
import type { KeyRole } from './first-keys.ts';
import { ROOT_LIFE_MS } from './first-root.ts';
import type { NamedPublicKey } from './public-keys.ts';

/** What the next root says otherwise than the one before. */
export interface RootChange {
  readonly included: readonly NamedPublicKey[];
  /** Ids of keys that it names no more. */
  readonly dropped: readonly KeyId[];
  /** The one delegation that included publishers and urgent keys are for; all of them when absent. */
  readonly layer?: LayerId;
  /** A stolen head key has signed: heads are counted anew. */
  readonly raisesHeadEpoch: boolean;
  readonly lifeMs?: number;
}

/**
 * The root after this one, for as long again from now.
 *
 * @param signers - Keepers of the one before, and of this one where they are others.
 * @throws {@link CliError} `arguments-malformed` when a role is left without enough keys
 * @throws PackError when what comes of it is no root
 */
export async function sealNextRoot(
  before: Root,
  change: RootChange,
  signers: readonly Signer[],
  nowMs: number,
): Promise<{ readonly root: Root; readonly sealed: Uint8Array }> {
  const added = (role: KeyRole): readonly KeyId[] =>
    change.included.filter((key) => key.role === role).map(({ keyId }) => keyId);
  const next = (name: string, role: Role, included: readonly KeyId[]): Role => {
    const keys = [...new Set([...role.keys, ...included])].filter((key) => !change.dropped.includes(key));
    if (keys.length < role.threshold) {
      throw usageError(`${name} would have ${keys.length} keys, and needs ${role.threshold}: \`--include\` another`);
    }
    return { ...role, keys };
  };
  const delegations = before.delegations.map((delegation): Delegation => {
    const isMeant = change.layer === undefined || change.layer === delegation.prefix;
    const included = (role: KeyRole) => (isMeant ? added(role) : []);
    const { prefix, publisher, urgent } = delegation;
    return {
      ...delegation,
      publisher: next(`publishing for ${prefix}`, publisher, included('publisher')),
      ...(urgent && { urgent: next(`urgent publishing for ${prefix}`, urgent, included('urgent')) }),
    };
  });
  const roles: readonly [Role, Role] = [
    next('the root', before.root, added('root')),
    next('signing heads', before.head, added('head')),
  ];
  const named = new Set(
    [...roles, ...delegations.flatMap(({ publisher, urgent }) => [publisher, urgent])].flatMap(
      (role) => role?.keys ?? [],
    ),
  );
  const known: Root['keys'] = {
    ...before.keys,
    ...Object.fromEntries(change.included.map((key) => [key.keyId, key.publicKey])),
  };
  const root: Root = {
    ...before,
    version: before.version + 1,
    issuedMs: nowMs,
    expiresMs: nowMs + (change.lifeMs ?? ROOT_LIFE_MS),
    keys: Object.fromEntries(Object.entries(known).filter(([id]) => named.has(id))),
    root: roles[0],
    head: roles[1],
    headEpoch: before.headEpoch + (change.raisesHeadEpoch ? 1 : 0),
    delegations,
  };
  return { root, sealed: await sealRoot(root, signers) };
}
