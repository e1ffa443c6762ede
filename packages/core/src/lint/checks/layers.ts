import { LAYERS } from '../../segment/declarations.ts';
import type { Layer, PolicyRow, RuleDefinition } from '../../source/rule-source.ts';
import type { Check } from '../check.ts';
import type { Report } from '../report.ts';
import { DECISIONS, FUND_SCOPES, SEVERITIES, VERDICTS } from '../row-guards.ts';
import type { EarlierRows, Row, SourceView } from '../source-view.ts';

/** A narrower layer tightens what a wider one says, and loosens it only where the wider one allows. */
export const checkLayers: Check = (view, report, { earlier }) => {
  if (earlier === undefined) return;
  const isWider = (layer: Layer): boolean => LAYERS.indexOf(layer) < LAYERS.indexOf(view.layer);
  const wider = earlier.policy.filter(({ layer }) => isWider(layer));
  for (const row of view.policy) checkDecision(row, wider, report);
  for (const rule of view.rules) {
    const upper = earlier.rules.get(rule.id);
    if (upper === undefined || !isWider(upper.layer)) continue;
    const looser = looserThan(rule.content, upper.definition);
    if (looser.length === 0) continue;
    report.add('rule-loosening', rule, '', `the ${upper.layer} layer is stricter in ${looser.join(', ')}`);
  }
  checkWithdrawals(view, earlier, isWider, report);
};

/** Follows the wider layers as evaluation does: of each, the most specific row that covers this one. */
function checkDecision(row: Row<PolicyRow>, upper: EarlierRows['policy'], report: Report): void {
  let decided: PolicyRow | undefined;
  for (const layer of LAYERS) {
    const covering = upper.filter((it) => it.layer === layer && covers(it.row, row.content)).map((it) => it.row);
    // Of equally specific rows the later one stands.
    const best = covering.reduce<PolicyRow | undefined>(
      (most, it) => (most === undefined || weightOf(it) >= weightOf(most) ? it : most),
      undefined,
    );
    if (best === undefined) continue;
    if (decided === undefined || decided.mayLoosen === true || rankOf(best) >= rankOf(decided)) decided = best;
  }
  if (decided === undefined || decided.mayLoosen === true || rankOf(row.content) >= rankOf(decided)) return;
  report.add('policy-loosening', row, 'decision', `a wider layer decides \`${decided.decision}\` here`);
}

/** Whether `row` matches every alert that `narrower` matches. */
function covers(row: PolicyRow, narrower: PolicyRow): boolean {
  return CONDITIONS.every((name) => row[name] === undefined || row[name] === narrower[name]);
}

/** A named rule outweighs everything else, as in evaluation. */
function weightOf(row: PolicyRow): number {
  return CONDITIONS.reduce((sum, name) => sum + (row[name] === undefined ? 0 : name === 'rule' ? 8 : 1), 0);
}

function rankOf({ decision }: PolicyRow): number {
  return DECISIONS.indexOf(decision);
}

function looserThan(rule: RuleDefinition, upper: RuleDefinition): readonly string[] {
  const looser: string[] = [];
  if (VERDICTS.indexOf(rule.verdict) > VERDICTS.indexOf(upper.verdict)) looser.push('its verdict');
  if (SEVERITIES.indexOf(rule.severity) > SEVERITIES.indexOf(upper.severity)) looser.push('its severity');
  if (FUND_SCOPES.indexOf(rule.fundScope) < FUND_SCOPES.indexOf(upper.fundScope)) looser.push('whose money it covers');
  if (rule.isEmergencyExempt === true && upper.isEmergencyExempt !== true) looser.push('emergencies');
  if (rule.exemptInsurance?.some((name) => upper.exemptInsurance?.includes(name) !== true)) {
    looser.push('the insurances it binds');
  }
  if (isNarrower(rule.phases, upper.phases)) looser.push('the phases it applies in');
  if (isNarrower(rule.scenes, upper.scenes)) looser.push('the scenes it applies in');
  return looser;
}

/** Absent means always. */
function isNarrower(own: readonly string[] | undefined, upper: readonly string[] | undefined): boolean {
  if (own === undefined) return false;
  return upper === undefined || upper.some((name) => !own.includes(name));
}

function checkWithdrawals(
  view: SourceView,
  earlier: EarlierRows,
  isWider: (layer: Layer) => boolean,
  report: Report,
): void {
  for (const withdrawal of view.withdrawals) {
    const { row, id } = withdrawal.content;
    const layer = layerOf(row, id, earlier);
    // Catalogue rows and mappings are facts, not requirements: replacing them loosens nothing.
    if (layer === undefined || !isWider(layer) || row === 'catalogue' || row === 'mapping') continue;
    report.add('withdrawal-loosening', withdrawal, 'id', `\`${id}\` was published by the ${layer} layer`);
  }
}

function layerOf(
  row: 'rule' | 'knowledge' | 'catalogue' | 'mapping',
  id: string,
  earlier: EarlierRows,
): Layer | undefined {
  if (row === 'rule') return earlier.rules.get(id)?.layer;
  if (row === 'knowledge') return earlier.knowledge.get(id)?.layer;
  return undefined;
}

const CONDITIONS = ['rule', 'verdict', 'severity', 'phase', 'department'] as const;
