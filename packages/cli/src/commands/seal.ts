import { join } from 'node:path';
import { onlyPositional, requireOption, usageError } from '../arguments.ts';
import { type CommandCall, defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { readBytes } from '../file-access.ts';
import { keyFile, ROOT_FILE } from '../keys/first-keys.ts';
import { readSigner } from '../keys/read-signer.ts';
import { readPackFolder } from '../pack-folder.ts';
import { type Progress, startProgress } from '../progress.ts';
import { type CarriedFolder, readCarriedHead, writeCarriedFolder } from '../publish/carried-folder.ts';
import { fetchFolder } from '../publish/fetch-folder.ts';
import { sealFolder } from '../publish/seal-folder.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';

const OPTIONS = {
  out: { type: 'string', short: 'o', value: '<folder>', about: 'where the carried folder goes; required' },
  layer: { type: 'string', value: '<layer>', about: 'what a pack is sealed for; required with one' },
  scope: { type: 'string', value: '<layer>', about: 'where the clients stand that it is for; the layer, with a pack' },
  keys: { type: 'string', value: '<folder>', about: 'keys of publishers and head, to seal a pack with' },
  after: {
    type: 'string',
    value: '<folder>',
    about: 'what was carried before, for the next sequence; what is in --out unless told otherwise',
  },
  root: { type: 'string', value: '<file>', about: 'the sealed root; root.json of the keys unless told otherwise' },
  ...BUREAU_OPTIONS,
} as const;

type Call = CommandCall<typeof OPTIONS>;

/** `forecheck seal` */
export const sealCommand = defineCommand({
  usage:
    'seal <pack folder> --layer <layer> --keys <folder> --out <folder> | --scope <layer> --root <file> --out <folder>',
  description:
    'Makes a folder that is carried to where no network goes, and opened there by a guard (`importFolder`, `seed`) under ' +
    'the same trust as what comes over one. Of a pack, signed here, for places without a bureau: each is the successor ' +
    'of the one before. Or, with --scope and no pack, of what a bureau has published: then both ways lead to the same.',
  options: OPTIONS,
  examples: [
    {
      line: 'forecheck compile rules --out pack; forecheck seal pack --layer cn --keys keys --out carried',
      about: 'a pack, for places without a bureau',
    },
    {
      line: 'forecheck seal --scope cn --root keys/root.json --out copy --token-file administrator.token',
      about: 'what a bureau has published',
    },
  ],
  async execute(call) {
    const { options, positionals, isJson, terminal } = call;
    const out = requireOption(options.out, '--out <folder>');
    const progress = startProgress(terminal, 'sealing');
    let carried: CarriedFolder;
    try {
      carried = await (positionals.length > 0 ? sealPack(call, out) : fetchPublished(call, progress));
    } finally {
      progress.end();
    }
    const files = await writeCarriedFolder(out, carried);
    const digests = [...carried.manifests.keys()];
    const words = `${out}: ${files.length} files; carry all of them\n${digests.map((digest) => `  manifest ${digest}\n`).join('')}`;
    await terminal.print(isJson ? `${JSON.stringify({ out, files, manifests: digests }, undefined, 2)}\n` : words);
    return EXIT.ok;
  },
});

async function sealPack({ options, positionals, terminal }: Call, out: string): Promise<CarriedFolder> {
  const pack = onlyPositional(positionals, '<pack folder>');
  const layer = requireOption(options.layer, '--layer <layer>');
  const keys = requireOption(options.keys, '--keys <folder>');
  const { scope = layer, root = join(keys, ROOT_FILE), after = out } = options;
  const { segments } = await readPackFolder(pack);
  const earlier = await readCarriedHead(after);
  const signerOf = (name: Parameters<typeof keyFile>[0]) => readSigner(join(keys, keyFile(name)), terminal);
  return sealFolder({
    segments,
    layer,
    scope,
    root: await readBytes(root),
    publishers: [await signerOf('publisher-1'), await signerOf('publisher-2')],
    headSigner: await signerOf('head'),
    nowMs: Date.now(),
    ...(earlier === undefined ? {} : { earlier }),
  });
}

async function fetchPublished({ options }: Call, progress: Progress): Promise<CarriedFolder> {
  if ((options.layer ?? options.after) !== undefined) throw usageError('`<pack folder>` is missing');
  const scope = requireOption(options.scope, '--scope <layer>');
  const { keys } = options;
  const root = options.root ?? (keys === undefined ? undefined : join(keys, ROOT_FILE));
  const rootBytes = await readBytes(requireOption(root, '--root <file>'));
  return fetchFolder(await openBureauAccess(options), scope, rootBytes, progress);
}
