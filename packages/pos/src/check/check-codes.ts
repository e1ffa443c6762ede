import { type CstDay, parseCstDate } from '@forecheck/core';
import type { ScannedCode } from '../model/purchase.ts';
import { parseTraceCode, type TraceCode, type TraceProblem } from '../trace/trace-code.ts';
import { type CheckContext, type CheckedLine, isDrug, miss, report } from './context.ts';
import type { ReasonCode } from './reasons.ts';

interface ReadCode {
  readonly line: CheckedLine;
  readonly scanned: ScannedCode;
  readonly code: TraceCode;
}

/** Checks 46 to 56 and 60: every pack of an insured drug has its own code, and the code may be sold, now, once. */
export function checkCodes(context: CheckContext): void {
  const seen = new Map<string, CheckedLine>();
  for (const line of context.lines) {
    const { codes, refused } = readCodes(line);
    for (const problem of refused) report(context, 'TRACE.FORMAT', [line], [{ fact: 'code.text', value: problem }]);
    checkPresence(context, line);
    for (const read of codes) {
      const earlier = seen.get(read.code.key);
      // Two split lines may draw on one opened pack; its units are counted below.
      const isShared =
        earlier !== undefined && earlier !== line && earlier.units !== undefined && line.units !== undefined;
      if (earlier !== undefined && !isShared) {
        report(context, 'TRACE.DUP_SALE', [line], [{ fact: 'code.timesScanned', value: '2', bound: '1' }]);
        continue;
      }
      seen.set(read.code.key, line);
      checkCode(context, read);
    }
  }
  checkUnits(context);
}

function readCodes(line: CheckedLine): {
  readonly codes: readonly ReadCode[];
  readonly refused: readonly TraceProblem[];
} {
  const codes: ReadCode[] = [];
  const refused: TraceProblem[] = [];
  for (const scanned of line.codes) {
    const parsed = parseTraceCode(scanned.text);
    if (parsed.kind === 'code') codes.push({ line, scanned, code: parsed.code });
    else refused.push(parsed.problem);
  }
  return { codes, refused };
}

/** Checks 47, 48 and 52. 中药饮片 and 颗粒 have no codes yet; devices are no drugs. */
function checkPresence(context: CheckContext, line: CheckedLine): void {
  const { isTraceRequired, uncodedStockBefore, isUncodedStockPayable } = context.settings.parameters;
  const isExempt = !isDrug(line) || line.goodsClass!.startsWith('decoction');
  if (isExempt || !isTraceRequired || !context.insured.includes(line)) return;
  if (line.codes.length === 0) {
    const receivedOn = line.stock?.receivedOn;
    const isOld = receivedOn !== undefined && uncodedStockBefore > 0 && receivedOn < dayOfNumber(uncodedStockBefore);
    if (!isOld)
      report(context, 'TRACE.MISSING', [line], [{ fact: 'line.codes', value: '0', bound: String(line.packs) }]);
    else if (!isUncodedStockPayable) {
      report(context, 'TRACE.NOCODE_LIST', [line], [{ fact: 'stock.receivedOn', value: 'uncoded' }]);
    }
  } else if (line.codes.length !== line.packs) {
    report(
      context,
      'TRACE.COUNT',
      [line],
      [{ fact: 'line.codes', value: String(line.codes.length), bound: String(line.packs) }],
    );
  }
}

function checkCode(context: CheckContext, read: ReadCode): void {
  const { line, scanned, code } = read;
  const level = scanned.ledger?.level ?? code.level;
  if (level === 'bundle' || level === 'case') {
    report(context, 'TRACE.LEVEL', [line], [{ fact: 'code.level', value: level, bound: 'pack' }]);
  }
  checkProduct(context, read);
  checkLedger(context, read);
  if (code.expiresOn !== undefined && parseCstDate(code.expiresOn) < context.day) {
    report(context, 'STOCK.EXPIRED', [line], [{ fact: 'code.expiresOn', value: code.expiresOn }]);
  }
  if (scanned.remote === undefined) miss(context, 'TRACE.UNVERIFIED', [line], 'lines.codes.remote');
  else if (scanned.remote.kind === 'sold-elsewhere') {
    report(context, 'TRACE.SOLD_REMOTE', [line], [{ fact: 'code.remote', value: 'sold-elsewhere', bound: 'clear' }]);
  } else if (scanned.remote.kind === 'unreachable') {
    report(context, 'TRACE.UNVERIFIED', [line], [{ fact: 'code.remote', value: 'unreachable', bound: 'clear' }]);
  }
}

