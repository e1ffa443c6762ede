import { dirname, join } from 'node:path';
import type { Composer } from '@forecheck/bureau';
import type { LayerId, RegularManifest } from '@forecheck/pack';
import { requireOption, usageError } from '../arguments.ts';
import type { CommandCall } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { keyFile, ROOT_FILE } from '../keys/first-keys.ts';
import { readSigner } from '../keys/read-signer.ts';
import { startProgress } from '../progress.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';
import type { BureauCalls } from '../remote/bureau-calls.ts';
import { withTokenOf } from '../remote/issue-token.ts';
import { openWorkplace } from './compose-source.ts';
import { approveDraft, handInDraft } from './draft.ts';
import { formatDraft } from './format-draft.ts';

/** What a command lets its caller say that says again what a layer has said. */
export const RESTATE_OPTIONS = {
  layer: { type: 'string', value: '<layer>', about: 'whose content it is, such as cn or cn/330000; required' },
  maker: { type: 'string', value: '<key file>', about: 'makes a draft signed with this key' },
  keys: {
    type: 'string',
    value: '<folder>',
    about:
      'keys of `forecheck keygen`: makes and approves in one go, for trying out, with the token of an administrator',
  },
  root: { type: 'string', value: '<file>', about: 'the sealed root; root.json beside the keys unless told otherwise' },
  ...BUREAU_OPTIONS,
} as const;

/** Composes here what a layer is to say, signs it here and hands it in as a draft. */
export async function restate(
  { options, positionals, isJson, terminal }: CommandCall<typeof RESTATE_OPTIONS>,
  compose: (composer: Composer, layer: LayerId) => Promise<RegularManifest>,
  before: (bureau: BureauCalls, layer: LayerId) => Promise<unknown> = async () => undefined,
): Promise<ExitCode> {
  if (positionals.length > 0) throw usageError('what it is about goes with `--layer <layer>`');
  const layer = requireOption(options.layer, '--layer <layer>');
  const { keys, maker } = options;
  if ((keys === undefined) === (maker === undefined)) {
    throw usageError('give one of `--maker <key file>`, `--keys <folder>`');
  }
  const folder = keys ?? dirname(maker ?? '');
  const signer = await readSigner(maker ?? join(folder, keyFile('publisher-1')), terminal);
  const checker = keys === undefined ? undefined : await readSigner(join(keys, keyFile('publisher-2')), terminal);
  const bureau = await openBureauAccess(options);
  const progress = startProgress(terminal, 'asking the bureau');
  try {
    const make = async (as: BureauCalls) => {
      const { store, composer } = await openWorkplace(as, options.root ?? join(folder, ROOT_FILE));
      const manifest = await compose(composer, layer);
      await before(as, layer);
      return handInDraft(as, store, manifest, signer, progress.update);
    };
    const approveAs = (draft: Awaited<ReturnType<typeof make>>) => (as: BureauCalls) =>
      approveDraft(as, draft, checker!, undefined);
    const draft =
      checker === undefined
        ? await make(bureau)
        : await withTokenOf(bureau, { subject: 'publisher-1', role: 'maker' }, make).then((made) =>
            withTokenOf(bureau, { subject: 'publisher-2', role: 'checker' }, approveAs(made)),
          );
    progress.end();
    await terminal.print(formatDraft(draft, isJson));
    return EXIT.ok;
  } finally {
    progress.end();
  }
}
