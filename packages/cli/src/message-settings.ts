import type { PrecheckOptions, PrecheckResponseOptions, PrecheckTables } from '@forecheck/nhsa';
import { CliError, isCliError } from './error.ts';
import { streamBytes } from './file-access.ts';
import { readOnlyValue } from './json-input.ts';
import { flag, type Guard, listOf, matching, member, memberOrTable, recordOf, shape, text } from './settings-guard.ts';

/** What an institution knows of its messages and wants of their answers: the options of `@forecheck/nhsa`, as JSON. */
export interface MessageSettings {
  readonly request?: RequestSettings;
  readonly response?: ResponseSettings;
}

/** Of reading. When a message arrived is told by `--as-of`. */
export type RequestSettings = Omit<PrecheckOptions, 'asOf'>;

/** Of answering. When and under which number an answer is given is not for a file to say. */
export type ResponseSettings = Omit<PrecheckResponseOptions, 'respondedAt' | 'receivedAt' | 'sequence'>;

/**
 * The settings that a file holds; none when there is no file.
 *
 * @throws {@link CliError} `settings-malformed`, naming the setting; `file-unreadable`.
 */
export async function readMessageSettings(path: string | undefined): Promise<MessageSettings> {
  if (path === undefined) return {};
  const value = await readSettings(path);
  const problem = SETTINGS(value, '');
  if (problem === undefined) return value as MessageSettings;
  throw new CliError('settings-malformed', `settings: ${problem.message}`, { path: problem.path });
}

async function readSettings(path: string): Promise<unknown> {
  try {
    return await readOnlyValue(streamBytes(path));
  } catch (error) {
    if (!isCliError(error) || error.code !== 'input-malformed') throw error;
    throw new CliError('settings-malformed', 'settings: the file does not hold one JSON object', error.detail);
  }
}

const VISIT_TYPES = [
  'outpatient',
  'emergency',
  'observation',
  'inpatient',
  'day-surgery',
  'chronic-disease',
  'pharmacy',
  'internet',
];
const INSURANCE_TYPES = [
  'employee',
  'resident',
  'civil-servant',
  'large-amount',
  'retired-cadre',
  'maternity',
  'work-injury',
  'other',
];
const LEVELS = ['primary', 'secondary', 'tertiary'];

const TABLES: Readonly<Record<keyof PrecheckTables, Guard>> = {
  reproductiveState: memberOrTable(['cautious', 'national', 'beijing'], ['none', 'pregnant', 'lactating']),
  institutionLevel: memberOrTable(['long', 'short'], LEVELS),
  practitionerTitle: memberOrTable(['long', 'short'], ['resident', 'attending', 'associate-chief', 'chief']),
  orderBehaviour: memberOrTable(['ignored', 'national'], ['discharge-medication', 'other']),
  visitType: recordOf(member(...VISIT_TYPES, 'missing')),
  insuranceType: recordOf(member(...INSURANCE_TYPES, 'missing')),
};

const INSTITUTION: Readonly<Record<keyof NonNullable<PrecheckOptions['institution']>, Guard>> = {
  kind: member('hospital', 'pharmacy'),
  level: member(...LEVELS),
  region: text,
  specialities: listOf(text),
};

const departmentTable = recordOf(text);

const REQUEST: Readonly<Record<keyof RequestSettings, Guard>> = {
  phase: member('prompt', 'review', 'audit'),
  institution: shape(INSTITUTION),
  historyCoverage: member('none', 'local', 'regional'),
  tables: shape(TABLES),
  departments: (value, path) => (value === 'as-sent' ? undefined : departmentTable(value, path)),
  selfPaid: member('stated', 'ignored'),
  standingQuantity: member('cautious', 'per-day', 'total'),
  itemNames: member('included', 'omitted'),
};

const RESPONSE: Readonly<Record<keyof ResponseSettings, Guard>> = {
  prompts: member('include', 'omit'),
  undetermined: member('include', 'omit'),
  behaviourType: text,
  behaviourTypeByRule: recordOf(text),
  firstTellsAll: flag,
  region: matching(/^\d{6}$/, 'six digits'),
};

const SETTINGS = shape({ request: shape(REQUEST), response: shape(RESPONSE) });
