import type { PieceEntry, ReceivedDisposition, StreamOutcome, StreamPiece } from '../intake-store.ts';
import { type PiecePlan, type PlannedEntry, planPiece } from './plan-piece.ts';
import { chunksOf, numberOf, type SqlDialect, type SqlRow, type SqlSession, textOf, valuesOf } from './sql.ts';

/**
 * Takes pieces of streams in one transaction, with as many statements for hundreds of pieces as for one.
 *
 * Rows are locked and written in one order of tables, and of keys in each, so that two nodes wait for each other and do
 * not block each other.
 */
export async function acceptPieces(
  session: SqlSession,
  dialect: SqlDialect,
  pieces: readonly StreamPiece[],
  nowMs: number,
): Promise<readonly StreamOutcome[]> {
  const streams = await lockStreams(session, dialect, pieces);
  await readDigests(session, streams, pieces);
  const taken: Taken[] = [];
  const outcomes = pieces.map((piece) => {
    const known = streams.get(keyOf(piece))!;
    const plan = planPiece(piece, known);
    taken.push({ piece, plan });
    return advance(known, plan);
  });
  await writeEntries(session, dialect, taken, nowMs);
  await writeMeanings(session, taken);
  await writeStreams(session, streams);
  return outcomes;
}

/** A stream while pieces of it are taken. */
interface OpenStream {
  readonly institution: string;
  readonly stream: string;
  acknowledged: number;
  isQuarantined: boolean;
  readonly digests: Map<number, string>;
}

interface Taken {
  readonly piece: StreamPiece;
  readonly plan: PiecePlan;
}

async function lockStreams(
  session: SqlSession,
  dialect: SqlDialect,
  pieces: readonly StreamPiece[],
): Promise<ReadonlyMap<string, OpenStream>> {
  const wanted = [...new Map(pieces.map((piece) => [keyOf(piece), piece])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { institution, stream }]) => [institution, stream]);
  const streams = new Map<string, OpenStream>();
  for (const chunk of chunksOf(wanted, 2)) {
    const values = valuesOf(chunk, ['TEXT', 'TEXT']);
    await session.query(
      `WITH wanted (institution, stream) AS (${values})
      INSERT INTO streams (institution, stream, acknowledged, quarantined)
      SELECT institution, stream, 0, 0 FROM wanted WHERE true ON CONFLICT DO NOTHING`,
      chunk.flat(),
    );
    const rows = await session.query(
      `WITH wanted (institution, stream) AS (${values})
      SELECT s.* FROM streams s JOIN wanted w ON s.institution = w.institution AND s.stream = w.stream
      ORDER BY s.institution, s.stream ${dialect.lockRows}`,
      chunk.flat(),
    );
    for (const row of rows) {
      const open = openStream(row);
      streams.set(keyOf(open), open);
    }
  }
  return streams;
}

function openStream(row: SqlRow): OpenStream {
  return {
    institution: textOf(row, 'institution'),
    stream: textOf(row, 'stream'),
    acknowledged: numberOf(row, 'acknowledged'),
    isQuarantined: numberOf(row, 'quarantined') === 1,
    digests: new Map(),
  };
}

/** Digests of the entries that the pieces speak of, and of those that lie beyond a gap. */
async function readDigests(
  session: SqlSession,
  streams: ReadonlyMap<string, OpenStream>,
  pieces: readonly StreamPiece[],
): Promise<void> {
  const ranges = pieces.map(({ institution, stream, first, entries }) => [
    institution,
    stream,
    first,
    first + entries.length - 1,
  ]);
  for (const { institution, stream, acknowledged } of streams.values()) {
    ranges.push([institution, stream, acknowledged + 1, Number.MAX_SAFE_INTEGER]);
  }
  for (const chunk of chunksOf(ranges, 4)) {
    const rows = await session.query(
      `WITH wanted (institution, stream, low, high) AS (${valuesOf(chunk, ['TEXT', 'TEXT', 'BIGINT', 'BIGINT'])})
      SELECT e.institution, e.stream, e.sequence, e.digest FROM wanted w JOIN entries e
      ON e.institution = w.institution AND e.stream = w.stream AND e.sequence BETWEEN w.low AND w.high`,
      chunk.flat(),
    );
    for (const row of rows) {
      const key = keyOf({ institution: textOf(row, 'institution'), stream: textOf(row, 'stream') });
      streams.get(key)?.digests.set(numberOf(row, 'sequence'), textOf(row, 'digest'));
    }
  }
}

function advance(stream: OpenStream, plan: PiecePlan): StreamOutcome {
  if (plan.isForked) stream.isQuarantined = true;
  for (const { sequence, entry } of [...plan.added, ...plan.filled]) stream.digests.set(sequence, entry.digest);
  while (stream.digests.has(stream.acknowledged + 1)) stream.acknowledged += 1;
  return {
    acknowledged: stream.acknowledged,
    isQuarantined: stream.isQuarantined,
    added: plan.added.length + plan.filled.length,
    repeated: plan.repeated,
    dropped: plan.dropped,
  };
}

