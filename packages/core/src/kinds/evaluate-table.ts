import type { Judge } from '../judge/judge.ts';
import type { KindMode } from '../segment/kind-numbers.ts';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import { evaluateRequired } from './companion/evaluate-required.ts';
import { evaluateStep } from './companion/evaluate-step.ts';
import { evaluateExcludes, evaluateIncludes } from './conflict/evaluate.ts';
import { evaluateSameClass } from './conflict/evaluate-same-class.ts';
import { evaluateComposition, evaluateNever } from './coverage/evaluate.ts';
import { evaluateAllow, evaluateDeny, evaluateEvidence } from './indication/evaluate.ts';
import { evaluateDays } from './limit/evaluate-days.ts';
import { evaluateDistinct } from './limit/evaluate-distinct.ts';
import { evaluateMinGap } from './limit/evaluate-gap.ts';
import { evaluateAmount, evaluateQuantity, evaluateTimes } from './limit/evaluate-sum.ts';
import { evaluateSupply } from './limit/evaluate-supply.ts';
import { evaluateCeiling, evaluateDiscount } from './price/evaluate.ts';
import {
  evaluateAge,
  evaluateDepartment,
  evaluateInstitutionLevel,
  evaluateInsuranceType,
  evaluatePrescriber,
  evaluateReproductiveState,
  evaluateSex,
  evaluateVisitType,
} from './restrict/evaluate.ts';

/** Judges one candidate; reports through the judge. */
export type EvaluateCandidate = (judge: Judge) => void;

const EVALUATE: Readonly<Record<KindMode, EvaluateCandidate>> = {
  'restrict.sex': evaluateSex,
  'restrict.age': evaluateAge,
  'restrict.insurance-type': evaluateInsuranceType,
  'restrict.visit-type': evaluateVisitType,
  'restrict.institution-level': evaluateInstitutionLevel,
  'restrict.department': evaluateDepartment,
  'restrict.prescriber': evaluatePrescriber,
  'restrict.reproductive-state': evaluateReproductiveState,
  'indication.allow': evaluateAllow,
  'indication.deny': evaluateDeny,
  'indication.evidence': evaluateEvidence,
  'conflict.includes': evaluateIncludes,
  'conflict.excludes': evaluateExcludes,
  'conflict.same-class': evaluateSameClass,
  'limit.quantity': evaluateQuantity,
  'limit.times': evaluateTimes,
  'limit.days': evaluateDays,
  'limit.min-gap': evaluateMinGap,
  'limit.supply': evaluateSupply,
  'limit.amount': evaluateAmount,
  'limit.distinct': evaluateDistinct,
  'price.ceiling': evaluateCeiling,
  'price.discount': evaluateDiscount,
  'coverage.never': evaluateNever,
  'coverage.composition': evaluateComposition,
  'companion.required': evaluateRequired,
  'companion.step': evaluateStep,
};

/** Evaluators by the number that rows carry. */
export const EVALUATE_BY_NUMBER: readonly (EvaluateCandidate | undefined)[] = byNumber();

function byNumber(): (EvaluateCandidate | undefined)[] {
  const table: (EvaluateCandidate | undefined)[] = [];
  for (const kindMode of Object.keys(EVALUATE) as KindMode[]) {
    table[KIND_MODE_NUMBERS[kindMode]] = EVALUATE[kindMode];
  }
  return table;
}
