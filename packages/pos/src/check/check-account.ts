import { isSamePerson } from '../identity/identity-number.ts';
import type { Line } from '../model/purchase.ts';
import { type CheckContext, type CheckedLine, isDrug, miss, report } from './context.ts';

/** Checks 15 and 16: a relative's account pays the personal part, by a binding that the bureau holds. */
export function checkMutual(context: CheckContext): void {
  const lines = context.insured.filter(({ funding }) => funding === 'mutual-account');
  if (lines.length === 0) return;
  const { mutual, user } = context.purchase;
  const missing = [
    ...(mutual?.holder === undefined ? ['mutual.holder'] : []),
    ...(mutual?.relation === undefined ? ['mutual.relation'] : []),
    ...(mutual?.isBound === undefined ? ['mutual.isBound'] : []),
    ...(mutual?.isInsured === undefined ? ['mutual.isInsured'] : []),
  ];
  const refuse = (fact: string, value: string, bound: string): void =>
    report(context, 'PAY.MUTUAL', lines, [{ fact, value, bound }]);
  if (mutual?.relation !== undefined && !context.settings.relations.has(mutual.relation)) {
    refuse('mutual.relation', mutual.relation, [...context.settings.relations].join(' '));
  } else if (mutual?.isBound === false) refuse('mutual.isBound', 'false', 'true');
  else if (mutual?.isInsured === false) refuse('mutual.isInsured', 'false', 'true');
  else if (mutual?.holder !== undefined && user?.identity !== undefined && isSamePerson(mutual.holder, user.identity)) {
    refuse('mutual.holder', 'same-person', 'relative');
  } else if (missing.length > 0) miss(context, 'PAY.MUTUAL', lines, ...missing);
  else report(context, 'PAY.MUTUAL_OK', lines, [{ fact: 'mutual.relation', value: mutual!.relation! }]);
}

/** Checks 17 to 19 and 22: what the chosen payer may pay. */
export function checkScope(context: CheckContext): void {
  const { purchase, insured, settings } = context;
  for (const line of insured) checkFunding(context, line);
  if (purchase.cause !== undefined && purchase.cause !== 'illness' && insured.length > 0) {
    report(context, 'SCOPE.EXCLUDED', insured, [{ fact: 'cause', value: purchase.cause, bound: 'illness' }]);
  }
  const vaccines = context.lines.filter(({ goodsClass }) => goodsClass === 'vaccine');
  if (vaccines.length > 0) report(context, 'SCOPE.EXCLUDED', vaccines, [{ fact: 'goods.class', value: 'vaccine' }]);
  const unpayable = context.lines.filter(
    ({ funding, goodsClass }) =>
      funding === 'self-paid' && goodsClass !== undefined && !settings.scopes.account.has(goodsClass),
  );
  // A receipt that the fund pays in part is where goods slip in unasked.
  if (insured.length > 0 && unpayable.length > 0 && purchase.consent === undefined) {
    report(context, 'CONSENT.OUT', unpayable, [{ fact: 'consent', value: 'absent', bound: 'recorded' }]);
  }
  const undecided = context.lines.filter(({ funding }) => funding === undefined);
  if (undecided.length > 0) miss(context, 'SETTLE.PAYER', undecided, 'lines.funding');
}

function checkFunding(context: CheckContext, line: CheckedLine): void {
  const { settings, purchase } = context;
  if (line.goodsClass === undefined) {
    miss(context, line.funding === 'pool' ? 'SCOPE.POOL' : 'SCOPE.ACCT', [line], 'lines.goods.class');
    return;
  }
  const evidence = [{ fact: 'goods.class', value: line.goodsClass }];
  if (line.funding !== 'pool') {
    if (!settings.scopes.account.has(line.goodsClass)) report(context, 'SCOPE.ACCT', [line], evidence);
    return;
  }
  if (!settings.scopes.pool.has(line.goodsClass)) report(context, 'SCOPE.POOL', [line], evidence);
  else if (line.goods.isInCatalogue === false) {
    report(context, 'SCOPE.POOL', [line], [{ fact: 'goods.isInCatalogue', value: 'false', bound: 'true' }]);
  } else if (line.goods.isInCatalogue === undefined) miss(context, 'SCOPE.POOL', [line], 'lines.goods.isInCatalogue');
  else if (line.prescriptionId === undefined && purchase.prescriptions.length === 0) {
    report(context, 'SCOPE.POOL', [line], [{ fact: 'line.prescription', value: 'absent', bound: 'given' }]);
  }
}

