import type { EncodeParameters } from '../segment/encoding.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import { encodeCompanion } from './companion/encode.ts';
import { encodeConflict } from './conflict/encode.ts';
import { encodeCoverage } from './coverage/encode.ts';
import { encodeIndication } from './indication/encode.ts';
import { encodeLimit } from './limit/encode.ts';
import { encodePrice } from './price/encode.ts';
import { encodeRestrict } from './restrict/encode.ts';

/** Writes the parameters of one rule or knowledge point into its row; absent parameters stay absent. */
export const ENCODE_BY_KIND: Readonly<Record<RuleLogic['kind'], EncodeParameters>> = {
  restrict: encodeRestrict,
  indication: encodeIndication,
  conflict: encodeConflict,
  limit: encodeLimit,
  price: encodePrice,
  coverage: encodeCoverage,
  companion: encodeCompanion,
};
