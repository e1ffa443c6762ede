import { type CodedFailure, hasCodeOfOurs } from './exit-codes.ts';
import { nextStepOf } from './next-steps.ts';

/** How a failure is to be told. */
export interface FailureForm {
  readonly isJson: boolean;
  /** The command that failed, when it is known. */
  readonly command?: string;
  /** Which of many inputs it is about: `line 7`. */
  readonly place?: string;
}

/**
 * What standard error says of a failure: its code, its message and what to do next, without a line end.
 *
 * A mistake of ours is told without its message: `TypeError` and its like repeat values, which may be personal data.
 */
export function formatFailure(error: unknown, { isJson, command, place }: FailureForm): string {
  if (!hasCodeOfOurs(error)) return formatMistake(error, isJson);
  const next = nextStepOf(error.code, command);
  if (isJson) {
    return JSON.stringify({ ...(place === undefined ? {} : { place }), error: { ...describeFailure(error), next } });
  }
  const { code, message } = error;
  return `forecheck: ${place === undefined ? '' : `${place}: `}${code}: ${message}\n  next: ${next}`;
}

/** A failure as JSON. */
export function describeFailure({ code, message, detail }: Error & CodedFailure): Readonly<Record<string, unknown>> {
  return { code, message, detail };
}

function formatMistake(error: unknown, isJson: boolean): string {
  const message = 'a mistake in forecheck itself';
  const next = nextStepOf('internal', undefined);
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const frames = framesOf(error);
  if (isJson) return JSON.stringify({ error: { code: 'internal', message, detail: { name }, next, frames } });
  return [
    `forecheck: internal: ${message} (${name})`,
    ...frames.map((frame) => `    ${frame}`),
    `  next: ${next}`,
  ].join('\n');
}

/** Where it happened, without what was said. The whole of it when `FORECHECK_DEBUG` is set. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return process.env['FORECHECK_DEBUG'] ? lines : lines.filter((line) => line.startsWith('at ')).slice(0, FRAMES_MAX);
}

const FRAMES_MAX = 8;
