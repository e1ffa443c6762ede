import type { Encounter } from '@forecheck/core';
import { parseEncounter } from '@forecheck/core/schema';
import { PluginError } from '../error.ts';

/**
 * The encounter that a body carries: `{ "encounter": { … } }`.
 *
 * @throws {@link PluginError} `body-malformed`, whose `detail.path` names the field; `items-excessive`
 */
export function parseEncounterBody(value: unknown, itemsMax: number): Encounter {
  const { encounter, ...rest } = asObject(value);
  const [unknown] = Object.keys(rest);
  if (encounter === undefined || unknown !== undefined) {
    throw new PluginError('body-malformed', 'the body is `{ "encounter": … }` and nothing else', {
      path: encounter === undefined ? 'encounter' : 'the body',
    });
  }
  return parseBodyEncounter(encounter, itemsMax);
}

/** @throws {@link PluginError} `body-malformed`, `items-excessive` */
function parseBodyEncounter(encounter: unknown, itemsMax: number): Encounter {
  const { items } = asObject(encounter);
  if (Array.isArray(items)) requireItems(items.length, itemsMax);
  const parsed = parseEncounter(encounter);
  if (parsed.ok) return parsed.value;
  const [problem] = parsed.problems;
  throw new PluginError('body-malformed', 'the encounter is not what it should be', {
    path: `encounter.${problem?.path ?? ''}`,
    problem: problem?.code ?? '',
  });
}

/** @throws {@link PluginError} `items-excessive` */
export function requireItems(count: number, itemsMax: number): void {
  if (count > itemsMax) throw new PluginError('items-excessive', `more than ${itemsMax} items`, { itemsMax });
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
