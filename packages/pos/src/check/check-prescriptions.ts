import { isSamePerson } from '../identity/identity-number.ts';
import type { Prescription, PrescriptionLine } from '../model/prescription.ts';
import { sumPacks } from './check-account.ts';
import { type CheckContext, type CheckedLine, miss, report } from './context.ts';

/** Checks 23 to 30: a drug that needs a prescription has one that names it, today, for this person, reviewed. */
export function checkPrescriptions(context: CheckContext): void {
  for (const line of context.lines) {
    if (line.goodsClass === undefined && line.specials.size === 0 && line.prescriptionId === undefined) {
      miss(context, 'RX.REQUIRED', [line], 'lines.goods.class');
    } else if (needsPrescription(line) || line.prescriptionId !== undefined) checkLine(context, line);
  }
  checkTaken(context);
}

/** 处方药, and what is sold by prescription whatever its label says. */
export function needsPrescription({ goodsClass, specials }: CheckedLine): boolean {
  return (
    goodsClass === 'prescription-drug' ||
    specials.has('antimicrobial') ||
    specials.has('psychotropic-2') ||
    specials.has('counter-only')
  );
}

function checkLine(context: CheckContext, line: CheckedLine): void {
  const prescription = context.purchase.prescriptions.find(({ id }) => id === line.prescriptionId);
  const isPsychotropic = line.specials.has('psychotropic-2');
  if (prescription === undefined) {
    report(
      context,
      isPsychotropic ? 'PSY2.RX' : 'RX.REQUIRED',
      [line],
      [{ fact: 'line.prescription', value: 'absent', bound: 'given' }],
    );
    return;
  }
  checkSource(context, line, prescription);
  checkValidity(context, line, prescription);
  checkDays(context, line, prescription);
  checkPerson(context, line, prescription);
  checkDrug(context, line, prescription);
  checkReview(context, line, prescription);
}

/** Check 28, and 27 as far as the centre holds the text. */
function checkSource(context: CheckContext, line: CheckedLine, { source, isUnaltered }: Prescription): void {
  const isInsured = context.insured.includes(line);
  const needsCentre = line.specials.has('dual-channel') && context.settings.parameters.isCentrePrescriptionRequired;
  if (needsCentre && isInsured && source === undefined) miss(context, 'RX.SOURCE', [line], 'prescriptions.source');
  else if (needsCentre && isInsured && source !== 'national-centre') {
    report(
      context,
      'RX.SOURCE',
      [line],
      [{ fact: 'prescription.source', value: source ?? '', bound: 'national-centre' }],
    );
  }
  if (isUnaltered === false) {
    report(context, 'RX.ALTERED', [line], [{ fact: 'prescription.isUnaltered', value: 'false', bound: 'true' }]);
  } else if (isUnaltered === undefined && source === 'national-centre') {
    miss(context, 'RX.ALTERED', [line], 'prescriptions.isUnaltered');
  }
}

/** Check 24. The day of issue counts as day 0. */
function checkValidity(context: CheckContext, line: CheckedLine, prescription: Prescription): void {
  const { parameters } = context.settings;
  if (prescription.issuedOn === undefined) {
    miss(context, 'RX.EXPIRED', [line], 'prescriptions.issuedOn');
    return;
  }
  const bound =
    prescription.kind === 'long'
      ? parameters.longPrescriptionValidDays
      : Math.min(prescription.notedDays ?? 0, parameters.prescriptionNotedDaysMax);
  const age = context.day - prescription.issuedOn;
  if (age > bound || age < 0) {
    report(context, 'RX.EXPIRED', [line], [{ fact: 'prescription.ageDays', value: String(age), bound: String(bound) }]);
  }
}

/** Checks 25, 26 and the days of check 35. */
function checkDays(context: CheckContext, line: CheckedLine, { kind, reason }: Prescription): void {
  const { parameters } = context.settings;
  const { days } = line;
  const isPsychotropic = line.specials.has('psychotropic-2');
  if (days === undefined) {
    miss(context, isPsychotropic ? 'PSY2.DAYS' : kind === 'long' ? 'RX.LONG' : 'RX.QTY', [line], 'lines.days');
    return;
  }
  const evidence = (bound: number) => [{ fact: 'line.days', value: String(days), bound: String(bound) }];
  if (isPsychotropic && days > parameters.psychotropicDaysMax) {
    report(context, 'PSY2.DAYS', [line], evidence(parameters.psychotropicDaysMax));
  }
  if (kind === 'long') {
    const excluded = [...line.specials].find((special) => NOT_FOR_LONG.has(special));
    if (excluded !== undefined) report(context, 'RX.LONG', [line], [{ fact: 'goods.special', value: excluded }]);
    else if (days > parameters.longPrescriptionDaysMax) {
      report(context, 'RX.LONG', [line], evidence(parameters.longPrescriptionDaysMax));
    } else if (days > parameters.longPrescriptionUsualDays) {
      report(context, 'RX.LONG_USUAL', [line], evidence(parameters.longPrescriptionUsualDays));
    }
    return;
  }
  const bound = kind === 'emergency' ? parameters.emergencyPrescriptionDaysMax : parameters.prescriptionDaysMax;
  if (days > bound && reason === undefined && !isPsychotropic) report(context, 'RX.QTY', [line], evidence(bound));
}

