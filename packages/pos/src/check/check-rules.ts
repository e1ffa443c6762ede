import {
  type Encounter,
  evaluate,
  formatCstDate,
  formatCstInstant,
  type OrderItem,
  type Ruleset,
} from '@forecheck/core';
import { assessIdentity } from '../identity/assess-identity.ts';
import type { Purchase } from '../model/purchase.ts';
import { type CheckContext, capped } from './context.ts';
import { basisOf, REASONS } from './reasons.ts';
import { TILL_DECISIONS, type TillDecision } from './verdict.ts';

/**
 * What the rules of the pack say: sex and age (10), refill, frequency and amount (38, 39, 41), one substance twice (45),
 * payment restrictions (19), price ceilings (21). They are data of the bureau; here is only the purchase put as an
 * encounter, and the alerts put as reasons.
 */
export function checkRules(context: CheckContext, ruleset: Ruleset): void {
  const evaluation = evaluate(ruleset, toEncounter(context.purchase));
  for (const alert of evaluation.alerts) {
    const reason = context.settings.reasonsByRule.get(alert.rule) ?? 'RULE.PACK';
    const ownDecision = context.settings.decisions.get(reason) ?? REASONS[reason].decision;
    context.findings.push({
      reason,
      // The bureau's policy and the store's settings both hold: the stricter one is what the till does.
      decision: capped(reason, stricter(ownDecision, FROM_CORE[alert.decision])),
      lines: alert.offending,
      evidence: alert.evidence.map(({ fact, value, bound }) => ({
        fact,
        value,
        ...(bound === undefined ? {} : { bound }),
      })),
      basis: alert.basis.length > 0 ? alert.basis : basisOf(reason),
      action: REASONS[reason].action,
      rule: alert.rule,
    });
  }
  for (const { rule, items, missing } of evaluation.undetermined) {
    const reason = context.settings.reasonsByRule.get(rule) ?? 'RULE.PACK';
    context.undetermined.push({ reason, lines: items, missing, decision: 'remind' });
  }
}

/** The purchase as rules see it: the person of use, today's lines as drafts, earlier ones as history. No identity. */
export function toEncounter(purchase: Purchase): Encounter {
  const { history, user } = purchase;
  const assessed = user?.identity && assessIdentity(user.identity, Math.floor(purchase.at / 86_400_000));
  const known = assessed?.kind === 'sound' ? assessed : undefined;
  const sex = user?.sex ?? known?.sex;
  const birthDay = user?.birthDay ?? known?.birthDay;
  return {
    id: purchase.saleId,
    asOf: formatCstInstant(purchase.at),
    phase: 'prompt',
    scene: 'pharmacy-purchase',
    insuredPerson: {
      ...(sex === undefined ? {} : { sex }),
      ...(birthDay === undefined ? {} : { birthDate: formatCstDate(birthDay) }),
    },
    institution: {
      kind: 'pharmacy',
      ...(purchase.pharmacy?.region === undefined ? {} : { region: purchase.pharmacy.region }),
    },
    visit: { type: 'pharmacy' },
    items: [...drafts(purchase), ...past(purchase)],
    ...(history?.coverage === undefined
      ? {}
      : { historyCoverage: history.coverage === 'region' ? ('regional' as const) : ('local' as const) }),
  };
}

function drafts({ lines }: Purchase): readonly OrderItem[] {
  return lines.map(({ id, goods, packs, days, priceFen, funding, prescriptionId }) => ({
    id,
    kind: 'drug',
    quantity: packs,
    ...(goods.code === undefined ? {} : { code: goods.code }),
    ...(goods.unit === undefined ? {} : { unit: goods.unit }),
    ...(days === undefined ? {} : { days }),
    ...(priceFen === undefined ? {} : { unitPriceFen: priceFen, amountFen: priceFen * packs }),
    ...(funding === undefined ? {} : { payment: PAYMENT[funding] }),
    ...(prescriptionId === undefined ? {} : { prescriptionId }),
  }));
}

function past({ history }: Purchase): readonly OrderItem[] {
  return (history?.purchases ?? []).map(({ on, code, packs, days, amountFen }, index) => ({
    id: `past-${index + 1}`,
    kind: 'drug',
    role: 'history',
    visitId: `past-${index + 1}`,
    occurredAt: formatCstDate(on),
    quantity: packs,
    ...(code === undefined ? {} : { code }),
    ...(days === undefined ? {} : { days }),
    ...(amountFen === undefined ? {} : { amountFen }),
  }));
}

/** The stricter of two decisions. */
export function stricter(one: TillDecision, other: TillDecision): TillDecision {
  return TILL_DECISIONS.indexOf(one) >= TILL_DECISIONS.indexOf(other) ? one : other;
}

const FROM_CORE = {
  pass: 'allow',
  remind: 'remind',
  'require-reason': 'require-action',
  'require-fix': 'require-action',
  block: 'block',
} as const;
const PAYMENT = { pool: 'pooled', account: 'account', 'mutual-account': 'account', 'self-paid': 'self' } as const;
