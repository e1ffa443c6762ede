import { dirname, join } from 'node:path';
import { sealManifest } from '@forecheck/pack';
import { requireOption, usageError } from '../arguments.ts';
import { type CommandCall, defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { keyFile, ROOT_FILE } from '../keys/first-keys.ts';
import { readSigner } from '../keys/read-signer.ts';
import { type Progress, startProgress } from '../progress.ts';
import { openWorkplace, readSources } from '../publish/compose-source.ts';
import { approveDraft, compareDraft, type Draft, handInDraft, readDraft, readNewestDraft } from '../publish/draft.ts';
import { formatDraft } from '../publish/format-draft.ts';
import { formatInstantMs, readPercentage, readSpanMs } from '../read-quantity.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';
import type { BureauCalls } from '../remote/bureau-calls.ts';
import { withTokenOf } from '../remote/issue-token.ts';

const OPTIONS = {
  layer: { type: 'string', value: '<layer>', about: 'what it is published for, such as cn or cn/330000; required' },
  keys: {
    type: 'string',
    value: '<folder>',
    about:
      'keys of `forecheck keygen`: makes and approves in one go, for trying out, with the token of an administrator',
  },
  maker: { type: 'string', value: '<key file>', about: 'makes a draft signed with this key' },
  draft: {
    type: 'string',
    value: '<id>',
    about: 'the draft to look at, or to approve with --checker; newest: the last one of the layer',
  },
  checker: { type: 'string', value: '<key file>', about: 'approves the draft with this key; it is published' },
  urgent: {
    type: 'boolean',
    about: 'publish at once with the urgent key (of --keys, or given as --maker): 50 rows, without a checker',
  },
  for: { type: 'string', value: '<span>', about: 'how long an urgent source holds, such as 12h or 7d; 7d at most' },
  replace: { type: 'boolean', about: 'say only this, instead of laying it upon what the layer says now' },
  rollout: { type: 'string', value: '<percent>', about: 'how many institutions take it at first; all, if not given' },
  root: { type: 'string', value: '<file>', about: 'the sealed root; root.json beside the keys unless told otherwise' },
  ...BUREAU_OPTIONS,
} as const;

type Call = CommandCall<typeof OPTIONS>;

/** `forecheck publish` */
export const publishCommand = defineCommand({
  usage: 'publish <source> [more sources …] --layer <layer> --keys <folder> | --maker <key file> | --draft <id>',
  description:
    'Publishes rule sources through a bureau that runs. The sources are compiled and signed here, upon what the layer ' +
    'says now, so keys never leave their machine; the bureau lints, tries the examples of all rules, and asks for a ' +
    'second person: a maker hands in a draft, and a checker with another key and another token approves it. A checker ' +
    'who gives the sources too is told when the draft says anything else.',
  options: OPTIONS,
  examples: [
    {
      line: 'forecheck publish rules --layer cn --keys keys --token-file administrator.token',
      about: 'trying out: maker and checker in one, by an administrator',
    },
    {
      line: 'forecheck publish update --layer cn --urgent --for 12h --keys keys --token-file administrator.token',
      about: 'a few rows for twelve hours, at once',
    },
    {
      line: 'forecheck publish update --layer cn --maker keys/publisher-1.pem --token-file maker.token',
      about: 'a maker makes a draft',
    },
    {
      line: 'forecheck publish update --layer cn --draft newest --checker keys/publisher-2.pem --token-file checker.token',
      about: 'and a checker, who has the source too, approves it',
    },
  ],
  exitCodes: {
    [EXIT.findings]: 'the linter found errors, an example does not hold, or the draft says something else',
  },
  async execute(call) {
    const { options } = call;
    const ways = [options.keys, options.maker, options.draft].filter((way) => way !== undefined);
    if (ways.length !== 1) throw usageError('give one of `--keys <folder>`, `--maker <key file>`, `--draft <id>`');
    const bureau = await openBureauAccess(options);
    if (options.draft !== undefined) return settle(call, bureau, options.draft);
    return options.urgent ? publishUrgent(call, bureau) : publish(call, bureau);
  },
});

async function publish(call: Call, bureau: BureauCalls) {
  const { options, terminal, isJson } = call;
  const { keys } = options;
  const percentage = readPercentage(options.rollout, '--rollout');
  if (options.for !== undefined) throw usageError('`--for` is for `--urgent`');
  if (options.checker !== undefined) throw usageError('`--checker` approves a draft: `--draft <id>`');
  if (keys === undefined && percentage !== undefined) throw usageError('a rollout is for the checker to choose');
  const draft = await withProgress(call, async (progress) => {
    const make = (maker: BureauCalls): Promise<Draft> => makeDraft(call, maker, progress);
    if (keys === undefined) return make(bureau);
    // The key first: a passphrase that nobody knows is to be found out before there is a draft.
    const signer = await readSigner(join(keys, keyFile('publisher-2')), terminal);
    const made = await withTokenOf(bureau, { subject: 'publisher-1', role: 'maker' }, make);
    return withTokenOf(bureau, { subject: 'publisher-2', role: 'checker' }, (checker) =>
      approveDraft(checker, made, signer, percentage),
    );
  });
  await terminal.print(formatDraft(draft, isJson));
  return EXIT.ok;
}

async function makeDraft({ options, positionals, terminal }: Call, maker: BureauCalls, progress: Progress) {
  const { layer, keyPath, rootFile } = readPlace(options);
  const sources = await readSources(atLeastOne(positionals), progress);
  const signer = await readSigner(keyPath('publisher-1'), terminal);
  progress.show(`composing for ${layer}`);
  const { store, composer } = await openWorkplace(maker, rootFile);
  const manifest = await composer.compose({ layer, sources, isReplacement: options.replace === true });
  progress.show('handing in');
  return handInDraft(maker, store, manifest, signer, progress.update);
}

async function settle(call: Call, bureau: BureauCalls, id: string) {
  const { options, positionals, terminal, isJson } = call;
  const percentage = readPercentage(options.rollout, '--rollout');
  let draft = id === 'newest' ? await readNewest(call, bureau) : await readDraft(bureau, id);
  if (options.checker !== undefined) {
    const { checker } = options;
    const open = draft;
    draft = await withProgress(call, async (progress) => {
      const signer = await readSigner(checker, terminal);
      if (positionals.length > 0) {
        const { layer, rootFile } = readPlace(options);
        const sources = await readSources(positionals, progress);
        progress.show('comparing');
        const { composer } = await openWorkplace(bureau, rootFile);
        compareDraft(open, await composer.compose({ layer, sources, isReplacement: options.replace === true }));
      }
      return approveDraft(bureau, open, signer, percentage);
    });
  }
  await terminal.print(formatDraft(draft, isJson));
  return EXIT.ok;
}

/** Between looking and approving somebody may make another; what it has to say, the source of the checker says. */
function readNewest({ options, positionals }: Call, bureau: BureauCalls): Promise<Draft> {
  if (options.checker !== undefined && positionals.length === 0) {
    throw usageError('`--draft newest` is approved with its source only: give the source, or the id of the draft');
  }
  return readNewestDraft(bureau, requireOption(options.layer, '--layer <layer>'));
}

async function publishUrgent(call: Call, bureau: BureauCalls) {
  const { options, positionals, terminal, isJson } = call;
  const { layer, keyPath, rootFile } = readPlace(options);
  const lifeMs = readSpanMs(options.for, '--for');
  if (positionals.length > 1) throw usageError('an urgent manifest holds one source');
  const answer = await withProgress(call, async (progress) => {
    const [source] = await readSources(atLeastOne(positionals), progress);
    const signer = await readSigner(keyPath('urgent'), terminal);
    const work = async (maker: BureauCalls) => {
      progress.show(`composing for ${layer}`);
      const { store, composer } = await openWorkplace(maker, rootFile);
      const manifest = await composer.composeUrgent({ layer, source: source!, ...(lifeMs && { lifeMs }) });
      const sealed = await sealManifest(manifest, [signer]);
      await store.upload(maker, progress.update);
      return maker.ask('POST', '/v1/urgent', {
        sealed: Buffer.from(sealed).toString('base64'),
        isReplacement: options.replace === true,
      });
    };
    return options.keys === undefined ? work(bureau) : withTokenOf(bureau, { subject: 'urgent', role: 'maker' }, work);
  });
  const { sequence, lapsesMs, digest } = answer;
  const until = formatInstantMs(Number(lapsesMs));
  await terminal.print(
    isJson
      ? `${JSON.stringify(answer, undefined, 2)}\n`
      : `published urgently: ${layer}, sequence ${sequence}, digest ${digest}\n  until ${until}\n`,
  );
  return EXIT.ok;
}

/** Where keys and root lie, and what is published for. */
function readPlace({ layer, keys, maker, checker, root }: Call['options']) {
  const folder = keys ?? dirname(maker ?? checker ?? '');
  return {
    layer: requireOption(layer, '--layer <layer>'),
    rootFile: root ?? join(folder, ROOT_FILE),
    keyPath: (name: 'publisher-1' | 'urgent'): string => maker ?? join(folder, keyFile(name)),
  };
}

function atLeastOne(sources: readonly string[]): readonly string[] {
  if (sources.length === 0) throw usageError('`<source>` is missing');
  return sources;
}

async function withProgress<Result>({ terminal }: Call, work: (progress: Progress) => Promise<Result>) {
  const progress = startProgress(terminal, 'asking the bureau');
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
