import { type CstDay, formatCstDate, parseCstDate } from '@forecheck/core';
import { assessIdentity } from '../identity/assess-identity.ts';
import type { IdentityNumber } from '../identity/identity-number.ts';
import type { Purchase } from '../model/purchase.ts';
import { sumPacks } from './check-account.ts';
import { needsPrescription } from './check-prescriptions.ts';
import { type CheckContext, type CheckedLine, miss, report } from './context.ts';

/** Check 31: without a pharmacist there are no prescription drugs and no 甲类 drugs, whoever pays. */
export function checkPharmacist(context: CheckContext): void {
  const { pharmacist } = context.purchase;
  const { isPharmacistNeededForOtcA, isRemoteReviewLawful } = context.settings.parameters;
  const lines = context.lines.filter(
    (line) => needsPrescription(line) || (isPharmacistNeededForOtcA && line.goodsClass === 'otc-a'),
  );
  if (lines.length === 0) return;
  if (pharmacist?.isOnDuty === undefined) miss(context, 'PH.ABSENT', lines, 'pharmacist.isOnDuty');
  else if (!pharmacist.isOnDuty) {
    report(context, 'PH.ABSENT', lines, [{ fact: 'pharmacist.isOnDuty', value: 'false', bound: 'true' }]);
  } else if (pharmacist.isRemote === true && !isRemoteReviewLawful) {
    report(context, 'PH.ABSENT', lines, [{ fact: 'pharmacist.isRemote', value: 'true', bound: 'false' }]);
  }
}

/** Checks 32 to 34: packs of all such drugs of one sale count together; the buyer is recorded. */
export function checkEphedrine(context: CheckContext): void {
  const lines = context.lines.filter(({ specials }) => specials.has('ephedrine'));
  if (lines.length === 0) return;
  const { ephedrinePacksMax, ephedrineWindowDays, ephedrineWindowPacksMax } = context.settings.parameters;
  // What is on prescription follows the prescription, and its quantity is checked there.
  const counted = lines.filter((line) => !needsPrescription(line));
  if (sumPacks(counted) > ephedrinePacksMax) {
    report(context, 'EPH.PACKS', counted, [
      { fact: 'lines.packs', value: String(sumPacks(counted)), bound: String(ephedrinePacksMax) },
    ]);
  }
  requireBuyer(context, 'EPH.REGISTER', lines);
  if (ephedrineWindowDays === 0) return;
  const { purchases } = context.purchase.history ?? {};
  if (purchases === undefined) {
    miss(context, 'EPH.REPEAT', lines, 'history.purchases');
    return;
  }
  const earlier = purchases.filter(
    (past) =>
      past.on > context.day - ephedrineWindowDays && past.on <= context.day && isSpecial(context, past, 'ephedrine'),
  );
  const packs = earlier.reduce((sum, past) => sum + past.packs, sumPacks(lines));
  if (earlier.length > 0 && packs > ephedrineWindowPacksMax) {
    report(context, 'EPH.REPEAT', lines, [
      { fact: 'history.packs', value: String(packs), bound: String(ephedrineWindowPacksMax) },
    ]);
  }
}

/** Checks 35 and 36. Days and prescription are looked at with the prescription. */
export function checkPsychotropics(context: CheckContext): void {
  const forbidden = context.lines.filter(({ specials }) => specials.has('no-retail'));
  if (forbidden.length > 0) report(context, 'SPEC.RETAIL', forbidden, [{ fact: 'goods.special', value: 'no-retail' }]);
  const counter = context.lines.filter(({ specials }) => specials.has('counter-only'));
  if (counter.length > 0) requireBuyer(context, 'SPEC.COUNTER', counter);
  const lines = context.lines.filter(({ specials }) => specials.has('psychotropic-2'));
  if (lines.length === 0) return;
  const { maySellPsychotropics } = context.purchase.pharmacy ?? {};
  if (maySellPsychotropics === undefined) miss(context, 'PSY2.STORE', lines, 'pharmacy.maySellPsychotropics');
  else if (!maySellPsychotropics) {
    report(context, 'PSY2.STORE', lines, [{ fact: 'pharmacy.maySellPsychotropics', value: 'false', bound: 'true' }]);
  }
  const bornOn = birthDayOf(context, context.purchase);
  if (bornOn === undefined) miss(context, 'PSY2.MINOR', lines, 'user.birthDay');
  else if (context.day < birthday(bornOn, context.settings.parameters.adultYears)) {
    report(context, 'PSY2.MINOR', lines, [
      { fact: 'buyer.isAdult', value: 'false', bound: `${context.settings.parameters.adultYears} years` },
    ]);
  }
}

/** Check 37: who may settle 双通道 drugs with the fund. */
export function checkDualChannel(context: CheckContext): void {
  const lines = context.lines.filter(({ specials, funding }) => specials.has('dual-channel') && funding === 'pool');
  if (lines.length === 0) return;
  const { services } = context.purchase.pharmacy ?? {};
  if (services === undefined) miss(context, 'DUAL.STORE', lines, 'pharmacy.services');
  else if (!services.includes('dual-channel')) {
    report(context, 'DUAL.STORE', lines, [
      { fact: 'pharmacy.services', value: services.join(' '), bound: 'dual-channel' },
    ]);
  }
}

function requireBuyer(
  context: CheckContext,
  reason: 'EPH.REGISTER' | 'SPEC.COUNTER',
  lines: readonly CheckedLine[],
): void {
  if (buyerOf(context.purchase) !== undefined) return;
  report(context, reason, lines, [{ fact: 'buyer.identity', value: 'absent', bound: 'recorded' }]);
}

/** Who takes the goods away: the agent where there is one. */
function buyerOf({ agent, purchaser, user }: Purchase): IdentityNumber | undefined {
  return purchaser === 'agent' || agent !== undefined ? agent?.agent : user?.identity;
}

/** A minor neither buys nor is bought for at this counter: the younger of the two decides. */
function birthDayOf(context: CheckContext, purchase: Purchase): CstDay | undefined {
  const days = [purchase.user?.identity, buyerOf(purchase)].map((identity) => {
    const assessed = identity === undefined ? undefined : assessIdentity(identity, context.day);
    return assessed?.kind === 'sound' ? assessed.birthDay : undefined;
  });
  const known = [purchase.user?.birthDay ?? days[0], days[1] ?? (purchase.agent ? undefined : purchase.user?.birthDay)];
  return known.some((day) => day === undefined) ? undefined : Math.max(...(known as CstDay[]));
}

/** The day on which someone completes so many years; born on 29 February, on 1 March of a common year. */
function birthday(bornOn: CstDay, years: number): CstDay {
  const text = formatCstDate(bornOn);
  const date = `${String(Number(text.slice(0, 4)) + years).padStart(4, '0')}${text.slice(4)}`;
  const day = parseCstDate(date);
  return Number.isNaN(day) ? parseCstDate(`${date.slice(0, 4)}-03-01`) : day;
}

function isSpecial(
  { settings }: CheckContext,
  past: { readonly code?: string; readonly ingredients?: readonly string[] },
  special: 'ephedrine',
): boolean {
  return settings.specials.some(
    (row) =>
      row.special === special &&
      ((past.code !== undefined && row.items?.includes(past.code) === true) ||
        (past.ingredients ?? []).some((ingredient) => row.ingredients?.includes(ingredient) === true)),
  );
}
