import type { Evaluation } from '@forecheck/core';
import type { MappingNote } from '../envelope/note.ts';
import type { ParsedPrecheck } from './parse-request.ts';

/**
 * The reader's notes and what only the evaluation could tell: one `code-unmapped` for the lines whose code no loaded
 * rule or mapping knows, with the first such line's place and how many there are. Give the evaluation of
 * `parsed.encounter` or of one of `parsed.others`; items of any other are left out.
 */
export function notesOfEvaluation(parsed: ParsedPrecheck, evaluation: Evaluation): readonly MappingNote[] {
  const subject = [parsed, ...parsed.others].find((one) => one.encounter.id === evaluation.encounterId);
  const paths = evaluation.unmapped.flatMap((item) => subject?.echo.lines.get(item)?.codePath ?? []);
  const [path] = paths;
  return path === undefined ? parsed.notes : [...parsed.notes, { code: 'code-unmapped', path, count: paths.length }];
}
