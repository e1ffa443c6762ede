import { defineCommand } from '../command.ts';
import { RESTATE_OPTIONS, restate } from '../publish/restate.ts';

/** `forecheck compact` */
export const compactCommand = defineCommand({
  usage: 'compact --layer <layer> --maker <key file> | --keys <folder>',
  description:
    'Makes a draft that says in one segment what a layer says in many. Nothing is judged otherwise; clients that come later ' +
    'have less to fetch, and those that are there fetch it once. For when updates have piled up.',
  options: RESTATE_OPTIONS,
  examples: [
    {
      line: 'forecheck compact --layer cn --maker keys/publisher-1.pem --token-file maker.token',
      about: 'a draft, which a checker approves as any other',
    },
  ],
  execute: (call) => restate(call, (composer, layer) => composer.composeCompaction(layer)),
});
