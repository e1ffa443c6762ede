import { refuse } from './error.ts';
import { checkLife, epochField, instantField, readFields, sequenceField } from './fields.ts';
import { layerField } from './layer.ts';
import { DELEGATIONS_MAX, KEY_BYTES_MAX, KEYS_MAX, NAME_LENGTH_MAX, RELAXES_MAX, ROLE_KEYS_MAX } from './limits.ts';
import type { Delegation, PublicKey, Role, Root } from './root.ts';
import { digest, integer, list, literal, object, optional, record, ShapeProblem, shape, text } from './shape.ts';

/**
 * A root that contradicts itself nowhere. Its signatures and the ids of its keys are looked at elsewhere.
 *
 * @throws {@link PackError} `field-malformed`, `key-malformed`, `time-implausible`
 */
export function checkRoot(value: unknown): Root {
  const root = readFields(readRoot, value);
  checkLife(root);
  for (const [key, publicKey] of Object.entries(root.keys)) {
    const form = KEY_FORMS.get(publicKey.algorithm);
    if (form?.test(publicKey.key) === false) refuse('key-malformed', { key });
  }
  return root;
}

function readRoot(value: unknown): Root {
  const root = rootShape(value);
  const used = new Set<string>();
  const check = (role: Role | undefined): void => {
    if (role === undefined) return;
    checkRole(role, root.keys);
    for (const key of role.keys) used.add(key);
  };
  check(root.root);
  check(root.head);
  for (const { publisher, urgent } of root.delegations) {
    check(publisher);
    check(urgent);
  }
  if (Object.keys(root.keys).some((key) => !used.has(key))) throw new ShapeProblem('keys', 'keys that a role names');
  if (new Set(root.delegations.map(({ prefix }) => prefix)).size < root.delegations.length) {
    throw new ShapeProblem('delegations', 'distinct prefixes');
  }
  return root;
}

function checkRole({ keys, threshold, required = {} }: Role, known: Root['keys']): void {
  const isKnown = keys.every((key) => Object.hasOwn(known, key));
  const hasEnough = ([algorithm, count]: [string, number]) =>
    keys.filter((key) => known[key]?.algorithm === algorithm).length >= count;
  if (!isKnown || new Set(keys).size < keys.length || threshold > keys.length) {
    throw new ShapeProblem('keys', 'as many distinct known keys as the threshold');
  }
  if (!Object.entries(required).every(hasEnough)) {
    throw new ShapeProblem('required', 'no more keys of an algorithm than the role has');
  }
}

const algorithm = text(32, /^[a-z0-9-]+$/);
const role = object<Role>({
  keys: list(digest, ROLE_KEYS_MAX),
  threshold: integer(1, ROLE_KEYS_MAX),
  required: optional(record(algorithm, integer(1, ROLE_KEYS_MAX), ROLE_KEYS_MAX)),
});
const publicKey = object<PublicKey>({ algorithm, key: text(2 * KEY_BYTES_MAX, /^([0-9a-f]{2})+$/) });
const delegation = object<Delegation>({
  prefix: layerField,
  publisher: role,
  urgent: optional(role),
  epoch: epochField,
  relaxes: optional(list(text(NAME_LENGTH_MAX), RELAXES_MAX)),
});

/** Fields of a root. */
const rootShape = shape<Root>({
  type: literal('root'),
  format: literal(1),
  version: sequenceField,
  issuedMs: instantField,
  expiresMs: instantField,
  keys: record(digest, publicKey, KEYS_MAX),
  root: role,
  head: role,
  headEpoch: epochField,
  delegations: list(delegation, DELEGATIONS_MAX),
});

/** Keys of other algorithms are let through, and never counted by who does not know them. */
const KEY_FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['ed25519', /^[0-9a-f]{64}$/],
  ['sm2', /^04[0-9a-f]{128}$/],
]);
