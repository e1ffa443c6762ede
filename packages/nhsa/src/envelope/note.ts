import type { Field } from './field.ts';
import { type Place, pathOf } from './place.ts';

/**
 * What the reader repaired, derived or left out. A note never carries a value, so notes may be logged.
 *
 * `node-…` say how the message was built, `value-…` what a field held, `code-…` how a code table read it; the others
 * name what was worked out from neighbouring fields.
 */
export type MappingNoteCode =
  /** No envelope: the input or its data came alone. */
  | 'envelope-absent'
  /** A node stood in another place than the interface says. */
  | 'node-misplaced'
  /** A node was a JSON text inside the JSON. */
  | 'node-as-text'
  /** One object where the interface has a list. */
  | 'node-as-object'
  /** Not an object, not a list; left out. */
  | 'node-malformed'
  /** A placeholder in a field that must be filled; the fact is missing. */
  | 'value-dummy'
  /** Not what the field holds; the fact is missing. */
  | 'value-malformed'
  /** More fractional digits than the model keeps; rounded half away from zero. */
  | 'value-rounded'
  /** Longer than the interface allows; cut at the end, with an ellipsis. */
  | 'value-clipped'
  /** Contradicts a neighbouring fact (a discharge before admission …); left out. */
  | 'value-implausible'
  /** Not in the code table; the fact is missing. */
  | 'code-unknown'
  /** Vendors disagree what it means and no table was chosen; the fact is missing. */
  | 'code-ambiguous'
  /** Known to no rule and no mapping that was loaded; told after the evaluation. */
  | 'code-unmapped'
  /** Two fields disagree; the more specific one was taken. */
  | 'code-conflicting'
  /** Written in full-width signs or, a national code, in small letters; read as the code that it stands for. */
  | 'code-normalised'
  /** A line, rx_id and all, that the same visit of the message has already; left out. */
  | 'line-repeated'
  /** Quantity of a standing order that may be of a day or of the whole order; the fact is missing. */
  | 'quantity-ambiguous'
  /** A decoction piece without a national code: whether a rule lists it cannot be told. */
  | 'decoction-piece-uncoded'
  /** A line lies before the birth; both days are kept, and rules about age find no age there. */
  | 'birth-date-conflicting'
  /** An id was absent, repeated, too long or looked like an identity number; another stands in its place. */
  | 'id-replaced'
  | 'as-of-derived'
  | 'phase-derived'
  | 'scene-derived'
  | 'encounter-derived'
  | 'visit-type-derived'
  | 'insurance-type-derived'
  | 'institution-kind-derived'
  | 'reproductive-state-derived'
  | 'item-kind-derived'
  | 'role-derived'
  | 'reversal-derived'
  | 'amount-derived'
  | 'diagnosis-derived'
  /** A diagnosis without a code; no rule can read it. */
  | 'diagnosis-uncoded'
  /** A department without a row in the institution's own table. */
  | 'department-unmapped';

/** One kind of repair at one field, however many entries of a list it met. */
export interface MappingNote {
  readonly code: MappingNoteCode;
  /** Where it happened first: field names and positions. */
  readonly path: string;
  /** How often in the message. */
  readonly count: number;
}

/** Collects notes; as many as there are kinds and fields, never as many as there are items. */
export interface NoteList {
  add(code: MappingNoteCode, place: Place, field?: Field): void;
  /** In order of first appearance. */
  all(): readonly MappingNote[];
}

/** An empty list. */
export function createNoteList(): NoteList {
  const all: Counted[] = [];
  // By field, then by code: fields are told apart by identity, so that no text is built for a note that is there.
  const byField = new Map<Field | undefined, Counted[]>();
  return {
    add(code, place, field) {
      const known = byField.get(field);
      const same = known?.find((note) => note.code === code);
      if (same !== undefined) {
        same.count += 1;
        return;
      }
      const note: Counted = { code, path: pathOf(place, field), count: 1 };
      all.push(note);
      if (known === undefined) byField.set(field, [note]);
      else known.push(note);
    },
    all: () => all.map((note) => ({ ...note })),
  };
}

interface Counted {
  readonly code: MappingNoteCode;
  readonly path: string;
  count: number;
}
