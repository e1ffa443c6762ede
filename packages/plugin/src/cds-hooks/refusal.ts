/** Why a CDS Hooks call is answered with an HTTP error. `docs/cds-hooks.md` tells each. */
export const CDS_REFUSAL_CODES = {
  /** The body, or a field that the specification requires, is not what its place takes. */
  'body-malformed': 400,
  /** A required field is not there. */
  'field-missing': 400,
  /** A hook that this service does not answer. */
  'hook-unsupported': 400,
  /** Resources of another person than `context.patientId` among the orders, or in the place of that person. */
  'subject-mismatched': 400,
  /** No service of that id. */
  'service-unknown': 404,
  /** A prefetch key that is needed was not sent, or holds an OperationOutcome. */
  'prefetch-missing': 412,
  /** Everything could be read, and the engine refused to judge it. */
  'encounter-refused': 422,
  /** The evaluation is of another encounter than the request. Only a mistake of the program around makes it. */
  'evaluation-mismatched': 500,
} as const;
/** A key of {@link CDS_REFUSAL_CODES}. */
export type CdsRefusalCode = keyof typeof CDS_REFUSAL_CODES;

/** A call that cannot be answered with cards. */
export interface CdsRefusal {
  readonly code: CdsRefusalCode;
  readonly status: (typeof CDS_REFUSAL_CODES)[CdsRefusalCode];
  /** Names of fields and positions, never what was sent; empty for the whole. */
  readonly path: string;
}

/** A result of `kind` `refused`. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusal: CdsRefusal;
}

/** The refusal of that code at that place, as a result. */
export function refuse(code: CdsRefusalCode, path: string): Refused {
  return { kind: 'refused', refusal: { code, status: CDS_REFUSAL_CODES[code], path } };
}
