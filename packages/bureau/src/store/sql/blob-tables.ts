import type { Encoding } from '@forecheck/sync/protocol';
import type { BlobStore } from '../blob-store.ts';
import { bytesOf, numberOf, type Sql, textOf } from './sql.ts';

/** Blobs, cut in pieces: one row of half a gigabyte would be copied several times on its way. */
export function blobTables(sql: Sql): BlobStore {
  return {
    putBlob: (digest, encoding, bytes) =>
      sql.transact(async (session) => {
        // Invariant: this row comes first. Another node that puts the same form waits here and then finds it done, so parts
        // of two compressions are never mixed.
        const added = await session.query(
          'INSERT INTO blobs (digest, encoding, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING digest',
          [digest, encoding, bytes.length],
        );
        if (added.length === 0) return;
        for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
          const piece = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
          await session.query('INSERT INTO blob_parts (digest, encoding, part, bytes) VALUES ($1, $2, $3, $4)', [
            digest,
            encoding,
            part,
            piece,
          ]);
        }
      }),
    async readBlobForms(digest) {
      const rows = await sql.query('SELECT encoding, bytes FROM blobs WHERE digest = $1 ORDER BY encoding', [digest]);
      return rows.map((row) => ({ encoding: textOf(row, 'encoding') as Encoding, bytes: numberOf(row, 'bytes') }));
    },
    async readBlob(digest, encoding) {
      const [form] = await sql.query('SELECT bytes FROM blobs WHERE digest = $1 AND encoding = $2', [digest, encoding]);
      if (form === undefined) return undefined;
      const whole = new Uint8Array(numberOf(form, 'bytes'));
      for (let part = 0; part * PART_BYTES < whole.length; part += 1) {
        const [row] = await sql.query(
          'SELECT bytes FROM blob_parts WHERE digest = $1 AND encoding = $2 AND part = $3',
          [digest, encoding, part],
        );
        whole.set(bytesOf(row ?? {}, 'bytes'), part * PART_BYTES);
      }
      return whole;
    },
  };
}

const PART_BYTES = 1024 * 1024;
