import type { Answer, Answers } from '../protocol/messages.ts';

/** Answers on their way to the bureau; a question that comes again was not answered. */
export interface AnswerQueue {
  /** Of two answers to one question the later one counts. */
  add(answer: Answer): void;
  /** Messages for everything that waits, which then waits no more. */
  take(): readonly Answers[];
}

/** Answers that wait for a connection. */
export function createAnswerQueue(): AnswerQueue {
  const answers = new Map<string, Answer>();
  return {
    add(answer) {
      answers.set(answer.question, answer);
      const [oldest] = answers.keys();
      if (answers.size > ANSWERS_WAITING_MAX && oldest !== undefined) answers.delete(oldest);
    },
    take() {
      const waiting = [...answers.values()];
      answers.clear();
      const messages: Answers[] = [];
      for (let from = 0; from < waiting.length; from += ANSWERS_PER_FRAME) {
        messages.push({ kind: 'answers', answers: waiting.slice(from, from + ANSWERS_PER_FRAME) });
      }
      return messages;
    },
  };
}

/** 2,000 characters of three bytes each, so that the longest stay below `FRAME_BYTES_MAX`. */
const ANSWERS_PER_FRAME = 50;
/** More questions than ever come at once. */
const ANSWERS_WAITING_MAX = 1_000;
