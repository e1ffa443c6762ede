import type { Check } from '../check.ts';

/** Every rule shows what it fires on and what it leaves alone. Publishing runs the examples; here they are only counted. */
export const checkExamples: Check = (view, report) => {
  for (const rule of view.rules) {
    const examples = rule.content.examples ?? [];
    if (examples.length === 0) {
      report.add('examples-missing', rule, 'examples', 'no example shows what the rule is meant to do');
      continue;
    }
    const fires = examples.some(({ expect }) => expect === 'alert');
    const asks = examples.some(({ expect }) => expect === 'undetermined');
    const spares = examples.some(({ expect }) => expect === 'clear');
    // A rule that only asks can never fire, so its questions count as firing.
    if (!fires && !asks) report.add('examples-onesided', rule, 'examples', 'no example must fire');
    if (!spares) report.add('examples-onesided', rule, 'examples', 'no example must be left alone');
  }
};
