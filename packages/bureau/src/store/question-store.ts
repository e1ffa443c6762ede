import type { Answer, Question } from '@forecheck/sync/protocol';

/** Questions (疑点) to institutions, and what they answered. */
export interface QuestionStore {
  /** One whose id is there already changes nothing. */
  putQuestions(institution: string, questions: readonly Question[]): Promise<void>;
  /** Not answered yet, oldest first, at most so many. */
  readOpenQuestions(institution: string, limit: number): Promise<readonly Question[]>;
  /** The first answer to a question of the institution counts; others, and those to no question, are ignored. */
  putAnswers(institution: string, answers: readonly Answer[]): Promise<number>;
  /** Newest question first, at most so many. */
  readQuestions(limit: number): Promise<readonly AskedQuestion[]>;
}

/** A question with its answer, once there is one. */
export interface AskedQuestion extends Question {
  readonly institution: string;
  readonly answer?: string;
  readonly answeredMs?: number;
}
