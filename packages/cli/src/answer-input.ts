import type { CommandCall } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { describeFailure, formatFailure } from './format-failure.ts';
import type { JsonInput } from './json-input.ts';
import type { JudgedInput } from './judge-input.ts';
import { formatCount, type Progress, startProgress } from './progress.ts';

/** Judges one value; `sequence` counts from 0. */
export type Judge = (value: unknown, sequence: number) => Promise<JudgedInput>;

/** Where answers go, and what is told beside them. */
export interface AnswerOptions extends Pick<CommandCall, 'terminal' | 'isJson'> {
  /** Whether the repairs made in each message are told on standard error. */
  readonly areNotesTold: boolean;
}

/**
 * Judges everything that an input holds and prints one answer for each value, in the form of the input. A value that
 * cannot be judged is told on standard error and has `{ "error": … }` in its place, so that answers stay in step.
 *
 * @returns `EXIT.input` when something could not be judged.
 * @throws The failure of an input that holds a single value.
 */
export async function answerInput(input: JsonInput, judge: Judge, options: AnswerOptions): Promise<ExitCode> {
  return input.form === 'single' ? answerSingle(input.value, judge, options) : answerMany(input, judge, options);
}

async function answerSingle(value: unknown, judge: Judge, options: AnswerOptions): Promise<ExitCode> {
  const { answer, failure, notes } = await judge(value, 0);
  if (answer !== undefined) await options.terminal.print(`${JSON.stringify(answer, undefined, 2)}\n`);
  tellNotes(notes, undefined, options);
  if (hasUnread(notes)) tellUnread(1, options);
  if (failure !== undefined) throw failure;
  return EXIT.ok;
}

async function answerMany(input: ManyInputs, judge: Judge, options: AnswerOptions): Promise<ExitCode> {
  const { terminal } = options;
  const isList = input.form === 'list';
  const progress = startProgress(terminal, 'evaluating');
  let done = 0;
  let refused = 0;
  let unread = 0;
  try {
    for await (const { place, judged } of judgeEach(input, judge)) {
      if (judged === undefined) {
        await terminal.print('\n');
        continue;
      }
      const { failure, notes } = judged;
      const answer = judged.answer ?? (failure && { error: describeFailure(failure) });
      const start = isList ? (done === 0 ? '[\n' : ',\n') : '';
      await terminal.print(`${start}${JSON.stringify(answer)}${isList ? '' : '\n'}`);
      done += 1;
      if (failure !== undefined) refused += 1;
      tellBeside(judged, place, refused, progress, options);
      if (notes !== undefined) tellNotes(notes, place, options);
      if (hasUnread(notes)) unread += 1;
      progress.update(done, isList ? input.values.length : undefined);
    }
    if (isList) await terminal.print(done === 0 ? '[]\n' : '\n]\n');
  } finally {
    progress.end();
  }
  if (unread > 0) tellUnread(unread, options);
  if (refused === 0) return EXIT.ok;
  if (!options.isJson) terminal.warn(`forecheck: ${formatCount(refused)} of ${formatCount(done)} could not be judged`);
  return EXIT.input;
}

type ManyInputs = Exclude<JsonInput, { readonly form: 'single' }>;

interface PlacedInput {
  /** `line 7` or `entry 7`, from 1. */
  readonly place: string;
  /** Absent for a blank line, which is answered with one: whoever writes a line may wait for a line. */
  readonly judged: JudgedInput | undefined;
}

async function* judgeEach(input: ManyInputs, judge: Judge): AsyncGenerator<PlacedInput> {
  let sequence = 0;
  if (input.form === 'list') {
    for (const value of input.values) {
      yield { place: `entry ${sequence + 1}`, judged: await judge(value, sequence) };
      sequence += 1;
    }
    return;
  }
  for await (const { line, read } of input.entries) {
    const place = `line ${line}`;
    if ('isBlank' in read) {
      yield { place, judged: undefined };
      continue;
    }
    yield { place, judged: 'value' in read ? await judge(read.value, sequence) : read };
    sequence += 1;
  }
}

function tellBeside(
  { failure }: JudgedInput,
  place: string,
  refused: number,
  progress: Progress,
  { terminal, isJson }: AnswerOptions,
): void {
  if (failure === undefined || refused > FAILURES_TOLD_MAX) return;
  progress.end();
  terminal.warn(formatFailure(failure, { isJson, command: 'evaluate', place }));
  if (refused === FAILURES_TOLD_MAX && !isJson) terminal.warn('forecheck: further failures are only counted');
}

function tellNotes(notes: JudgedInput['notes'], place: string | undefined, options: AnswerOptions): void {
  if (notes === undefined || notes.length === 0 || !options.areNotesTold) return;
  const { terminal, isJson } = options;
  if (isJson) {
    terminal.warn(JSON.stringify({ ...(place === undefined ? {} : { place }), notes }));
    return;
  }
  for (const { code, path, count } of notes) {
    const times = count === 1 ? '' : ` and ${formatCount(count - 1)} more`;
    terminal.warn(`${place === undefined ? '' : `${place}: `}note: ${code} at \`${path}\`${times}`);
  }
}

function hasUnread(notes: JudgedInput['notes']): boolean {
  return notes?.some(({ code }) => code === 'field-unknown') === true;
}

/** Told unasked, once: a misspelt property is a missing fact, and its rules are undetermined without it. */
function tellUnread(inputs: number, { terminal, isJson, areNotesTold }: AnswerOptions): void {
  if (areNotesTold || isJson) return;
  const what = inputs === 1 ? 'one encounter has properties' : `${formatCount(inputs)} encounters have properties`;
  terminal.warn(`forecheck: ${what} that nothing reads; --notes names them`);
}

/** A file of the wrong kind would otherwise be told line by line. */
const FAILURES_TOLD_MAX = 20;
