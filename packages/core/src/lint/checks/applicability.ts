import type { Check } from '../check.ts';

/** A rule applies somewhere, and says of itself nothing that its verdict does not have. */
export const checkApplicability: Check = (view, report) => {
  for (const rule of view.rules) {
    const { phases, scenes, degree, verdict } = rule.content;
    if (phases?.length === 0) report.add('applicability-empty', rule, 'phases', 'it applies in no phase');
    if (scenes?.length === 0) report.add('applicability-empty', rule, 'scenes', 'it applies in no scene');
    if (degree !== undefined && verdict !== 'suspected') {
      report.add('degree-unexpected', rule, 'degree', `the verdict \`${verdict}\` has no degrees`);
    }
  }
};
