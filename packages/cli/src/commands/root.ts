import { advanceRoots, pinRoot, type Root } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { onlyPositional, requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { createFile, isPresent, present, readBytes } from '../file-access.ts';
import { sealNextRoot } from '../keys/next-root.ts';
import { readPublicKeys } from '../keys/public-keys.ts';
import { readSigner } from '../keys/read-signer.ts';
import { readSpanMs } from '../read-quantity.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';

/** `forecheck root` */
export const rootCommand = defineCommand({
  usage:
    'root <root.json> --signer <key file> … --out <file> [--include <public-keys.json>] [--drop <key>] [--publish]',
  description:
    'Seals the root after another: with keys that somebody made, without those that were stolen or whose keeper has gone, and ' +
    'for another five years. Clients follow it by themselves, because the keys of the root before sign it too. Under a root ' +
    'whose time is over nothing new is accepted. It needs the root key: do this where that is kept, and carry the result.',
  options: {
    signer: {
      type: 'string',
      value: '<key file>',
      multiple: true,
      about: 'a key of the root, of this one or the next, as many as they ask for; required',
    },
    out: { type: 'string', short: 'o', value: '<file>', about: 'where the next root goes; required' },
    include: {
      type: 'string',
      value: '<public-keys.json>',
      multiple: true,
      about: 'public keys that others made, each for the role that it was made for',
    },
    layer: { type: 'string', value: '<layer>', about: 'what included publishers publish for; all that there is' },
    drop: {
      type: 'string',
      value: '<key>',
      multiple: true,
      about: 'the id of a key that signs nothing any more, or its first 16 digits or more',
    },
    'raise-head-epoch': { type: 'boolean', about: 'heads are counted anew: after a head key was stolen' },
    for: { type: 'string', value: '<span>', about: 'how long it holds, such as 730d; five years' },
    publish: { type: 'boolean', about: 'hand it to the bureau too, with the token of an administrator' },
    ...BUREAU_OPTIONS,
  },
  examples: [
    {
      line: 'forecheck root keys/root.json --signer keys/root.pem --out next-root.json',
      about: 'the same for another five years',
    },
    {
      line: 'forecheck root keys/root.json --signer keys/root.pem --include maker-keys/public-keys.json --out other-root.json --json',
      about: 'with one publisher more',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    const from = onlyPositional(positionals, '<root.json>');
    const out = requireOption(options.out, '--out <file>');
    const signers = options.signer ?? [requireOption(undefined, '--signer <key file>')];
    const { layer, publish = false } = options;
    const lifeMs = readSpanMs(options.for, '--for');
    if (await isPresent(out)) throw present(out);
    const crypto = nodeCrypto();
    const trust = await pinRoot(await readBytes(from), crypto);
    const before = trust.root;
    if (layer !== undefined && before.delegations.every(({ prefix }) => prefix !== layer)) {
      throw usageError(`the root delegates no \`${layer}\``);
    }
    const change = {
      included: (await Promise.all((options.include ?? []).map(readPublicKeys))).flat(),
      dropped: (options.drop ?? []).map((key) => findKey(before, key)),
      raisesHeadEpoch: options['raise-head-epoch'] === true,
      ...(layer === undefined ? {} : { layer }),
      ...(lifeMs === undefined ? {} : { lifeMs }),
    };
    const read: Awaited<ReturnType<typeof readSigner>>[] = [];
    for (const path of signers) read.push(await readSigner(path, terminal));
    const { root, sealed } = await sealNextRoot(before, change, read, Date.now());
    // As a client would: what nobody follows is not to be written.
    await advanceRoots(trust, [sealed], crypto);
    await createFile(out, sealed);
    if (publish) await (await openBureauAccess(options)).sendRoot(sealed);
    await terminal.print(format(out, root, publish, isJson));
    return EXIT.ok;
  },
});

function findKey({ keys }: Root, wanted: string): string {
  const found = /^[0-9a-f]{16,64}$/.test(wanted) ? Object.keys(keys).filter((id) => id.startsWith(wanted)) : [];
  const [id] = found;
  if (id === undefined || found.length > 1) throw usageError(`the root names no key \`${wanted}\``);
  return id;
}

function format(out: string, { version, expiresMs, keys, headEpoch }: Root, isPublished: boolean, isJson: boolean) {
  if (isJson) {
    const told = { file: out, version, expiresMs, headEpoch, keys: Object.keys(keys), isPublished };
    return `${JSON.stringify(told, undefined, 2)}\n`;
  }
  const until = new Date(expiresMs).toISOString().slice(0, 10);
  const next = isPublished ? 'the bureau has it' : 'hand it to the bureau: `--publish`, or POST /v1/roots';
  return `${out}: version ${version}, ${Object.keys(keys).length} keys, until ${until}\n  ${next}\n`;
}
