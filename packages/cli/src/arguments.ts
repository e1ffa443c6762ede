import { parseArgs } from 'node:util';
import type { CommandOption, CommandOptions, OptionValues } from './command.ts';
import { CliError } from './error.ts';
import { suggestName } from './suggest-name.ts';

/** A command line, taken apart. */
export interface ParsedArguments<Options extends CommandOptions> {
  readonly options: OptionValues<Options>;
  readonly positionals: readonly string[];
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** What every command accepts. */
export const GLOBAL_OPTIONS = {
  json: { type: 'boolean', about: 'results, and failures, as JSON' },
  help: { type: 'boolean', short: 'h', about: 'this text' },
} as const satisfies CommandOptions;

/**
 * The words of a command line by what they mean.
 *
 * @throws {@link CliError} `arguments-malformed`: an unknown option, a value missing, given twice or not taken.
 */
export function parseArguments<Options extends CommandOptions>(
  known: Options,
  words: readonly string[],
): ParsedArguments<Options> {
  const all: CommandOptions = { ...known, ...GLOBAL_OPTIONS };
  // Not strict: the messages of `parseArgs` speak of its own interface. The tokens say all that is needed for ours.
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(all).map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]),
    ),
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | boolean | string[]> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    const option = Object.hasOwn(all, name) ? all[name] : undefined;
    if (option === undefined) {
      const names = Object.keys(all).map((other) => `--${other}`);
      throw usageError(`unknown option \`${rawName}\`${suggestName(rawName, names)}`);
    }
    values[name] = readValue(option, name, token.value, token.inlineValue === true, values[name]);
  }
  const { json, help, ...options } = values;
  return { options: options as OptionValues<Options>, positionals, isJson: json === true, isHelp: help === true };
}

function readValue(
  option: CommandOption,
  name: string,
  value: string | undefined,
  isInline: boolean,
  earlier: string | boolean | string[] | undefined,
): string | boolean | string[] {
  if (option.type === 'boolean') {
    if (value !== undefined) throw usageError(`option \`--${name}\` takes no value`);
    return true;
  }
  // `--out --json` is a forgotten value; a value that really begins so is written `--out=--json`.
  if (value === undefined || value === '' || (!isInline && value.startsWith('--'))) {
    throw usageError(`option \`--${name}\` needs a value: \`--${name} ${option.value}\``);
  }
  if (option.multiple) return [...(Array.isArray(earlier) ? earlier : []), value];
  if (earlier !== undefined) throw usageError(`option \`--${name}\` is given twice`);
  return value;
}

/** A failure to understand the command line. */
export function usageError(message: string): CliError {
  return new CliError('arguments-malformed', message);
}

/**
 * The value of an option that a command cannot do without.
 *
 * @param form - As the help writes it: `--pack <folder>`.
 * @throws {@link CliError} `arguments-malformed`.
 */
export function requireOption(value: string | undefined, form: string): string {
  if (value === undefined) throw usageError(`option \`${form}\` is missing`);
  return value;
}

/**
 * The one argument of a command that takes exactly one.
 *
 * @param form - As the help writes it: `<source>`.
 * @throws {@link CliError} `arguments-malformed`.
 */
export function onlyPositional(positionals: readonly string[], form: string): string {
  const [first, second] = positionals;
  if (first === undefined) throw usageError(`\`${form}\` is missing`);
  if (second !== undefined) throw usageError(`one \`${form}\` is expected, ${positionals.length} are given`);
  return first;
}

/**
 * The value of an option that has a fixed set of them.
 *
 * @throws {@link CliError} `arguments-malformed`.
 */
export function oneOf<const Value extends string>(
  value: string | undefined,
  form: string,
  values: readonly Value[],
  otherwise: Value,
): Value {
  if (value === undefined) return otherwise;
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw usageError(`option \`${form}\` is not one of \`${values.join('`, `')}\``);
  return known;
}