/** Checks 50 and 54. */
function checkProduct(context: CheckContext, { line, scanned, code }: ReadCode): void {
  const productId = scanned.ledger?.productId ?? code.productId;
  const { productIds } = line.goods;
  if (productId === undefined) miss(context, 'TRACE.PRODUCT', [line], 'lines.codes.ledger.productId');
  else if (productIds === undefined || productIds.length === 0) {
    report(context, 'TRACE.UNMAPPED', [line], [{ fact: 'goods.productIds', value: 'absent', bound: productId }]);
  } else if (!productIds.includes(productId)) {
    report(
      context,
      'TRACE.PRODUCT',
      [line],
      [{ fact: 'code.productId', value: productId, bound: productIds.join(' ') }],
    );
  }
}

/** Checks 53, 56 and 60: what the ledger of this store says. */
function checkLedger(context: CheckContext, { line, scanned }: ReadCode): void {
  const { ledger } = scanned;
  if (ledger === undefined) {
    miss(context, 'TRACE.NOT_IN_STOCK', [line], 'lines.codes.ledger');
    return;
  }
  const isOwn = ledger.saleId === context.purchase.saleId;
  const reason = REASON_BY_STATE[ledger.state];
  if (reason === undefined || (isOwn && (ledger.state === 'reserved' || ledger.state === 'sold'))) return;
  report(context, reason, [line], [{ fact: 'code.state', value: ledger.state, bound: 'in-stock' }]);
}

/** Check 55: units that are sold from opened packs are units that are left in them. */
function checkUnits(context: CheckContext): void {
  const wanted = new Map<string, { lines: CheckedLine[]; units: number; left: number }>();
  for (const line of context.lines) {
    const opened = line.codes.filter(({ ledger }) => ledger?.state === 'opened');
    if (line.units === undefined) {
      if (opened.length > 0)
        report(context, 'TRACE.SPLIT', [line], [{ fact: 'code.state', value: 'opened', bound: 'in-stock' }]);
      continue;
    }
    const left = line.codes.map(({ ledger }) => ledger?.remainingUnits ?? line.goods.packUnits);
    if (left.length === 0) continue;
    if (left.some((units) => units === undefined)) {
      miss(context, 'TRACE.SPLIT', [line], 'lines.goods.packUnits');
      continue;
    }
    const key = line.codes
      .map(({ text }) => text)
      .sort()
      .join(' ');
    const sum = wanted.get(key) ?? { lines: [], units: 0, left: (left as number[]).reduce((a, b) => a + b, 0) };
    sum.lines.push(line);
    sum.units += line.units;
    wanted.set(key, sum);
  }
  for (const { lines, units, left } of wanted.values()) {
    if (units <= left) continue;
    report(context, 'TRACE.SPLIT', lines, [{ fact: 'line.units', value: String(units), bound: String(left) }]);
  }
}

/** `YYYYMMDD` as a day. */
function dayOfNumber(date: number): CstDay {
  const text = String(date);
  return parseCstDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
}

const REASON_BY_STATE: { readonly [State in NonNullable<ScannedCode['ledger']>['state']]: ReasonCode | undefined } = {
  unknown: 'TRACE.NOT_IN_STOCK',
  'in-stock': undefined,
  reserved: 'TRACE.RESERVED',
  sold: 'TRACE.SOLD_LOCAL',
  // How much is left is counted with the line's units.
  opened: undefined,
  'sold-out': 'TRACE.SOLD_LOCAL',
  'return-pending': 'TRACE.RETURNED',
  quarantined: 'TRACE.RETURNED',
  suspect: 'TRACE.SOLD_REMOTE',
  expired: 'STOCK.EXPIRED',
  recalled: 'STOCK.RECALL',
  scrapped: 'TRACE.STATE',
  'transferred-out': 'TRACE.NOT_IN_STOCK',
};
