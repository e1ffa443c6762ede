import type { LayerState, Reception } from '@forecheck/bureau';
import { requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { readPercentage } from '../read-quantity.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';
import { readLayer } from '../remote/read-layer.ts';

/** `forecheck rollout` */
export const rolloutCommand = defineCommand({
  usage: 'rollout --layer <layer> [--percent <percent>] [--pause | --resume | --shadow]',
  description:
    'Tells how far the newest manifest of a layer is rolled out and how clients take it, and changes that: a higher ' +
    'percentage, a pause, on again, or judged in shadow only. At 100 it is for everybody. To begin one, approve a draft with ' +
    '`forecheck publish --rollout`.',
  options: {
    layer: { type: 'string', value: '<layer>', about: 'whose rollout it is; required' },
    percent: { type: 'string', value: '<percent>', about: 'how many institutions take it; never fewer than before' },
    pause: { type: 'boolean', about: 'nobody new takes it' },
    resume: { type: 'boolean', about: 'it goes on, after a pause or a shadow' },
    shadow: { type: 'boolean', about: 'it is judged beside what is in force, reported and not shown' },
    ...BUREAU_OPTIONS,
  },
  examples: [
    { line: 'forecheck rollout --layer cn --token-file checker.token', about: 'how it stands' },
    { line: 'forecheck rollout --layer cn --json --token-file checker.token', about: 'the same, as JSON' },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('what is rolled out goes with `--layer <layer>`');
    const layer = requireOption(options.layer, '--layer <layer>');
    const percentage = readPercentage(options.percent, '--percent');
    const states = STATES.filter(([option]) => options[option] === true).map(([, state]) => state);
    if (states.length > 1) throw usageError('give one of `--pause`, `--resume`, `--shadow`');
    const [state] = states;
    const bureau = await openBureauAccess(options);
    if (percentage !== undefined || state !== undefined) {
      const change = { ...(percentage !== undefined && { percentage }), ...(state !== undefined && { state }) };
      await bureau.ask('POST', '/v1/rollouts', { layer, ...change });
    }
    const { current, candidate } = await readLayer(bureau, layer);
    const { digest } = candidate ?? current!;
    const reception = (await bureau.ask('GET', `/v1/manifests/${digest}/reception`)) as unknown as Reception;
    await terminal.print(
      isJson
        ? `${JSON.stringify({ layer, current, candidate, reception }, undefined, 2)}\n`
        : formatRollout(layer, current!, candidate, reception),
    );
    return EXIT.ok;
  },
});

function formatRollout(
  layer: string,
  current: NonNullable<LayerState['current']>,
  candidate: LayerState['candidate'],
  { active, shadow, rejected, alerts, overrides, codes }: Reception,
): string {
  const lines = [
    candidate === undefined
      ? `${layer}: sequence ${current.sequence} is for everybody`
      : `${layer}: sequence ${candidate.sequence}, ${candidate.state}, ${candidate.percentage} % of institutions; sequence ${current.sequence} for the others`,
    `  clients: ${active} judge by it, ${shadow} in shadow, ${rejected} refuse it; ${overrides} of ${alerts} alerts overridden`,
    ...codes.map(({ code, count }) => `  refused: ${code}, ${count} times`),
  ];
  return `${lines.join('\n')}\n`;
}

const STATES = [
  ['pause', 'paused'],
  ['resume', 'active'],
  ['shadow', 'shadow'],
] as const;
