import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import {
  type CaseFile,
  type ConformanceReport,
  coreImplementation,
  listConformanceTests,
  runConformance,
} from '@forecheck/testkit';
import { usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { CliError } from '../error.ts';
import { EXIT } from '../exit-codes.ts';
import { startConformanceProcess } from './conformance-process.ts';

/** `forecheck conform`: would another implementation agree with us? */
export const conformCommand = defineCommand({
  usage: 'conform [--command "<program>"]',
  description:
    'Asks an implementation every conformance case and compares its answers. Without --command the core of this ' +
    'package is asked. The case format and the line protocol are in docs/conformance.md.',
  options: {
    command: {
      type: 'string',
      value: '<program>',
      about: 'a program that reads one question per line and writes one answer per line',
    },
    suite: {
      type: 'string',
      value: '<glob>',
      about: 'only suites whose name matches: * stands for anything but a slash, ** for anything',
    },
    cases: {
      type: 'string',
      value: '<folder>',
      about: 'folder with the case files; otherwise test/conformance of the checkout around the current folder',
    },
    'timeout-ms': { type: 'string', value: '<n>', about: 'longest wait for one answer, 10000 unless told' },
  },
  examples: [
    { line: "forecheck conform --suite 'evaluate/restrict/*'", about: 'asks our own core about one kind of rules' },
    { line: 'forecheck conform --command ./mine', about: 'asks the program ./mine about everything' },
  ],
  exitCodes: { [EXIT.ok]: 'every case agrees', [EXIT.findings]: 'at least one case differs' },
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('`conform` takes no argument; a program is named by `--command`');
    const timeoutMs = readTimeout(options['timeout-ms']);
    const files = selectSuites(readCaseFiles(options.cases ?? findCasesFolder()), options.suite);
    const report = await ask(files, options.command, timeoutMs);
    await terminal.print(isJson ? formatJson(report) : formatReport(report));
    return report.failures.length === 0 ? EXIT.ok : EXIT.findings;
  },
});

function readTimeout(text: string | undefined): number {
  if (text === undefined) return ANSWER_TIMEOUT_MS;
  const timeoutMs = Number(text);
  if (Number.isInteger(timeoutMs) && timeoutMs > 0) return timeoutMs;
  throw new CliError('arguments-malformed', '`--timeout-ms` takes a whole number above 0');
}

/** The nearest `test/conformance` above the current folder, else above this file. */
function findCasesFolder(): string {
  for (const start of [process.cwd(), import.meta.dirname]) {
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
      const candidate = join(folder, 'test', 'conformance');
      if (existsSync(join(candidate, 'case.schema.json'))) return candidate;
    }
  }
  throw new CliError('file-unreadable', 'there are no conformance cases here; name their folder with `--cases`');
}

function readCaseFiles(folder: string): readonly CaseFile[] {
  if (!existsSync(folder)) throw new CliError('file-unreadable', `there is no folder \`${folder}\``);
  return globSync('evaluate/**/*.json', { cwd: folder })
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => readCaseFile(folder, path));
}

function readCaseFile(folder: string, path: string): CaseFile {
  const file = parseJson(readFileSync(join(folder, path), 'utf8'), path) as Partial<CaseFile> | null;
  if (typeof file?.suite !== 'string' || !Array.isArray(file.cases)) {
    throw new CliError('input-malformed', `\`${path}\` is not a file of conformance cases`);
  }
  refuseMalformedCases(file as CaseFile, path);
  return file as CaseFile;
}

/** The runner trusts its cases. What it cannot even prepare is a mistake in the file, and not in the runner. */
function refuseMalformedCases(file: CaseFile, path: string): void {
  for (const [index, one] of file.cases.entries()) {
    try {
      listConformanceTests([{ ...file, cases: [one] }]);
    } catch (cause) {
      throw new CliError(
        'input-malformed',
        `case ${index + 1} of \`${path}\` is not as docs/conformance.md says`,
        { case: index + 1 },
        { cause },
      );
    }
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError('input-malformed', `\`${path}\` is not JSON`, {}, { cause });
  }
}

function selectSuites(files: readonly CaseFile[], glob: string | undefined): readonly CaseFile[] {
  const pattern = glob === undefined ? /^/ : globPattern(glob);
  const selected = files.filter(({ suite }) => pattern.test(suite));
  // An empty run would look like a perfect one.
  if (listConformanceTests(selected).length > 0) return selected;
  if (glob === undefined) throw new CliError('file-unreadable', 'the folder holds no conformance cases');
  throw new CliError('arguments-malformed', `no suite matches \`${glob}\``);
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'))}$`);
}

async function ask(
  files: readonly CaseFile[],
  command: string | undefined,
  timeoutMs: number,
): Promise<ConformanceReport> {
  if (command === undefined) return runConformance(files, coreImplementation());
  const program = startConformanceProcess(command, timeoutMs);
  try {
    const report = await runConformance(files, program);
    if (program.hasStarted()) return report;
    throw new CliError('file-unreadable', `\`${command}\` is no program that the shell can start`);
  } finally {
    await program.close();
  }
}

function formatJson({ passed, failures }: ConformanceReport): string {
  return `${JSON.stringify({ passed, failed: failures.length, failures })}\n`;
}

function formatReport({ passed, failures }: ConformanceReport): string {
  const lines = failures.flatMap(({ suite, requirement, number, name, differences }) => [
    `${suite} #${number} (${requirement}): ${name}`,
    ...differences.map((difference) => `  ${difference}`),
  ]);
  return [...lines, `${passed} agree, ${failures.length} differ`, ''].join('\n');
}

/** Longest wait for one answer, unless `--timeout-ms` says otherwise. */
const ANSWER_TIMEOUT_MS = 10_000;
