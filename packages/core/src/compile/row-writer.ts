import { CoreError } from '../error.ts';
import type { RowWriter } from '../segment/encoding.ts';
import { PARAMETER_ABSENT, PARAMETER_SLOTS, splitDecimal } from '../segment/encoding.ts';
import { expandDiagnosis } from './diagnosis-prefixes.ts';
import type { DictionaryBuilder, SealedDictionary } from './dictionary-builder.ts';
import { isPrefixPattern, patternProblem } from './item-pattern.ts';
import type { ListHeap } from './list-heap.ts';
import type { SourceProblem } from './source-problem.ts';
import type { TextHeap } from './text-heap.ts';

/** Dictionaries that are still being filled. */
export interface Dictionaries {
  readonly codes: DictionaryBuilder;
  readonly prefixes: DictionaryBuilder;
  readonly diagnoses: DictionaryBuilder;
}

/** Dictionaries with their ids. */
export interface SealedDictionaries {
  readonly codes: SealedDictionary;
  readonly prefixes: SealedDictionary;
  readonly diagnoses: SealedDictionary;
}

/**
 * A writer that writes nothing and takes note of the codes that parameters name.
 *
 * Ids follow the order of all codes, so all codes must be known before the first row is written. Encoding
 * twice is cheap beside sorting the codes; renumbering lists afterwards would need every kind to tell which are ids.
 */
export function createCollector(dictionaries: Dictionaries): RowWriter {
  return {
    setInt: () => {},
    setDecimal: () => {},
    addList: () => 0,
    addText: () => 0,
    addItemPatterns(patterns) {
      for (const pattern of patterns) {
        const problem = patternProblem(pattern);
        if (problem !== undefined) throw unfit(problem);
        collectPattern(pattern, dictionaries);
      }
      return patterns.map(() => 0);
    },
    addDiagnosisPrefixes(codes) {
      const prefixes = spellOut(codes);
      for (const prefix of prefixes) dictionaries.diagnoses.add(prefix);
      return prefixes.map(() => 0);
    },
  };
}

/** Adds a checked pattern to the dictionary that it belongs to. */
export function collectPattern(pattern: string, dictionaries: Dictionaries): void {
  if (isPrefixPattern(pattern)) dictionaries.prefixes.add(pattern.slice(0, -1));
  else dictionaries.codes.add(pattern);
}

/** References to patterns that were collected: sorted and without repeats, so that equal sets share one list. */
export function patternReferences(patterns: readonly string[], dictionaries: SealedDictionaries): readonly number[] {
  return sortUnique(
    patterns.map((pattern) =>
      isPrefixPattern(pattern)
        ? dictionaries.prefixes.idOf(pattern.slice(0, -1)) * 2 + 1
        : dictionaries.codes.idOf(pattern) * 2,
    ),
  );
}

/** A writer whose current row begins at `seat.offset` of `rows`. */
export function createRowWriter(
  rows: Int32Array,
  seat: { offset: number },
  dictionaries: SealedDictionaries,
  lists: ListHeap,
  texts: TextHeap,
): RowWriter {
  return {
    setInt(slot, value) {
      if (!isSlot(slot, 1) || !Number.isInteger(value) || value !== (value | 0) || value === PARAMETER_ABSENT) {
        throw unfit('number-unfit');
      }
      rows[seat.offset + slot] = value;
    },
    setDecimal(slot, value) {
      const [high, low] = splitDecimal(value);
      if (!isSlot(slot, 2) || high !== (high | 0) || high === PARAMETER_ABSENT) throw unfit('number-unfit');
      rows[seat.offset + slot] = high;
      rows[seat.offset + slot + 1] = low;
    },
    addList(values) {
      if (!values.every((value) => value === (value | 0))) throw unfit('number-unfit');
      return lists.add(values);
    },
    addText: texts.add,
    addItemPatterns: (patterns) => patternReferences(patterns, dictionaries),
    addDiagnosisPrefixes: (codes) => sortUnique(spellOut(codes).map(dictionaries.diagnoses.idOf)),
  };
}

function spellOut(codes: readonly string[]): readonly string[] {
  return codes.flatMap((code) => {
    const prefixes = expandDiagnosis(code);
    if (prefixes === undefined) throw unfit('diagnosis-malformed');
    return prefixes;
  });
}

function sortUnique(values: readonly number[]): readonly number[] {
  if (values.length < 2) return values;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
}

function isSlot(slot: number, width: number): boolean {
  return Number.isInteger(slot) && slot >= 0 && slot + width <= PARAMETER_SLOTS;
}

/** The caller adds which row it is. */
function unfit(problem: SourceProblem): CoreError {
  return new CoreError('source-malformed', `source is refused: ${problem.replaceAll('-', ' ')}`, { problem });
}
