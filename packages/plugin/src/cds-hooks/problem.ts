/**
 * What the reader left out, worked out or could not use. A problem never carries a value, so problems may be logged and
 * shown to whoever connects a client.
 */
export type CdsProblemCode =
  /** Not what the element holds; the fact is missing. */
  | 'value-malformed'
  /** More fractional digits than the model keeps; rounded. */
  | 'value-rounded'
  /** Longer than the model takes; the fact is missing. */
  | 'value-excessive'
  /** A code that no table or mapping of the settings has; the fact is missing. */
  | 'code-unknown'
  /** An order without a coding that is read: no rule can find it. */
  | 'code-missing'
  /** The system is not among the configured ones; the form of the code is that of a national one. */
  | 'code-by-form'
  /** Several codings say different things; none is taken. */
  | 'code-conflicting'
  /** A kind of resource that is not read; it was not judged. */
  | 'resource-unsupported'
  /** An entry without a resource. */
  | 'resource-malformed'
  /** A resource of another person; left out. */
  | 'subject-foreign'
  /** A reference to a resource that was not sent. */
  | 'reference-unresolved'
  /** A selection that names none of the draft orders. */
  | 'selection-unknown'
  /** The client could not fetch what a prefetch key asks for. */
  | 'prefetch-failed'
  /** The client sent the first page only; earlier care is known in part. */
  | 'prefetch-paged'
  /** A field that the specification requires and that is not needed here is not there. */
  | 'field-missing'
  /** Quantity worked out from dose, frequency and duration. */
  | 'quantity-derived'
  /** Days worked out from dose, frequency and quantity. */
  | 'days-derived'
  /** A dosage with alternatives, on demand or in steps: nothing is worked out from it. */
  | 'dosage-open'
  /** Refills beyond the first dispense are not counted. */
  | 'repeats-unread'
  /** Stopped while under way: what was carried out is not known. */
  | 'order-stopped'
  /** An id was absent, repeated, too long or looked like an identity number; another stands in its place. */
  | 'id-replaced'
  /** A department without a row in the institution's own table. */
  | 'department-unmapped'
  /** Contradicts a neighbouring fact; left out. */
  | 'value-implausible'
  /** A card that was overridden without a reason. */
  | 'reason-missing'
  /** A card or suggestion id that we did not give. */
  | 'card-foreign'
  | 'suggestion-foreign'
  /** Neither `accepted` nor `overridden`. */
  | 'outcome-unknown';

/** One kind of problem at one kind of place, however many entries of a list it met. */
export interface CdsProblem {
  readonly code: CdsProblemCode;
  /** Where it happened first: field names and positions. */
  readonly path: string;
  /** How often in the message. */
  readonly count: number;
}

/** Collects problems; as many as there are kinds and places, never as many as there are orders. */
export interface ProblemList {
  add(code: CdsProblemCode, path: string): void;
  /** In order of first appearance. */
  all(): readonly CdsProblem[];
}

/** An empty list. */
export function createProblemList(): ProblemList {
  const byPlace = new Map<string, { code: CdsProblemCode; path: string; count: number }>();
  return {
    add(code, path) {
      const place = `${code} ${path.replace(/\[\d+\]/g, '[]')}`;
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, { code, path, count: 1 });
      else known.count += 1;
    },
    all: () => [...byPlace.values()].map((problem) => ({ ...problem })),
  };
}
