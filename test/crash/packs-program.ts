import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openFilesPackStore } from '@forecheck/sync/node';
import { createDice } from '../fuzz/dice.ts';

/**
 * Puts, replaces and removes until it is killed, and tells on standard output what has happened (`put`, `record`) or is
 * about to (`removing`, `writing`). Arguments: folder, seed, number of the first record, number of the last.
 */
const [folder = '', seed = '0', from = '1', last = 'Infinity'] = process.argv.slice(2);
const dice = createDice(Number(seed));
const tell = (line: string): void => void writeSync(1, `${line}\n`);

try {
  const store = await openFilesPackStore({ folder });
  tell('opened');
  let record = Number(from);
  while (record <= Number(last)) {
    const blobs = Array.from({ length: 1 + dice.below(4) }, () =>
      Buffer.alloc(dice.below(60_000), `${dice.below(1e9)} `),
    );
    await Promise.all(
      blobs.map(async (bytes) => {
        const digest = createHash('sha256').update(bytes).digest('hex');
        await store.appendPart(digest, await store.partLength(digest), bytes);
        await store.putBlob(digest, bytes);
        tell(`put ${digest}`);
      }),
    );
    tell(`writing ${record}`);
    await store.writeRecord(Buffer.alloc(10 + dice.below(9000), `${record} `));
    tell(`record ${record}`);
    record += 1;
    if (dice.below(6) > 0) continue;
    const listed = await store.listBlobs();
    const gone = listed.filter(() => dice.below(3) === 0);
    for (const digest of gone) tell(`removing ${digest}`);
    const [first] = gone;
    if (first !== undefined && dice.below(2) === 0) await store.setAside(first);
    else await store.collect(new Set(listed.filter((digest) => !gone.includes(digest))));
  }
  await store.close();
} catch (error) {
  tell(`failed ${(error as { readonly code?: string }).code}`);
}
