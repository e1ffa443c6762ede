import { defineCommand } from '../command.ts';
import { RESTATE_OPTIONS, restate } from '../publish/restate.ts';
import type { BureauCalls } from '../remote/bureau-calls.ts';
import { readLayer } from '../remote/read-layer.ts';

/** `forecheck withdraw` */
export const withdrawCommand = defineCommand({
  usage: 'withdraw --layer <layer> --maker <key file> | --keys <folder>',
  description:
    'Takes back what was published last: stops its rollout where it is being rolled out, and makes a draft that says again ' +
    'what the layer said before, under a new sequence, because clients never go back. A single rule is off sooner by ' +
    '`forecheck kill`.',
  options: RESTATE_OPTIONS,
  examples: [
    {
      line: 'forecheck withdraw --layer cn --maker keys/publisher-1.pem --token-file maker.token',
      about: 'a draft, which a checker approves as any other',
    },
  ],
  execute: (call) => restate(call, (composer, layer) => composer.composeWithdrawal(layer), stopRollout),
});

/** Whoever has not taken the candidate yet is not to take it while the draft waits for its checker. */
async function stopRollout(bureau: BureauCalls, layer: string): Promise<void> {
  const { candidate } = await readLayer(bureau, layer);
  if (candidate?.state === 'active') await bureau.ask('POST', '/v1/rollouts', { layer, state: 'paused' });
}
