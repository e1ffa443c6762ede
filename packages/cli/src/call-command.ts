import { parseArguments, usageError } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS, type CommandEntry } from './command-table.ts';
import { CliError } from './error.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { formatFailure } from './format-failure.ts';
import { formatCommandHelp, formatHelp } from './format-help.ts';
import { suggestName } from './suggest-name.ts';
import type { Terminal } from './terminal.ts';

/**
 * Does what a command line asks for. Never throws: a failure is told on standard error and becomes an exit code.
 *
 * @param words - The command line after `forecheck`.
 */
export async function callCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first = '', ...rest] = words;
  try {
    if (first === '') {
      terminal.warn(formatHelp().trimEnd());
      return EXIT.usage;
    }
    if (first === '--version' || first === '-v') return await printVersion(words.includes('--json'), terminal);
    if (isHelp(first) && (rest[0] === undefined || isHelp(rest[0]))) return await print(formatHelp(), terminal);
    const name = isHelp(first) ? rest[0]! : first;
    const command = await loadCommand(name);
    if (isHelp(first)) return await print(formatCommandHelp(command), terminal);
    return await execute(command, rest, terminal);
  } catch (error) {
    const isJson = words.includes('--json');
    terminal.warn(formatFailure(error, { isJson, ...(first in COMMANDS ? { command: first } : {}) }));
    return exitCodeOf(error);
  }
}

async function execute(command: Command, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { options, positionals, isHelp, isJson } = parseArguments(command.options, words);
  if (isHelp) return print(formatCommandHelp(command), terminal);
  return command.execute({ options, positionals, isJson, terminal });
}

async function loadCommand(name: string): Promise<Command> {
  if (name.startsWith('-')) throw usageError(`unknown option \`${name}\`; the command comes first`);
  const entry: CommandEntry | undefined = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry !== undefined) return entry.load();
  throw new CliError('command-unknown', `there is no command \`${name}\`${suggestName(name, Object.keys(COMMANDS))}`);
}

async function print(text: string, terminal: Terminal): Promise<ExitCode> {
  await terminal.print(text);
  return EXIT.ok;
}

async function printVersion(isJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  const { version } = manifest;
  return print(isJson ? `${JSON.stringify({ version, node: process.versions.node })}\n` : `${version}\n`, terminal);
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}
