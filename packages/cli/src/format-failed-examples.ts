import { formatRule } from './format-explanation.ts';
import type { FailedExample } from './rule-examples.ts';
import type { Terminal } from './terminal.ts';

/** Examples that do not hold, each with what its rule looked at: there is no pack yet that could be asked. */
export function formatFailedExamples(failed: readonly FailedExample[], { paint }: Pick<Terminal, 'paint'>): string {
  return failed.map((one) => `${formatHead(one)}${formatReason(one, paint)}`).join('');
}

function formatHead({ rule, example, expected, found }: FailedExample): string {
  return `${rule}: example “${example}” expects ${expected}, the rule gives ${found}\n`;
}

function formatReason({ found, candidates, problems }: FailedExample, paint: Terminal['paint']): string {
  if (found === 'refused') return problems.map((problem) => `  ${problem}\n`).join('');
  if (candidates.length === 0) return '  no knowledge point of the rule looks at an item of the example\n';
  // The rule is named above.
  return formatRule(candidates, paint).replace(/^.*\n/, '');
}
