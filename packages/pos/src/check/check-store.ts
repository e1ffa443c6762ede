import { DAY_MS } from '@forecheck/core';
import type { Operator } from '../model/pharmacy.ts';
import { type CheckContext, miss, report } from './context.ts';

/** Checks 61 to 64: this store, this terminal and these people may settle with the fund now. */
export function checkStore(context: CheckContext): void {
  if (context.insured.length === 0) return;
  checkStatus(context);
  checkServices(context);
  checkTerminal(context);
  checkOperator(context, 'operator', context.purchase.operator);
  checkOnline(context);
}

function checkStatus(context: CheckContext): void {
  const { purchase, insured, settings } = context;
  const { status, statusAt } = purchase.pharmacy ?? {};
  if (status === undefined) miss(context, 'INST.STATUS', insured, 'pharmacy.status');
  else if (status !== 'active') {
    report(context, 'INST.STATUS', insured, [{ fact: 'pharmacy.status', value: status, bound: 'active' }]);
  } else if (statusAt === undefined) miss(context, 'INST.STATUS_AGE', insured, 'pharmacy.statusAt');
  else {
    const minutes = Math.floor((purchase.at - statusAt) / 60_000);
    const bound = settings.parameters.pharmacyStatusAgeMinutesMax;
    if (minutes > bound || minutes < 0) {
      report(context, 'INST.STATUS_AGE', insured, [
        { fact: 'pharmacy.statusAgeMinutes', value: String(minutes), bound: String(bound) },
      ]);
    }
  }
}

/** A store may be in the agreement for 个账 alone. */
function checkServices(context: CheckContext): void {
  const { services } = context.purchase.pharmacy ?? {};
  for (const [service, lines] of [
    ['pool', context.insured.filter(({ funding }) => funding === 'pool')],
    ['account', context.insured.filter(({ funding }) => funding !== 'pool')],
  ] as const) {
    if (lines.length === 0) continue;
    if (services === undefined) miss(context, 'INST.STATUS', lines, 'pharmacy.services');
    else if (!services.includes(service)) {
      report(context, 'INST.STATUS', lines, [{ fact: 'pharmacy.services', value: services.join(' '), bound: service }]);
    }
  }
}

function checkTerminal(context: CheckContext): void {
  const isRegistered = context.purchase.terminal?.isRegistered;
  if (isRegistered === undefined) miss(context, 'INST.TERMINAL', context.insured, 'terminal.isRegistered');
  else if (!isRegistered) {
    report(context, 'INST.TERMINAL', context.insured, [
      { fact: 'terminal.isRegistered', value: 'false', bound: 'true' },
    ]);
  }
}

function checkOperator(context: CheckContext, who: string, operator: Operator | undefined): void {
  if (operator?.qualification === undefined) miss(context, 'STAFF.QUAL', context.insured, `${who}.qualification`);
  else if (operator.qualification !== 'valid') {
    report(context, 'STAFF.QUAL', context.insured, [
      { fact: `${who}.qualification`, value: operator.qualification, bound: 'valid' },
    ]);
  }
}

/** The fund is not charged behind the bureau's back; cash sales go on. */
function checkOnline(context: CheckContext): void {
  const { isOnline } = context.purchase;
  if (isOnline === undefined) miss(context, 'SETTLE.OFFLINE', context.insured, 'isOnline');
  else if (!isOnline) {
    report(context, 'SETTLE.OFFLINE', context.insured, [{ fact: 'isOnline', value: 'false', bound: 'true' }]);
  }
}

/** A clock behind the store's own ledger has gone back: limits would be freed and validity would grow. */
export function checkClock(context: CheckContext): void {
  const { at, ledgerAt } = context.purchase;
  if (ledgerAt === undefined || at >= ledgerAt) return;
  report(
    context,
    'CLOCK.BACK',
    [],
    [{ fact: 'at.behindSeconds', value: String(Math.ceil((ledgerAt - at) / 1000)), bound: '0' }],
  );
}

/** Checks 40 and 42 to 44: patterns that a person looks at. They never block. */
export function checkPatterns(context: CheckContext): void {
  const { purchase, insured, settings, day } = context;
  if (insured.length === 0) return;
  const { history, pharmacy } = purchase;
  const elsewhere = insured.filter(({ goods }) =>
    history?.purchases?.some(
      (past) => past.on === day && past.isOwnStore === false && past.code !== undefined && past.code === goods.code,
    ),
  );
  if (elsewhere.length > 0) {
    report(context, 'LIM.MULTI_STORE', elsewhere, [{ fact: 'history.otherStoreToday', value: 'true' }]);
  }
  const { storeSalesPerDayMax, refundCyclesMax } = settings.parameters;
  const sales = (history?.storeSalesToday ?? 0) + 1;
  if (storeSalesPerDayMax > 0 && sales > storeSalesPerDayMax) {
    report(
      context,
      'STORE.RATE',
      [],
      [{ fact: 'history.storeSalesToday', value: String(sales), bound: String(storeSalesPerDayMax) }],
    );
  }
  const cycles = history?.refundCycles ?? 0;
  if (cycles > refundCyclesMax) {
    report(
      context,
      'REFUND.CYCLE',
      [],
      [{ fact: 'history.refundCycles', value: String(cycles), bound: String(refundCyclesMax) }],
    );
  }
  const { opensAtMinute, closesAtMinute } = pharmacy ?? {};
  const minute = Math.floor((purchase.at - day * DAY_MS) / 60_000);
  if (opensAtMinute !== undefined && closesAtMinute !== undefined && !isOpen(minute, opensAtMinute, closesAtMinute)) {
    report(context, 'TIME.HOURS', insured, [
      { fact: 'at.minuteOfDay', value: String(minute), bound: `${opensAtMinute}-${closesAtMinute}` },
    ]);
  }
}

/** A store that closes after midnight closes at a smaller number than it opens. */
function isOpen(minute: number, opens: number, closes: number): boolean {
  return opens <= closes ? minute >= opens && minute < closes : minute >= opens || minute < closes;
}
