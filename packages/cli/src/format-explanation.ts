import type { Evidence, ExplainedCandidate, Explanation } from '@forecheck/core';
import { formatCount } from './progress.ts';
import type { Style, Terminal } from './terminal.ts';

/** An explanation as text: one block per rule, one paragraph per candidate. */
export function formatExplanation(
  { encounterId, candidates }: Explanation & { readonly encounterId: string },
  { paint }: Pick<Terminal, 'paint'>,
): string {
  if (candidates.length === 0) return `encounter ${encounterId}: no knowledge point was looked at\n`;
  const blocks = [...groupBy(candidates, ({ rule }) => rule).values()].map((ofRule) => formatRule(ofRule, paint));
  return `encounter ${encounterId}: ${formatOutcomes(candidates)}\n\n${blocks.join('\n')}`;
}

function formatOutcomes(candidates: readonly ExplainedCandidate[]): string {
  const byOutcome = groupBy(candidates, ({ outcome }) => outcome);
  const parts = [...byOutcome].map(([outcome, { length }]) => `${formatCount(length)} ${outcome}`);
  const points = candidates.length === 1 ? 'knowledge point' : 'knowledge points';
  return `${formatCount(candidates.length)} ${points} looked at: ${parts.join(', ')}`;
}

function groupBy<Key>(
  candidates: readonly ExplainedCandidate[],
  keyOf: (candidate: ExplainedCandidate) => Key,
): ReadonlyMap<Key, readonly ExplainedCandidate[]> {
  const groups = new Map<Key, ExplainedCandidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return groups;
}

/** What was looked at for one rule, in lines. At least one candidate. */
export function formatRule(candidates: readonly ExplainedCandidate[], paint: Terminal['paint']): string {
  const { rule, kind, mode, name } = candidates[0]!;
  const lines = [`${paint('bold', rule)}  ${kind}.${mode}  ${name.en} (${name['zh-CN']})`];
  for (const { outcome, knowledgePoint, items, evidence, missing } of candidates) {
    lines.push(`  ${paint(STYLES[outcome], outcome.padEnd(12))}  ${knowledgePoint}  ${formatItems(items)}`);
    for (const fact of evidence) lines.push(`    ${formatEvidence(fact)}`);
    if (missing.length > 0) lines.push(`    missing: ${missing.join(', ')}`);
    const meaning = MEANINGS[outcome];
    if (meaning !== undefined) lines.push(`    ${paint('dim', meaning)}`);
  }
  return `${lines.join('\n')}\n`;
}

function formatItems(items: readonly string[]): string {
  return `${items.length === 1 ? 'item' : 'items'} ${items.join(', ')}`;
}

function formatEvidence({ fact, value, bound, items }: Evidence): string {
  const against = bound === undefined ? '' : `, bound ${bound}`;
  return `${fact} = ${value}${against}${items === undefined ? '' : ` (${formatItems(items)})`}`;
}

type Outcome = ExplainedCandidate['outcome'];

const STYLES: Readonly<Record<Outcome, Style>> = {
  hit: 'red',
  preexisting: 'yellow',
  undetermined: 'yellow',
  clear: 'green',
  'not-in-force': 'dim',
  replaced: 'dim',
  'other-phase': 'dim',
  'other-payer': 'dim',
};

/** Outcomes whose name does not say enough. */
const MEANINGS: Partial<Readonly<Record<Outcome, string>>> = {
  preexisting: 'it fires, but on nothing that is being ordered now',
  'not-in-force': 'the rule or the knowledge point is not in force on the day of the item',
  replaced: 'a newer segment replaces or withdraws it',
  'other-phase': 'the rule is not for this phase or scene',
  'other-payer': 'the item is not paid by the money that the rule is about',
};
