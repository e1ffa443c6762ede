import { CoreError } from '../error.ts';
import { ENCODE_BY_KIND } from '../kinds/kind-table.ts';
import type { RowWriter } from '../segment/encoding.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import { canonicalJson } from './canonical-json.ts';
import type { TextHeap } from './text-heap.ts';

/** Writes the parameters of a rule or knowledge point as its kind does; a refusal names the row. */
export function encodeParameters(
  { kind, mode }: Pick<RuleLogic, 'kind' | 'mode'>,
  parameters: object | undefined,
  row: 'rule' | 'knowledge',
  id: string,
  writer: RowWriter,
): void {
  try {
    ENCODE_BY_KIND[kind](mode, (parameters ?? {}) as Readonly<Record<string, unknown>>, writer);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const words = `${row} \`${id}\` is refused: ${error.message}`;
    throw new CoreError(error.code, words, { ...error.detail, row, id }, { cause: error });
  }
}

/**
 * Text index of parameters as canonical JSON, 0 for none. Half a million knowledge points say a few thousand different
 * things, so what was written once is not put in order again.
 */
export function createParameterTexts(texts: TextHeap): (parameters: object | undefined) => number {
  const known = new Map<string, number>();
  return (parameters) => {
    if (parameters === undefined) return 0;
    const written = JSON.stringify(parameters);
    let index = known.get(written);
    if (index === undefined) {
      const json = canonicalJson(parameters);
      index = json === '{}' ? 0 : texts.add(json);
      known.set(written, index);
    }
    return index;
  };
}