async function writeEntries(
  session: SqlSession,
  dialect: SqlDialect,
  taken: readonly Taken[],
  nowMs: number,
): Promise<void> {
  const row = ({ institution, stream }: StreamPiece, sequence: number, { digest, bytes }: PieceEntry) => [
    institution,
    stream,
    sequence,
    digest,
    bytes,
    nowMs,
  ];
  const added = taken.flatMap(({ piece, plan }) => plan.added.map((it) => row(piece, it.sequence, it.entry)));
  const setAside = taken.flatMap(({ piece, plan }) =>
    plan.isForked ? piece.entries.map((entry, index) => row(piece, piece.first + index, entry)) : [],
  );
  await insertEntries(session, dialect, 'entries', added);
  await insertEntries(session, dialect, 'quarantine', setAside);
  for (const { piece, plan } of taken) {
    for (const { sequence, entry } of plan.filled) {
      await session.query(
        'UPDATE entries SET digest = $1, bytes = $2 WHERE institution = $3 AND stream = $4 AND sequence = $5',
        [entry.digest, entry.bytes, piece.institution, piece.stream, sequence],
      );
    }
  }
}

async function insertEntries(
  session: SqlSession,
  dialect: SqlDialect,
  table: 'entries' | 'quarantine',
  rows: readonly (readonly (string | number | Uint8Array)[])[],
): Promise<void> {
  const types = ['TEXT', 'TEXT', 'BIGINT', 'TEXT', dialect.bytes, 'BIGINT'];
  for (const chunk of chunksOf(rows, types.length)) {
    await session.query(
      `INSERT INTO ${table} (institution, stream, sequence, digest, bytes, received_ms) ${valuesOf(chunk, types)}
      ON CONFLICT DO NOTHING`,
      chunk.flat(),
    );
  }
}

async function writeMeanings(session: SqlSession, taken: readonly Taken[]): Promise<void> {
  const dispositions = new Map<string, { institution: string; disposition: ReceivedDisposition }>();
  const figures = new Map<string, (string | number)[]>();
  for (const { piece, plan } of taken) {
    for (const { entry } of [...plan.added, ...plan.filled] satisfies PlannedEntry[]) {
      const { institution } = piece;
      for (const disposition of entry.dispositions ?? []) {
        const key = JSON.stringify([institution, disposition.id]);
        if (!dispositions.has(key)) dispositions.set(key, { institution, disposition });
      }
      for (const { day, name, rule, count } of entry.figures ?? []) {
        const key = JSON.stringify([day, institution, name, rule]);
        figures.set(key, [day, institution, name, rule, count + Number(figures.get(key)?.[4] ?? 0)]);
      }
    }
  }
  const rows = sortedValues(dispositions).map(({ institution, disposition: it }) => [
    institution,
    it.id,
    it.alert,
    it.rule,
    it.kind,
    it.recordedMs,
  ]);
  for (const chunk of chunksOf(rows, 6)) {
    await session.query(
      `INSERT INTO dispositions (institution, id, alert, rule, kind, recorded_ms)
      ${valuesOf(chunk, ['TEXT', 'TEXT', 'TEXT', 'TEXT', 'TEXT', 'BIGINT'])} ON CONFLICT (institution, id) DO NOTHING`,
      chunk.flat(),
    );
  }
  for (const chunk of chunksOf(sortedValues(figures), 5)) {
    await session.query(
      `INSERT INTO figures (day, institution, name, rule, count) ${valuesOf(chunk, ['BIGINT', 'TEXT', 'TEXT', 'TEXT', 'BIGINT'])}
      ON CONFLICT (day, institution, name, rule) DO UPDATE SET count = figures.count + excluded.count`,
      chunk.flat(),
    );
  }
}

async function writeStreams(session: SqlSession, streams: ReadonlyMap<string, OpenStream>): Promise<void> {
  const rows = [...streams.values()].map(({ institution, stream, acknowledged, isQuarantined }) => [
    institution,
    stream,
    acknowledged,
    Number(isQuarantined),
  ]);
  for (const chunk of chunksOf(rows, 4)) {
    await session.query(
      `WITH reached (institution, stream, acknowledged, quarantined) AS (${valuesOf(chunk, ['TEXT', 'TEXT', 'BIGINT', 'BIGINT'])})
      UPDATE streams SET acknowledged = reached.acknowledged, quarantined = reached.quarantined FROM reached
      WHERE streams.institution = reached.institution AND streams.stream = reached.stream`,
      chunk.flat(),
    );
  }
}

const keyOf = ({ institution, stream }: { readonly institution: string; readonly stream: string }): string =>
  JSON.stringify([institution, stream]);

function sortedValues<Value>(map: ReadonlyMap<string, Value>): readonly Value[] {
  return [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
