import type { Basis, DispositionKind, LocalText, Phase, RuleDefinition, RuleLogic } from '@forecheck/core';

/** What is particular about one rule class; the rest follows from these. */
export interface RuleFacts {
  /** Number of the class in the 2025 edition. */
  readonly number: number;
  /** National code, which classes added in 2025 do not have. */
  readonly nationalCode?: string;
  /** Official name of the class, and ours. */
  readonly name: LocalText;
  readonly logic: RuleLogic;
  readonly certainty: 'violation' | 'suspected';
  readonly severity: RuleDefinition['severity'];
  /**
   * `pooled` where the words speak of what the fund pays; `insurance` where the charge itself is wrong; `any` where the
   * item does not suit the person, whoever pays.
   */
  readonly fundScope: RuleDefinition['fundScope'];
  readonly isEmergencyExempt?: boolean;
  readonly phases?: readonly Phase[];
  readonly message: LocalText;
  readonly dispositions: readonly DispositionKind[];
  /** Clause of the drug catalogue's notes that the class enforces. */
  readonly catalogueNote?: string;
}

/** The rule of one class. Its id is `nhsa-2025-` and the number of the class, and stays so. */
export function defineRule(facts: RuleFacts): RuleDefinition {
  const { number, certainty, catalogueNote, ...rest } = facts;
  const basis: Basis[] = [
    { instrument: LIBRARIES_2025, article: `第${number}类规则`, inForceFrom: LIBRARIES_2025_PUBLISHED },
  ];
  if (catalogueNote !== undefined) {
    basis.push({ instrument: DRUG_CATALOGUE_2024, article: `凡例${catalogueNote}`, inForceFrom: '2025-01-01' });
  }
  return {
    id: `nhsa-2025-${String(number).padStart(2, '0')}`,
    ...rest,
    verdict: certainty,
    // Catalogue notes （十一）: work-injury insurance pays without regard to payment restrictions.
    ...(catalogueNote?.startsWith('（十一）') && { exemptInsurance: ['work-injury'] as const }),
    basis,
  };
}

/**
 * The rule that asks what a class cannot decide: same class, same basis, question instead of verdict. Its answer never
 * is an alert, so its verdict and severity only matter to a reader.
 */
export function evidenceRuleOf(rule: RuleDefinition): RuleDefinition {
  if (rule.logic.kind === 'indication' && rule.logic.mode === 'evidence') return rule;
  const { degree: _degree, phases: _phases, ...shared } = rule;
  return {
    ...shared,
    id: `${rule.id}-evidence`,
    logic: { kind: 'indication', mode: 'evidence' },
    verdict: 'suspected',
    severity: 'info',
    message: EVIDENCE_MESSAGE,
    dispositions: [...EVIDENCE_DISPOSITIONS],
  };
}

/** What the payer's restriction leaves open: change, pay oneself with consent, or justify. */
export const PAYMENT_DISPOSITIONS: readonly DispositionKind[] = [
  'return-and-change',
  'self-pay-with-consent',
  'continue-with-reason',
];
/** A wrong charge must not be passed on to the person, and an unsuitable item is not made suitable by who pays. */
export const CORRECTION_DISPOSITIONS: readonly DispositionKind[] = ['return-and-change', 'continue-with-reason'];
export const EVIDENCE_DISPOSITIONS: readonly DispositionKind[] = [
  'supply-evidence',
  'return-and-change',
  'self-pay-with-consent',
  'continue-with-reason',
];

export const EVIDENCE_MESSAGE: LocalText = {
  'zh-CN': '“{item}”有支付限定，请确认病历中有相应依据：{text}',
  en: '“{item}” has a payment restriction; please confirm that the record supports it: {text}',
};

/** Title under which the rules and knowledge points are published. */
const LIBRARIES_2025 = '医疗保障基金智能监管规则库、知识库（2025年版）';
const LIBRARIES_2025_PUBLISHED = '2026-02-12';
const DRUG_CATALOGUE_2024 = '国家基本医疗保险、工伤保险和生育保险药品目录（2024年）';
