import { BureauError, type LayerState, type PublishingState } from '@forecheck/bureau';
import { CliError } from '../error.ts';
import type { BureauCalls } from './bureau-calls.ts';

/**
 * What a bureau says that a layer is at.
 *
 * @throws {@link CliError} `answer-malformed`; BureauError `layer-unknown` for one that nothing was published for
 */
export async function readLayer(bureau: BureauCalls, layer: string): Promise<LayerState> {
  const { layers } = (await bureau.ask('GET', '/v1/layers')) as unknown as Partial<PublishingState>;
  if (!Array.isArray(layers)) throw new CliError('answer-malformed', 'the bureau does not tell its layers');
  const found = (layers as readonly LayerState[]).find((it) => it.layer === layer);
  if (found?.current === undefined)
    throw new BureauError('layer-unknown', `nothing was published for \`${layer}\``, { layer });
  return found;
}
