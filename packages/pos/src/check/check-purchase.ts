import type { Ruleset } from '@forecheck/core';
import type { Purchase } from '../model/purchase.ts';
import type { Settings } from '../settings/settings.ts';
import { checkMutual, checkPacks, checkPrices, checkScope, checkStock } from './check-account.ts';
import { checkCodes } from './check-codes.ts';
import { checkAgent, checkCredential, checkIdentities } from './check-persons.ts';
import { checkPrescriptions } from './check-prescriptions.ts';
import { checkRefill } from './check-refill.ts';
import { checkRules, stricter } from './check-rules.ts';
import { checkDualChannel, checkEphedrine, checkPharmacist, checkPsychotropics } from './check-specials.ts';
import { checkClock, checkPatterns, checkStore } from './check-store.ts';
import { beginChecks, type CheckContext } from './context.ts';
import { TILL_DECISIONS, type TillDecision, type TillVerdict } from './verdict.ts';

/** By what a purchase is judged. */
export interface CheckBasis {
  /** In force in the region of the store on the day of the sale. */
  readonly settings: Settings;
  /** Rules of the bureau's pack. Absent: none is active, and only mechanisms are checked. */
  readonly ruleset?: Ruleset;
}

/**
 * May this be sold to this person on this account now, why not, and what is to be done.
 *
 * Synchronous, total and deterministic: no clock, no disk, no network; equal arguments give equal verdicts at every
 * till. A missing fact is listed in `undetermined` and never taken as satisfied.
 *
 * Cost: linear in lines and codes, plus one evaluation of the rules; tens of microseconds for a basket.
 */
export function checkPurchase(purchase: Purchase, { settings, ruleset }: CheckBasis): TillVerdict {
  const context = beginChecks(purchase, settings);
  for (const check of CHECKS) check(context);
  if (ruleset !== undefined) checkRules(context, ruleset);
  return conclude(context);
}

function conclude({ purchase, settings, findings, undetermined }: CheckContext): TillVerdict {
  const lines = purchase.lines.map(({ id }) => ({ id, decision: decideLine(id, findings, undetermined) }));
  const decision = lines.reduce<TillDecision>(
    (strictest, line) => stricter(strictest, line.decision),
    decideLine(undefined, findings, undetermined),
  );
  return {
    saleId: purchase.saleId,
    decision,
    lines,
    // Stable: within one decision the order of the checks stays.
    findings: [...findings].sort((a, b) => TILL_DECISIONS.indexOf(b.decision) - TILL_DECISIONS.indexOf(a.decision)),
    undetermined,
    isUnverified:
      purchase.isOnline !== true ||
      findings.some(({ reason }) => reason === 'TRACE.UNVERIFIED') ||
      undetermined.some(({ reason }) => reason === 'TRACE.UNVERIFIED'),
    settings: settings.id,
    at: purchase.at,
    expiresAt: purchase.at + settings.parameters.verdictSecondsMax * 1000,
  };
}

/** What concerns the whole sale concerns each of its lines. */
function decideLine(
  id: string | undefined,
  ...reasons: readonly (readonly { readonly lines: readonly string[]; readonly decision: TillDecision }[])[]
): TillDecision {
  let decision: TillDecision = 'allow';
  for (const it of reasons.flat()) {
    if (it.lines.length === 0 || (id !== undefined && it.lines.includes(id)))
      decision = stricter(decision, it.decision);
  }
  return decision;
}

const CHECKS: readonly ((context: CheckContext) => void)[] = [
  checkClock,
  checkIdentities,
  checkStore,
  checkCredential,
  checkAgent,
  checkMutual,
  checkScope,
  checkPharmacist,
  checkPrescriptions,
  checkEphedrine,
  checkPsychotropics,
  checkDualChannel,
  checkCodes,
  checkPacks,
  checkStock,
  checkPrices,
  checkPatterns,
  checkRefill,
];
