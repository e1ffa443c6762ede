import type { Disposition, Encounter, EncounterId, RuleId } from '@forecheck/core';
import type { Guard } from '@forecheck/sync';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Counter, Histogram } from '../metrics/metrics.ts';
import type { CheckResult } from './check-result.ts';
import type { Judge } from './judge.ts';

/** Judges and records for a caller, and leaves a trace of both. */
export interface CheckDesk {
  check(encounter: Encounter, caller: string): CheckResult;
  /** Resolves when the disposition survives a loss of power. Rejects as `guard.record` does. */
  record(disposition: Disposition, encounter: EncounterId | undefined, caller: string): Promise<void>;
}

/** What {@link createCheckDesk} works with. */
export interface CheckDeskOptions {
  readonly guard: Pick<Guard, 'record'>;
  readonly judge: Judge;
  readonly audit: Pick<AuditTrail, 'add'>;
  readonly auditsChecks: boolean;
  readonly numbers: CheckNumbers;
}

/** What is counted. */
export interface CheckNumbers {
  readonly checks: Counter;
  readonly checkSeconds: Histogram;
  readonly dispositions: Counter;
}

/** A desk over a guard. Of an encounter, nothing is left but which rules fired. */
export function createCheckDesk({ guard, judge, audit, auditsChecks, numbers }: CheckDeskOptions): CheckDesk {
  const rules = createRuleMemory();
  return {
    check(encounter, caller) {
      const result = judge.check(encounter);
      const { evaluation, decision, decidedBy, why, tookMs, pack } = result;
      for (const { id, rule } of evaluation.alerts) rules.note(id, rule);
      numbers.checks.add({ decision, decided_by: decidedBy });
      numbers.checkSeconds.observe(tookMs / 1000);
      if (auditsChecks) {
        audit.add('check', {
          caller,
          phase: encounter.phase,
          decision,
          decidedBy,
          why,
          rules: [...new Set(evaluation.alerts.map(({ rule }) => rule))],
          undetermined: evaluation.undetermined.length,
          items: evaluation.work.items,
          pack,
          isStale: result.isStale,
        });
      }
      return result;
    },
    async record(given, encounter, caller) {
      const rule = given.rule ?? rules.of(given.alert);
      const disposition = rule === undefined ? given : { ...given, rule };
      await guard.record(disposition, encounter);
      const { id, alert, kind, by } = disposition;
      numbers.dispositions.add({ kind });
      audit.add('disposition', {
        caller,
        id: withoutLongNumbers(id),
        alert: withoutLongNumbers(alert),
        rule,
        way: kind,
        by,
      });
    },
  };
}

/**
 * Which rule an alert was of, for answers that name the alert alone: cards of CDS Hooks and `warn_rslt_id` of 3103 have no
 * place for the rule. The last ones; an answer that comes later is recorded without.
 */
function createRuleMemory() {
  const ruleOf = new Map<string, RuleId>();
  return {
    note(alert: string, rule: RuleId): void {
      ruleOf.delete(alert);
      ruleOf.set(alert, rule);
      if (ruleOf.size <= ALERTS_KEPT_MAX) return;
      const [oldest] = ruleOf.keys();
      if (oldest !== undefined) ruleOf.delete(oldest);
    },
    of: (alert: string): RuleId | undefined => ruleOf.get(alert),
  };
}

/** Alerts of a busy day; some 3 MB. */
const ALERTS_KEPT_MAX = 20_000;

/** An id that a HIS has chosen may hold the number of a person; such a number has at least eleven digits. */
function withoutLongNumbers(id: string): string {
  return id.replace(/\d{11,}/g, '~');
}
