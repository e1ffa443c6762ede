import { formatCount } from '../progress.ts';
import type { Draft } from './draft.ts';

/** A draft, and what is to be done with it, for people or as JSON. */
export function formatDraft(draft: Draft, isJson: boolean): string {
  const { id, state, digest, maker, findings, manifest } = draft;
  const { layer, sequence, segments, previous } = manifest;
  if (isJson) {
    return `${JSON.stringify({ id, state, layer, sequence, digest, maker, segments, previous, findings }, undefined, 2)}\n`;
  }
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
  const { examples = 0, warnings = 0 } = findings as { readonly examples?: number; readonly warnings?: number };
  return [
    `${state === 'open' ? `draft ${id}` : state}: ${layer}, sequence ${sequence}, digest ${digest}`,
    `  ${counted(segments.length, 'segment')} of ${counted(rows, 'row')}; ${counted(examples, 'example')} hold, ${counted(warnings, 'warning')}; made by ${maker}`,
    ...(state === 'open'
      ? [`  next: another person approves it: forecheck publish --draft ${id} --checker <key file> [<source>]`]
      : []),
    '',
  ].join('\n');
}

const counted = (count: number, what: string): string => `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
