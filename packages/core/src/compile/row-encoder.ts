import type { Basis } from '../model/evaluation.ts';
import type { RowWriter } from '../segment/encoding.ts';
import { PARAMETER_ABSENT } from '../segment/encoding.ts';
import { BASIS_TEXTS } from '../segment/read-basis.ts';
import {
  LIST_NONE,
  ROW_BASIS,
  ROW_FROM,
  ROW_ID,
  ROW_INTS,
  ROW_ITEMS,
  ROW_NAME,
  ROW_OTHERS,
  ROW_PARAMETERS,
  ROW_RULE,
  ROW_TEXT,
  ROW_TO,
  RULE_NUMBER_BITS,
} from '../segment/row.ts';
import type { KnowledgePoint, RuleDefinition } from '../source/rule-source.ts';
import { createParameterTexts, encodeParameters } from './encode-parameters.ts';
import type { ListHeap } from './list-heap.ts';
import type { Days } from './row-days.ts';
import { rowDays } from './row-days.ts';
import type { SealedDictionaries } from './row-writer.ts';
import { createRowWriter, patternReferences } from './row-writer.ts';
import type { RuleNumbers } from './rule-numbers.ts';
import type { TextHeap } from './text-heap.ts';

/** Writes whole rows, and notes beside them what does not fit a row. */
export interface RowEncoder {
  encodeRule(rule: RuleDefinition, row: number): void;
  encodePoint(point: KnowledgePoint, row: number): void;
  readonly rows: Int32Array;
  /** Text index of each row's own parameters. */
  readonly rowParameters: Uint32Array;
  /** Pairs: row, text index of a superseded id. */
  readonly supersessions: readonly number[];
}

/** An encoder for so many rows. */
export function createRowEncoder(
  rowCount: number,
  numbers: RuleNumbers,
  dictionaries: SealedDictionaries,
  lists: ListHeap,
  texts: TextHeap,
): RowEncoder {
  const rows = new Int32Array(rowCount * ROW_INTS);
  const rowParameters = new Uint32Array(rowCount);
  const supersessions: number[] = [];
  const seat = { offset: 0 };
  const writer: RowWriter = createRowWriter(rows, seat, dictionaries, lists, texts);
  const textOfParameters = createParameterTexts(texts);

  function begin(row: number, id: string, rule: string, days: Days): number {
    const at = row * ROW_INTS;
    rows[at + ROW_RULE] = (numbers.kindModeOf(rule) << RULE_NUMBER_BITS) | numbers.numberOf(rule);
    rows[at + ROW_FROM] = days.from;
    rows[at + ROW_TO] = days.to;
    rows[at + ROW_ID] = texts.add(id);
    rows[at + ROW_BASIS] = LIST_NONE;
    rows[at + ROW_ITEMS] = LIST_NONE;
    rows[at + ROW_OTHERS] = LIST_NONE;
    rows.fill(PARAMETER_ABSENT, at + ROW_PARAMETERS, at + ROW_INTS);
    seat.offset = at + ROW_PARAMETERS;
    return at;
  }

  return {
    rows,
    rowParameters,
    supersessions,
    encodeRule(rule, row) {
      begin(row, rule.id, rule.id, rowDays(rule, 'rule', rule.id));
      encodeParameters(rule.logic, rule.logic.parameters, 'rule', rule.id, writer);
    },
    encodePoint(point, row) {
      const at = begin(row, point.id, point.rule, rowDays(point, 'knowledge', point.id));
      rows[at + ROW_TEXT] = texts.add(point.text ?? '');
      rows[at + ROW_NAME] = texts.add(point.name ?? '');
      if (point.basis !== undefined) rows[at + ROW_BASIS] = lists.addField(textsOfBasis(point.basis, texts));
      rows[at + ROW_ITEMS] = lists.addField(patternReferences(point.items, dictionaries));
      if (point.others !== undefined) {
        rows[at + ROW_OTHERS] = lists.addField(patternReferences(point.others, dictionaries));
      }
      encodeParameters(numbers.logicOf(point.rule), point.parameters, 'knowledge', point.id, writer);
      rowParameters[row] = textOfParameters(point.parameters);
      if (point.supersedes === undefined) return;
      for (const id of [...new Set(point.supersedes)].sort()) supersessions.push(row, texts.add(id));
    },
  };
}

/** Texts of the basis in the order that readers know, up to the last that there is. */
function textsOfBasis(basis: Basis, texts: TextHeap): readonly number[] {
  const indexes = BASIS_TEXTS.map((key) => texts.add(basis[key] ?? ''));
  while (indexes.length > 1 && indexes.at(-1) === 0) indexes.pop();
  return indexes;
}
