import { type Encounter, type ExplainTarget, explain, type Ruleset } from '@forecheck/core';
import type { PrecheckOptions } from '@forecheck/nhsa';
import { oneOf, onlyPositional, requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { ENCOUNTER_FORMATS, ENCOUNTER_OPTIONS, evaluateOrRefuse, formatOf, readAsOf } from '../encounter-input.ts';
import { EXIT } from '../exit-codes.ts';
import { streamBytes } from '../file-access.ts';
import { formatExplanation } from '../format-explanation.ts';
import { readOnlyValue } from '../json-input.ts';
import { readMessageSettings } from '../message-settings.ts';
import { openPackFolder } from '../pack-folder.ts';
import { suggestName } from '../suggest-name.ts';

/** `forecheck explain` */
export const explainCommand = defineCommand({
  usage: 'explain --pack <folder> [--rule <id>] [--item <id>] [--format auto|nhsa|core] <encounter or ->',
  description:
    'Tells which knowledge points were looked at for the items of one encounter, and why each fired, did not, or could ' +
    'not be decided. The same code judges here and in evaluate.',
  options: {
    pack: { type: 'string', value: '<folder>', about: 'the pack to judge under; required' },
    rule: { type: 'string', value: '<id>', about: 'only this rule' },
    item: { type: 'string', value: '<id>', about: 'only this item of the encounter' },
    ...ENCOUNTER_OPTIONS,
  },
  examples: [
    { line: 'forecheck explain --pack pack encounter.json', about: 'everything that was looked at' },
    { line: 'forecheck explain --pack pack --item 2 encounter.json', about: 'one item' },
    { line: 'forecheck explain --pack pack --json message.json', about: 'a 3101 message, as JSON' },
  ],
  exitCodes: { [EXIT.ok]: 'explained, whatever the outcome' },
  async execute({ options, positionals, isJson, terminal }) {
    const path = onlyPositional(positionals, '<encounter or ->');
    const packFolder = requireOption(options.pack, '--pack <folder>');
    const format = oneOf(options.format, '--format', ENCOUNTER_FORMATS, 'auto');
    const asOf = readAsOf(options['as-of']);
    const { request } = await readMessageSettings(options.settings);
    const ruleset = await openPackFolder(packFolder);
    const value = await readOnlyValue(path === '-' ? terminal.input : streamBytes(path));
    const encounters =
      formatOf(value, format) === 'core' ? [value as Encounter] : await readMessage(value, { ...request, ...asOf });
    // An encounter that cannot be read has no candidates, which would look like one that no rule speaks of.
    for (const encounter of encounters) await evaluateOrRefuse(ruleset, encounter, { fixes: 'skip' });
    const target = readTarget(options.rule, options.item, ruleset, encounters);
    const explanations = encounters.map((encounter) => ({
      encounterId: encounter.id,
      ...explain(ruleset, encounter, target),
    }));
    if (isJson) {
      const [only, ...others] = explanations;
      await terminal.print(`${JSON.stringify(others.length === 0 ? only : explanations, undefined, 2)}\n`);
    } else {
      for (const explanation of explanations) await terminal.print(formatExplanation(explanation, terminal));
    }
    return EXIT.ok;
  },
});

async function readMessage(value: unknown, options: PrecheckOptions): Promise<readonly Encounter[]> {
  const { parsePrecheckRequest } = await import('@forecheck/nhsa');
  const parsed = parsePrecheckRequest(value, options);
  return [parsed, ...parsed.others].map(({ encounter }) => encounter);
}

/** @throws {@link CliError} `arguments-malformed` when there is no such rule or item: an empty answer would mislead. */
function readTarget(
  rule: string | undefined,
  item: string | undefined,
  ruleset: Ruleset,
  encounters: readonly Encounter[],
): ExplainTarget {
  const rules = ruleset.rules.map(({ id }) => id);
  if (rule !== undefined && !rules.includes(rule)) {
    throw usageError(`there is no rule \`${rule}\` in the pack${suggestName(rule, rules)}`);
  }
  const items = encounters.flatMap((encounter) => encounter.items.map(({ id }) => id));
  if (item !== undefined && !items.includes(item)) {
    // No suggestion: ids of an encounter are its own, and a failure repeats none of it.
    throw usageError(`there is no item \`${item}\` among the ${items.length} of the encounter`);
  }
  return { ...(rule === undefined ? {} : { rule }), ...(item === undefined ? {} : { item }) };
}
