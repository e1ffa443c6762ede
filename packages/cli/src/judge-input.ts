import type { Evaluation, Ruleset } from '@forecheck/core';
import { type EncounterFormat, evaluateOrRefuse, formatOf } from './encounter-input.ts';
import { type CodedFailure, hasCodeOfOurs } from './exit-codes.ts';
import type { MessageSettings } from './message-settings.ts';
import { unreadFields } from './unread-fields.ts';

/** What becomes of one input. */
export interface JudgedInput {
  /** What is given back for it: an evaluation, or an answer envelope. Absent when there is nothing to give back. */
  readonly answer?: unknown;
  /** Why it could not be judged. A refused message has an answer beside it: the one that its sender gets. */
  readonly failure?: Error & CodedFailure;
  /** What was repaired, derived or left out; codes and paths only. */
  readonly notes?: readonly InputNote[];
}

/** One thing about an input that its sender may want to mend. */
export interface InputNote {
  readonly code: string;
  readonly path: string;
  /** How often, over all entries of the lists on the path. */
  readonly count: number;
}

/** How inputs are judged. */
export interface JudgeInputOptions {
  readonly format: EncounterFormat;
  /** When a message that tells no time was sent. */
  readonly asOf?: string;
  /** How messages are read and answered. */
  readonly settings?: MessageSettings;
  /** Whether evaluations carry the changes that would remove their alerts. Answers to messages have no place for them. */
  readonly fixes: 'offer' | 'skip';
}

/**
 * Judges one input: an encounter, or a 3101 or 3102 message.
 *
 * @param sequence - How many were judged before; numbers the answers.
 */
export async function judgeInput(
  ruleset: Ruleset,
  value: unknown,
  sequence: number,
  options: JudgeInputOptions,
): Promise<JudgedInput> {
  try {
    if (formatOf(value, options.format) === 'nhsa') return await judgeMessage(ruleset, value, sequence, options);
    const evaluation = await evaluateOrRefuse(ruleset, value, { fixes: options.fixes });
    const diagnostics = evaluation.diagnostics.map((diagnostic) => ({ ...diagnostic, count: 1 }));
    return { answer: evaluation, notes: [...diagnostics, ...unreadFields(value)] };
  } catch (error) {
    if (hasCodeOfOurs(error)) return { failure: error };
    throw error;
  }
}

async function judgeMessage(
  ruleset: Ruleset,
  message: unknown,
  sequence: number,
  { asOf, settings = {} }: JudgeInputOptions,
): Promise<JudgedInput> {
  // Loaded here, once: those who evaluate encounters need none of it.
  const nhsa = await import('@forecheck/nhsa');
  try {
    const parsed = nhsa.parsePrecheckRequest(message, { ...settings.request, ...(asOf === undefined ? {} : { asOf }) });
    const evaluations: Evaluation[] = [];
    for (const { encounter } of [parsed, ...parsed.others]) {
      evaluations.push(await evaluateOrRefuse(ruleset, encounter, { fixes: 'skip' }));
    }
    const answer = nhsa.formatPrecheckResponse(parsed, evaluations, { ...settings.response, sequence });
    // Each gives the reader's notes first, and then what only its own evaluation tells.
    const told = evaluations.flatMap((one) => nhsa.notesOfEvaluation(parsed, one).slice(parsed.notes.length));
    return { answer, notes: [...parsed.notes, ...told] };
  } catch (error) {
    if (!hasCodeOfOurs(error)) throw error;
    const envelope = nhsa.readRequestEnvelope(isNode(message) ? message : {});
    const respondedAt = envelope.infTime ?? asOf ?? Date.now();
    return { failure: error, answer: nhsa.formatFailure(error, envelope, { respondedAt, sequence }) };
  }
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
