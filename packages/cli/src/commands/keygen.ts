import { join } from 'node:path';
import type { Root, Signer } from '@forecheck/pack';
import { exportSigner, generateSigner } from '@forecheck/pack/node';
import { oneOf, requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { createFile, isPresent, makeFolder, present } from '../file-access.ts';
import { formatKeys } from '../format-keys.ts';
import { FIRST_KEYS, type FirstKey, keyFile, PUBLIC_FILE, ROOT_FILE } from '../keys/first-keys.ts';
import { sealFirstRoot } from '../keys/first-root.ts';
import { choosePassphrase } from '../keys/passphrase.ts';
import { publicKeyOf, readPublicKeys } from '../keys/public-keys.ts';

/** A key that was made. */
export interface MadeKey extends FirstKey {
  readonly signer: Signer;
}

/** `forecheck keygen` */
export const keygenCommand = defineCommand({
  usage: 'keygen --out <folder> [--roles <name,…>] [--algorithm ed25519|sm2] [--passphrase]',
  description:
    'Makes the keys that a bureau begins with, one PEM file each, readable by its owner alone, and the sealed root that ' +
    'says what each may sign: two of three publishers a manifest, the head key which manifests are current, the urgent ' +
    'key a few rows for a few days. Nothing is written over. For more than a trial everybody makes their own key on ' +
    'their own machine and sends its `public-keys.json`, which holds no secret, to whoever seals the root.',
  options: {
    out: { type: 'string', short: 'o', value: '<folder>', about: 'where the keys go; required' },
    roles: {
      type: 'string',
      value: '<name,…>',
      about: `which keys to make: ${FIRST_KEYS.map(({ name }) => name).join(', ')}; all of them unless told otherwise. Without \`root\` no root is sealed`,
    },
    include: {
      type: 'string',
      value: '<public-keys.json>',
      multiple: true,
      about: 'public keys that others made, for the root to name',
    },
    algorithm: { type: 'string', value: 'ed25519|sm2', about: 'ed25519 unless told otherwise; sm2 signs over SM3' },
    layer: { type: 'string', value: '<layer>', about: 'what the publishers publish for, with all below; cn' },
    passphrase: {
      type: 'boolean',
      about: 'encrypt the keys, and ask for the passphrase; FORECHECK_PASSPHRASE encrypts them without asking',
    },
  },
  examples: [
    { line: 'forecheck keygen --out keys', about: 'everything that a bureau needs, to try it out' },
    { line: 'forecheck keygen --out sm2-keys --algorithm sm2 --json', about: 'keys of SM2; what was made, as JSON' },
    { line: 'forecheck keygen --out maker-keys --roles publisher-1', about: 'a maker’s own key' },
    {
      line: 'forecheck keygen --out checker-keys --roles publisher-2',
      about: 'a checker’s own key, on another machine',
    },
    {
      line: 'forecheck keygen --out root-keys --roles root,head,urgent --include maker-keys/public-keys.json --include checker-keys/public-keys.json',
      about: 'the others, and a root that names them all',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('the folder goes with `--out <folder>`');
    const out = requireOption(options.out, '--out <folder>');
    const algorithm = oneOf(options.algorithm, '--algorithm', ['ed25519', 'sm2'], 'ed25519');
    const wanted = chooseKeys(options.roles);
    const isSealing = wanted.some(({ role }) => role === 'root');
    if (options.include !== undefined && !isSealing) throw usageError('`--include` is for a root: `--roles root,…`');
    const included = (await Promise.all((options.include ?? []).map(readPublicKeys))).flat();
    for (const file of [...wanted.map(({ name }) => keyFile(name)), PUBLIC_FILE, ...(isSealing ? [ROOT_FILE] : [])]) {
      if (await isPresent(join(out, file))) throw present(join(out, file));
    }
    const made = wanted.map((key): MadeKey => ({ ...key, signer: generateSigner(algorithm) }));
    const publicKeys = made.map(({ role, signer }) => publicKeyOf(role, signer));
    const rootSigners = made.filter(({ role }) => role === 'root').map(({ signer }) => signer);
    const first = isSealing
      ? await sealFirstRoot([...publicKeys, ...included], rootSigners, options.layer ?? 'cn', Date.now())
      : undefined;
    const passphrase = await choosePassphrase(terminal, options.passphrase === true);
    await makeFolder(out);
    for (const { name, signer } of made) {
      await createFile(join(out, keyFile(name)), exportSigner(signer, passphrase), { isSecret: true });
    }
    await createFile(join(out, PUBLIC_FILE), `${JSON.stringify(publicKeys, undefined, 2)}\n`);
    if (first !== undefined) await createFile(join(out, ROOT_FILE), first.sealed);
    const root: Root | undefined = first?.root;
    await terminal.print(formatKeys({ out, made, root, isEncrypted: passphrase !== undefined }, isJson));
    return EXIT.ok;
  },
});

function chooseKeys(names: string | undefined): readonly FirstKey[] {
  if (names === undefined) return FIRST_KEYS;
  const asked = names.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => FIRST_KEYS.every((key) => key.name !== name));
  if (unknown !== undefined) {
    throw usageError(`option \`--roles\`: \`${unknown}\` is none of ${FIRST_KEYS.map(({ name }) => name).join(', ')}`);
  }
  return FIRST_KEYS.filter(({ name }) => asked.includes(name));
}
