import {
  type Encounter,
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  parseInstant,
  type Ruleset,
} from '@forecheck/core';
import { usageError } from './arguments.ts';
import type { CommandOptions } from './command.ts';
import { CliError } from './error.ts';

/** How an encounter is written: `nhsa`, a 3101 or 3102 message; `core`, an `Encounter`; `auto`, whichever it looks like. */
export type EncounterFormat = 'auto' | 'nhsa' | 'core';

/** Values of `--format`. */
export const ENCOUNTER_FORMATS = ['auto', 'nhsa', 'core'] as const satisfies readonly EncounterFormat[];

/** What a command that reads encounters lets its caller say about them. */
export const ENCOUNTER_OPTIONS = {
  format: {
    type: 'string',
    value: 'auto|nhsa|core',
    about: 'what the input is: messages of the national interface (nhsa) or encounters (core); auto looks at each',
  },
  'as-of': {
    type: 'string',
    value: '<time>',
    about: 'when messages that tell no time were sent: "2026-07-01 09:30:00"',
  },
  settings: {
    type: 'string',
    value: '<file>',
    about: "how the institution's messages are to be read and answered, as JSON; docs/nhsa.md has the settings",
  },
} as const satisfies CommandOptions;

/** Which of the two formats a value is to be read as. */
export function formatOf(value: unknown, wanted: EncounterFormat): 'nhsa' | 'core' {
  if (wanted !== 'auto') return wanted;
  if (typeof value !== 'object' || value === null) return 'core';
  // A message has none of the model's own names, and in all its known shapes at least one of these.
  return 'items' in value || !MESSAGE_FIELDS.some((name) => name in value) ? 'core' : 'nhsa';
}

/**
 * The value of `--as-of`.
 *
 * @throws {@link CliError} `arguments-malformed`.
 */
export function readAsOf(value: string | undefined): { readonly asOf?: string } {
  if (value === undefined) return {};
  if (Number.isNaN(parseInstant(value)))
    throw usageError('option `--as-of` is not a time such as `2026-07-01 09:30:00`');
  return { asOf: value };
}

/**
 * The evaluation of something that should be an encounter.
 *
 * @throws {@link CliError} `encounter-malformed`, with the fields that are wrong, when it cannot be judged at all.
 */
export async function evaluateOrRefuse(
  ruleset: Ruleset,
  value: unknown,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  // Unchecked on purpose: the reader inside checks every field, and refuses what is no encounter.
  const evaluation = evaluate(ruleset, value as Encounter, options);
  if (evaluation.status === 'complete') return evaluation;
  throw await malformedEncounter(value, evaluation);
}

/** The reader of the hot path only says that it refuses; the schema says why. */
async function malformedEncounter(value: unknown, { diagnostics }: Evaluation): Promise<CliError> {
  const { parseEncounter } = await import('@forecheck/core/schema');
  const parsed = parseEncounter(value);
  // What the schema cannot see, such as two items of one id, only the reader tells.
  const problems = parsed.ok
    ? diagnostics.map(({ code, path }) => (path === '' ? code : `\`${path}\` (${code})`))
    : parsed.problems.map(({ message }) => message);
  const shown = problems.slice(0, PROBLEMS_SHOWN_MAX).join('; ');
  const more = problems.length - PROBLEMS_SHOWN_MAX;
  return new CliError('encounter-malformed', more > 0 ? `${shown}; and ${more} more` : shown, {
    problems: problems.length,
  });
}

const MESSAGE_FIELDS = ['infno', 'input', 'data', 'patient_dtos', 'patientDtos', 'fsi_encounter_dtos'];
const PROBLEMS_SHOWN_MAX = 10;
