import type { QuestionStore } from '../question-store.ts';
import { numberOf, type Sql, type SqlRow, textOf } from './sql.ts';

/** Questions and answers, in tables. */
export function questionTables(sql: Sql): QuestionStore {
  return {
    putQuestions: (institution, questions) =>
      sql.transact(async (session) => {
        for (const { id, about, text, askedMs } of questions) {
          await session.query(
            `INSERT INTO questions (id, institution, about, text, asked_ms) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO NOTHING`,
            [id, institution, about, text, askedMs],
          );
        }
      }),
    async readOpenQuestions(institution, limit) {
      const rows = await sql.query(
        'SELECT * FROM questions WHERE institution = $1 AND answered_ms IS NULL ORDER BY asked_ms, id LIMIT $2',
        [institution, limit],
      );
      return rows.map(questionOf);
    },
    putAnswers: (institution, answers) =>
      sql.transact(async (session) => {
        let taken = 0;
        for (const { question, text, answeredMs } of answers) {
          const rows = await session.query(
            `UPDATE questions SET answer = $1, answered_ms = $2
            WHERE id = $3 AND institution = $4 AND answered_ms IS NULL RETURNING id`,
            [text, answeredMs, question, institution],
          );
          taken += rows.length;
        }
        return taken;
      }),
    async readQuestions(limit) {
      const rows = await sql.query('SELECT * FROM questions ORDER BY asked_ms DESC, id LIMIT $1', [limit]);
      return rows.map((row) => ({
        ...questionOf(row),
        institution: textOf(row, 'institution'),
        ...(row['answered_ms'] === undefined
          ? {}
          : { answer: textOf(row, 'answer'), answeredMs: numberOf(row, 'answered_ms') }),
      }));
    },
  };
}

const questionOf = (row: SqlRow) => ({
  id: textOf(row, 'id'),
  about: textOf(row, 'about'),
  text: textOf(row, 'text'),
  askedMs: numberOf(row, 'asked_ms'),
});
