import { GLOBAL_OPTIONS } from './arguments.ts';
import type { Command, CommandOption, CommandOptions } from './command.ts';
import { COMMANDS } from './command-table.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** What `forecheck --help` prints. */
export function formatHelp(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return [
    'forecheck – checks before and during the use of the medical insurance fund',
    '',
    'Usage',
    '  forecheck <command> [options]',
    '',
    'Commands',
    ...formatPairs(commands),
    '',
    'Options',
    ...formatPairs([...optionPairs(GLOBAL_OPTIONS), ['-v, --version', 'the version of forecheck']]),
    '',
    'Examples',
    '  forecheck compile rules --out pack',
    '  forecheck evaluate --pack pack encounter.json',
    '  forecheck help evaluate',
    '',
    'Exit codes',
    ...formatPairs(Object.values(EXIT).map((code) => [String(code), EXIT_MEANINGS[code]])),
    '',
  ].join('\n');
}

/** What `forecheck <command> --help` prints. */
export function formatCommandHelp(command: Command): string {
  const exitCodes = { ...EXIT_MEANINGS, ...command.exitCodes };
  // Only commands that look for something have findings.
  const possible = Object.values(EXIT).filter(
    (code) => code !== EXIT.findings || command.exitCodes?.[code] !== undefined,
  );
  return [
    'Usage',
    `  forecheck ${command.usage}`,
    '',
    ...wrap(command.description, WIDTH),
    ...(command.runs === undefined ? [] : ['', 'Runs until Ctrl-C or SIGTERM, and then ends in good order.']),
    '',
    'Options',
    ...formatPairs(optionPairs({ ...command.options, ...GLOBAL_OPTIONS })),
    '',
    'Examples',
    ...command.examples.flatMap(({ line, about }, index) => [
      ...(index === 0 ? [] : ['']),
      `  # ${about}`,
      `  ${line}`,
    ]),
    '',
    'Exit codes',
    ...formatPairs(possible.map((code) => [String(code), exitCodes[code]])),
    '',
  ].join('\n');
}

function optionPairs(options: CommandOptions): (readonly [string, string])[] {
  return Object.entries(options).map(([name, option]) => [formatOption(name, option), option.about]);
}

function formatOption(name: string, option: CommandOption): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `${short}--${name}${option.type === 'string' ? ` ${option.value}` : ''}`;
}

/** Two columns, the second one wrapped. */
function formatPairs(pairs: readonly (readonly [string, string])[]): string[] {
  const indent = Math.max(...pairs.map(([left]) => left.length)) + 4;
  return pairs.flatMap(([left, right]) =>
    wrap(right, WIDTH - indent).map((line, index) => (index === 0 ? `  ${left}` : '').padEnd(indent) + line),
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

// The width of the terminals that hospitals' machine rooms still have.
const WIDTH = 80;

const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'done, and nothing to object to',
  [EXIT.findings]: 'done, and there is something to mend',
  [EXIT.usage]: 'the command line cannot be understood',
  [EXIT.input]: 'a file cannot be read or written, or its content is invalid',
  [EXIT.internal]: 'a mistake in forecheck itself',
};
