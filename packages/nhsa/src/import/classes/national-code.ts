import { CODE_LENGTH_MAX } from '@forecheck/core';

/**
 * Whether a text has the shape of a national code: western drug, patent Chinese drug, decoction piece, service item,
 * consumable. A spreadsheet that stored a service code as a number has lost its leading zeros, and is refused here.
 */
export function isNationalCode(code: string): boolean {
  return code.length <= CODE_LENGTH_MAX && SHAPE.test(code);
}

const SHAPE = /^(?:X[A-Z0-9]{22}|Z[A-Z0-9]{19}|T\d{9}|0\d{14}|C[A-Z0-9]{10,26})$/;