/** Check 27: the person of use is the person prescribed for. */
function checkPerson(context: CheckContext, line: CheckedLine, { person }: Prescription): void {
  const user = context.purchase.user?.identity;
  if (person === undefined) miss(context, 'RX.PERSON', [line], 'prescriptions.person');
  else if (user === undefined) miss(context, 'RX.PERSON', [line], 'user.identity');
  else if (!isSamePerson(person, user)) {
    report(
      context,
      'RX.PERSON',
      [line],
      [{ fact: 'prescription.person', value: 'another-person', bound: 'user.identity' }],
    );
  }
}

/** Check 29: what is handed out is what was prescribed. Another maker's product of one substance is a question. */
function checkDrug(context: CheckContext, line: CheckedLine, prescription: Prescription): void {
  const { goods } = line;
  const prescribed = prescribedLine(prescription, line);
  if (prescribed === undefined) {
    report(context, 'RX.REQUIRED', [line], [{ fact: 'prescription.lines', value: 'absent', bound: 'named' }]);
  } else if (prescribed.code === undefined || goods.code === undefined) {
    miss(context, 'RX.SUBST', [line], prescribed.code === undefined ? 'prescriptions.lines.code' : 'lines.goods.code');
  } else if (prescribed.code !== goods.code) {
    const evidence = [{ fact: 'goods.code', value: goods.code, bound: prescribed.code }];
    const isSameSubstance = hasSame(prescribed.ingredients, goods.ingredients);
    report(context, isSameSubstance ? 'RX.SUBST' : 'RX.REQUIRED', [line], evidence);
  }
}

/** Check 27: each line of a prescription is filled once, in one sale or in several. */
function checkTaken(context: CheckContext): void {
  const byPrescribed = new Map<PrescriptionLine, CheckedLine[]>();
  for (const line of context.lines) {
    const prescription = context.purchase.prescriptions.find(({ id }) => id === line.prescriptionId);
    const prescribed = prescription && prescribedLine(prescription, line);
    if (prescribed !== undefined) byPrescribed.set(prescribed, [...(byPrescribed.get(prescribed) ?? []), line]);
  }
  for (const [{ packs, packsTaken }, lines] of byPrescribed) {
    if (packs === undefined) miss(context, 'RX.REUSED', lines, 'prescriptions.lines.packs');
    else if (packsTaken === undefined) miss(context, 'RX.REUSED', lines, 'prescriptions.lines.packsTaken');
    else if (packsTaken + sumPacks(lines) > packs) {
      report(context, 'RX.REUSED', lines, [
        { fact: 'prescription.packsTaken', value: String(packsTaken + sumPacks(lines)), bound: String(packs) },
      ]);
    }
  }
}

/** Checks 29 and 30. */
function checkReview(context: CheckContext, line: CheckedLine, { review }: Prescription): void {
  if (review === undefined) {
    report(context, 'PH.REVIEW', [line], [{ fact: 'prescription.review', value: 'absent', bound: 'passed' }]);
  } else if (review.outcome === 'refused') {
    report(context, 'PH.REFUSED', [line], [{ fact: 'prescription.review', value: 'refused', bound: 'passed' }]);
  } else if (review.isRemote === true && !context.settings.parameters.isRemoteReviewLawful) {
    report(context, 'PH.REVIEW', [line], [{ fact: 'prescription.review', value: 'remote', bound: 'in-store' }]);
  }
}

/** The line that is named; or, unnamed, the one of the same code, else the only one. */
function prescribedLine({ lines }: Prescription, line: CheckedLine): PrescriptionLine | undefined {
  if (line.prescriptionLineId !== undefined) return lines.find(({ id }) => id === line.prescriptionLineId);
  return (
    lines.find(({ code }) => code !== undefined && code === line.goods.code) ??
    (lines.length === 1 ? lines[0] : undefined)
  );
}

function hasSame(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.length > 0 && one.length === other.length && one.every((ingredient) => other.includes(ingredient));
}

const NOT_FOR_LONG: ReadonlySet<string> = new Set([
  'no-retail',
  'psychotropic-2',
  'ephedrine',
  'antimicrobial',
  'special-storage',
]);
