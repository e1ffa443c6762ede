import { CoreError } from '../error.ts';
import { WITHDRAWAL_INTS, WITHDRAWAL_KINDS } from '../segment/layout.ts';
import { PHASES } from '../segment/numbering.ts';
import type { SegmentRule, SegmentView } from '../segment/view.ts';
import type { RuleDefinition } from '../source/rule-source.ts';
import type { Days } from './open-days.ts';
import { openDays } from './open-days.ts';
import type { ActiveRule, RuleVersion } from './ruleset.ts';

/** Rules across segments, and where each segment's rule numbers lead. */
export interface ResolvedRules {
  /** In the order of their ids. */
  readonly rules: readonly ActiveRule[];
  /** By segment: index into `rules` of each rule number, −1 for a rule that is not defined. */
  readonly indexes: readonly Int32Array[];
}

/**
 * Rules with their versions, latest days first. A newer segment's version takes the days that it names and leaves the
 * older one the others, so that exactly one is in force on any day, and each knows how far it reaches. A withdrawal
 * takes all.
 *
 * @param views - Newest first.
 * @param killed - Rules without any version, whatever the segments say.
 * @throws {@link CoreError} `rule-kind-changed`: rows written for one kind would be read as another.
 */
export function resolveRules(views: readonly SegmentView[], killed: readonly string[]): ResolvedRules {
  refuseChangedKinds(views);
  const versionsById = new Map<string, RuleVersion[]>();
  const withdrawn = new Set(killed);
  for (const view of views) {
    for (const rule of view.rules) {
      const { id } = rule.definition;
      if (withdrawn.has(id)) continue;
      const newer = versionsById.get(id) ?? [];
      versionsById.set(id, [...newer, ...openDays(rule, newer).map((days) => toVersion(view, rule, days))]);
    }
    for (const id of withdrawnIds(view, 'rule')) withdrawn.add(id);
  }
  const ids = [...versionsById.keys()].sort();
  const indexById = new Map(ids.map((id, index) => [id, index]));
  return {
    rules: ids.map((id) => ({ id, versions: versionsById.get(id)!.sort((a, b) => b.from - a.from) })),
    indexes: views.map((view) => Int32Array.from(view.ruleIds, (id) => indexById.get(id) ?? -1)),
  };
}

/** Ids that a segment withdraws from the segments below it. */
export function withdrawnIds(view: SegmentView, row: (typeof WITHDRAWAL_KINDS)[number]): readonly string[] {
  const { withdrawals } = view.storage;
  const ids: string[] = [];
  for (let i = 0; i < withdrawals.length; i += WITHDRAWAL_INTS) {
    if (WITHDRAWAL_KINDS[withdrawals[i]!] === row) ids.push(view.text(withdrawals[i + 1]!));
  }
  return ids;
}

function refuseChangedKinds(views: readonly SegmentView[]): void {
  const kindModes = new Map<string, number>();
  for (const view of views) {
    view.ruleIds.forEach((rule, number) => {
      const kindMode = view.storage.ruleKindModes[number]!;
      const known = kindModes.get(rule) ?? kindMode;
      if (known !== kindMode) {
        throw new CoreError('rule-kind-changed', `rule \`${rule}\` has another kind in another segment`, { rule });
      }
      kindModes.set(rule, kindMode);
    });
  }
}

function toVersion(view: SegmentView, rule: SegmentRule, { from, to }: Days): RuleVersion {
  const { definition, kindMode, row } = rule;
  return {
    definition,
    kindMode,
    from,
    to,
    segment: view,
    row,
    scope: SCOPES.indexOf(definition.fundScope) + 1,
    phaseMask: phaseMaskOf(definition),
  };
}

function phaseMaskOf({ phases }: RuleDefinition): number {
  return PHASES.reduce((mask, phase, bit) => ((phases?.includes(phase) ?? true) ? mask | (1 << bit) : mask), 0);
}

const SCOPES: readonly RuleDefinition['fundScope'][] = ['pooled', 'insurance', 'any'];
