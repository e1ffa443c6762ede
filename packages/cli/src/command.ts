import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/**
 * One verb of `forecheck`: what its help says, what it accepts and what it does.
 *
 * A command is a thin layer over the packages: it reads files, calls one of them and prints. It throws coded errors and
 * never exits the process by itself.
 */
export interface Command<Options extends CommandOptions = CommandOptions> {
  /** What follows `forecheck`: `compile <source> [more sources …] --out <pack folder>`. */
  readonly usage: string;
  /** What it is for, in one paragraph. */
  readonly description: string;
  /** Absent for a command that ends by itself. */
  readonly runs?: 'until-interrupted';
  /** Beside `--json` and `--help`, which every command has. */
  readonly options: Options;
  /** At least one. Each works as it stands once its files are there; a test runs them. */
  readonly examples: readonly CommandExample[];
  /** When it ends with which exit code, where that is not obvious. */
  readonly exitCodes?: Partial<Readonly<Record<ExitCode, string>>>;
  execute(call: CommandCall<Options>): Promise<ExitCode>;
}

/** Options by long name, without the dashes. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** One option. */
export type CommandOption =
  | { readonly type: 'boolean'; readonly short?: string; readonly about: string }
  | {
      readonly type: 'string';
      readonly short?: string;
      readonly about: string;
      /** What stands for the value in the help: `<folder>`. */
      readonly value: string;
      /** May be given several times. */
      readonly multiple?: true;
    };

/** A command line that works, and what it does. */
export interface CommandExample {
  readonly line: string;
  readonly about: string;
}

/** One call of a command. */
export interface CommandCall<Options extends CommandOptions = CommandOptions> {
  readonly options: OptionValues<Options>;
  readonly positionals: readonly string[];
  /** `--json`: results on standard output are JSON and nothing else. */
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

/** What was given for each option; absent when it was not given. */
export type OptionValues<Options extends CommandOptions> = {
  readonly [Name in keyof Options]?: Options[Name] extends { readonly type: 'boolean' }
    ? boolean
    : Options[Name] extends { readonly multiple: true }
      ? readonly string[]
      : string;
};

/** The command as it is, with the types of its options worked out. */
export function defineCommand<const Options extends CommandOptions>(command: Command<Options>): Command<Options> {
  return command;
}
