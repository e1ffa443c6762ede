import { callersContract } from './bureau-store/callers.ts';
import { intakeContract } from './bureau-store/intake.ts';
import type { BureauStorePlace } from './bureau-store/place.ts';
import { publishingContract } from './bureau-store/publishing.ts';
import type { ContractTest } from './contract.ts';

/** What every `BureauStore` promises. */
export const bureauStoreContract: readonly ContractTest<BureauStorePlace>[] = [
  ...publishingContract,
  ...intakeContract,
  ...callersContract,
];
