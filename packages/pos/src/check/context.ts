import { type CstDay, dayOf } from '@forecheck/core';
import type { GoodsClass, SpecialClass } from '../model/goods.ts';
import type { Line, Purchase } from '../model/purchase.ts';
import type { Settings } from '../settings/settings.ts';
import { basisOf, mayBlock, REASONS, type ReasonCode } from './reasons.ts';
import type { TillDecision, TillEvidence, TillFinding, TillUndetermined } from './verdict.ts';

/** A purchase with what every check asks of it, derived once, and a place for what they find. */
export interface CheckContext {
  readonly purchase: Purchase;
  readonly settings: Settings;
  readonly day: CstDay;
  readonly lines: readonly CheckedLine[];
  /** Lines that a fund is to pay. */
  readonly insured: readonly CheckedLine[];
  readonly findings: TillFinding[];
  readonly undetermined: TillUndetermined[];
}

/** A line with its classes. */
export interface CheckedLine extends Line {
  /** Absent: neither the file nor the approval number tells. */
  readonly goodsClass?: GoodsClass;
  readonly specials: ReadonlySet<SpecialClass>;
}

/** The context of one purchase. */
export function beginChecks(purchase: Purchase, settings: Settings): CheckContext {
  const lines = purchase.lines.map((line) => classify(line, settings));
  return {
    purchase,
    settings,
    day: dayOf(purchase.at),
    lines,
    insured: lines.filter(({ funding }) => funding !== undefined && funding !== 'self-paid'),
    findings: [],
    undetermined: [],
  };
}

/** Notes a reason, for lines or for the whole sale. */
export function report(
  context: CheckContext,
  reason: ReasonCode,
  lines: readonly Line[],
  evidence: readonly TillEvidence[] = [],
): void {
  context.findings.push({
    reason,
    decision: context.settings.decisions.get(reason) ?? REASONS[reason].decision,
    lines: lines.map(({ id }) => id),
    evidence,
    basis: basisOf(reason),
    action: REASONS[reason].action,
  });
}

/** Notes that a check lacks facts. Until they are known the till does what the reason asks for, short of a block. */
export function miss(context: CheckContext, reason: ReasonCode, lines: readonly Line[], ...missing: string[]): void {
  context.undetermined.push({
    reason,
    lines: lines.map(({ id }) => id),
    missing: missing.sort(),
    decision: decisionWithout(context.settings.decisions.get(reason) ?? REASONS[reason].decision),
  });
}

/** What a rule found, when the rule comes from the pack. */
export function capped(reason: ReasonCode, decision: TillDecision): TillDecision {
  return decision === 'block' && !mayBlock(reason) ? 'require-action' : decision;
}

function decisionWithout(decision: TillDecision): TillDecision {
  return decision === 'block' || decision === 'require-action' ? 'require-action' : 'remind';
}

function classify(line: Line, settings: Settings): CheckedLine {
  const { goods } = line;
  const goodsClass = goods.class ?? classOfApproval(goods.approvalNumber, settings);
  const specials = new Set(goods.specials ?? []);
  for (const row of settings.specials) {
    const isNamed = goods.code !== undefined && row.items?.includes(goods.code) === true;
    const ingredients = goods.ingredients ?? [];
    const isMade =
      (row.isSingle !== true || ingredients.length === 1) &&
      ingredients.some((ingredient) => row.ingredients?.includes(ingredient) === true);
    if (isNamed || isMade) specials.add(row.special);
  }
  return { ...line, specials, ...(goodsClass === undefined ? {} : { goodsClass }) };
}

/** An approval number that stands for several classes (国药准字 is every drug) tells none of them. */
function classOfApproval(number: string | undefined, settings: Settings): GoodsClass | undefined {
  if (number === undefined) return undefined;
  const row = settings.approvals.find(({ contains }) => number.includes(contains));
  return row?.goods.length === 1 ? row.goods[0] : undefined;
}

/** Whether the line is a drug by law: the classes that need what drugs need. */
export function isDrug({ goodsClass }: CheckedLine): boolean {
  return goodsClass !== undefined && DRUGS.has(goodsClass);
}

const DRUGS: ReadonlySet<GoodsClass> = new Set([
  'prescription-drug',
  'otc-a',
  'otc-b',
  'decoction-piece',
  'decoction-granule',
]);