/** Check 21: what the fund is asked to pay is no more than anyone else pays, than was filed, than the standard. */
export function checkPrices(context: CheckContext): void {
  const tolerance = context.settings.parameters.priceTolerancePercent;
  for (const line of context.insured) {
    const { cashPriceFen, filedPriceFen, standardPriceFen } = line.goods;
    if (line.priceFen === undefined) {
      miss(context, 'PRICE.OVER', [line], 'lines.priceFen');
      continue;
    }
    const bounds: [string, number | undefined][] = [
      ['goods.cashPriceFen', cashPriceFen],
      ['goods.filedPriceFen', filedPriceFen],
      // Whole fen: a tolerance is never rounded up.
      ['goods.standardPriceFen', withTolerance(standardPriceFen, tolerance)],
    ];
    const evidence = bounds.flatMap(([, bound]) =>
      bound !== undefined && line.priceFen! > bound
        ? [{ fact: 'line.priceFen', value: String(line.priceFen), bound: String(bound) }]
        : [],
    );
    if (evidence.length > 0) report(context, 'PRICE.OVER', [line], evidence);
  }
}

/** Checks 20 and 54, as far as the pack itself was read: approval, specification and maker are the line's. */
export function checkPacks(context: CheckContext): void {
  for (const line of context.insured) {
    const { pack, goods } = line;
    const evidence = (['approvalNumber', 'specification', 'maker'] as const).flatMap((fact) =>
      pack?.[fact] !== undefined && goods[fact] !== undefined && pack[fact] !== goods[fact]
        ? [{ fact: `pack.${fact}`, value: pack[fact], bound: goods[fact] }]
        : [],
    );
    if (evidence.length > 0) report(context, 'SWAP.PACK', [line], evidence);
  }
}

/** Check 58: no more is sold than there is. */
export function checkStock(context: CheckContext): void {
  const byGoods = new Map<string, CheckedLine[]>();
  for (const line of context.lines) {
    checkBatch(context, line);
    // Lines of one product draw on one stock.
    const key = `${line.goods.code ?? line.id} ${line.stock?.batch ?? ''}`;
    byGoods.set(key, [...(byGoods.get(key) ?? []), line]);
  }
  for (const lines of byGoods.values()) {
    const available = lines[0]!.stock?.packs;
    const wanted = sumPacks(lines);
    if (available !== undefined && wanted > available) {
      report(context, 'STOCK.SHORT', lines, [{ fact: 'stock.packs', value: String(wanted), bound: String(available) }]);
    } else if (available === undefined) {
      const insured = lines.filter(({ funding }) => funding !== undefined && funding !== 'self-paid');
      if (insured.length > 0) miss(context, 'STOCK.SHORT', insured, 'lines.stock.packs');
    }
  }
}

/** Check 57: nothing expired and nothing recalled, whoever pays. The last day of use is a day of use. */
function checkBatch(context: CheckContext, line: CheckedLine): void {
  const { expiresOn, isRecalled } = line.stock ?? {};
  if (expiresOn !== undefined && expiresOn < context.day) {
    report(context, 'STOCK.EXPIRED', [line], [{ fact: 'stock.daysExpired', value: String(context.day - expiresOn) }]);
  } else if (expiresOn === undefined && isDrug(line) && !line.goodsClass!.startsWith('decoction')) {
    miss(context, 'STOCK.EXPIRED', [line], 'lines.stock.expiresOn');
  }
  if (isRecalled === true) report(context, 'STOCK.RECALL', [line], [{ fact: 'stock.isRecalled', value: 'true' }]);
}

/** Packs of several lines together: a second line of the same thing is no way around a bound. */
export function sumPacks(lines: readonly Line[]): number {
  return lines.reduce((sum, { packs }) => sum + packs, 0);
}

function withTolerance(priceFen: number | undefined, percent: number): number | undefined {
  return priceFen === undefined ? undefined : Math.floor((priceFen * (100 + percent)) / 100);
}
