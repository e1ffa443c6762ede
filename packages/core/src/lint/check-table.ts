import type { Check } from './check.ts';
import { checkApplicability } from './checks/applicability.ts';
import { checkCatalogue } from './checks/catalogue.ts';
import { checkDates } from './checks/dates.ts';
import { checkDiagnoses } from './checks/diagnoses.ts';
import { checkExamples } from './checks/examples.ts';
import { checkIds } from './checks/ids.ts';
import { checkItems } from './checks/items.ts';
import { checkLayers } from './checks/layers.ts';
import { checkMeetings } from './checks/meetings.ts';
import { checkParameters } from './checks/parameters.ts';
import { checkPlaceholders } from './checks/placeholders.ts';
import { checkPolicy } from './checks/policy.ts';
import { checkRanges } from './checks/ranges.ts';
import { checkReferences } from './checks/references.ts';
import { checkSupersession } from './checks/supersession.ts';
import { checkWords } from './checks/words.ts';

/** Every family of checks, in the order in which a reader wants to hear of the same row. */
export const CHECKS: readonly Check[] = [
  checkIds,
  checkDates,
  checkReferences,
  checkSupersession,
  checkParameters,
  checkRanges,
  checkItems,
  checkDiagnoses,
  checkCatalogue,
  checkMeetings,
  checkApplicability,
  checkWords,
  checkPlaceholders,
  checkExamples,
  checkPolicy,
  checkLayers,
];
