import type { Digest } from '@forecheck/pack';
import type { PackStore } from '@forecheck/sync';
import { bytesOf, type ContractTest, demand, demandEqual, demandRejection, sharingBytes } from './contract.ts';

/** A place where pack stores keep things: opening again, after the earlier one is closed, finds what was put there. */
export interface PackStorePlace {
  open(): Promise<PackStore>;
}

const A: Digest = 'a'.repeat(64);
const B: Digest = 'b'.repeat(64);
const C: Digest = '0123456789abcdef'.repeat(4);

/** What every `PackStore` promises. */
export const packStoreContract: readonly ContractTest<PackStorePlace>[] = [
  {
    name: 'a blob is read back byte for byte, now and after opening again',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        for (const [digest, length] of LENGTHS) await store.putBlob(digest, bytesOf(length, 1));
        const check = async (opened: PackStore): Promise<void> => {
          for (const [digest, length] of LENGTHS) {
            demandEqual(await opened.getBlob(digest), bytesOf(length, 1), `a blob of ${length} bytes`);
          }
        };
        await check(store);
        await check(await reopen());
      }),
  },
  {
    name: 'a blob lies in memory of its own, so that it can be viewed as numbers of eight bytes',
    run: (place) =>
      reopening(place, async (store) => {
        await store.putBlob(A, bytesOf(100, 2));
        const blob = await store.getBlob(A);
        demand(blob !== undefined, 'the blob is there');
        demandEqual([blob.byteOffset, blob.buffer.byteLength], [0, 100], 'its memory begins and ends with it');
        demand(Object.getPrototypeOf(blob) === Uint8Array.prototype, 'it is a plain `Uint8Array`');
      }),
  },
  {
    name: 'what is put and what is got belong to the caller: changing them changes nothing that is stored',
    run: (place) =>
      reopening(place, async (store) => {
        const bytes = sharingBytes(bytesOf(50, 3));
        await store.putBlob(A, bytes);
        await store.appendPart(B, 0, bytes);
        bytes.fill(0);
        demandEqual(await store.takePart(B), bytesOf(50, 3), 'the part');
        (await store.getBlob(A))?.fill(1);
        demandEqual(await store.getBlob(A), bytesOf(50, 3), 'the blob');
        const record = sharingBytes(bytesOf(20, 4));
        await store.writeRecord(record);
        record.fill(0);
        demandEqual(await store.readRecord(), bytesOf(20, 4), 'the record');
      }),
  },
  {
    name: 'a piece of a larger buffer is put as that piece',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        const larger = bytesOf(1000, 5);
        await store.putBlob(A, larger.subarray(100, 200));
        await store.appendPart(B, 0, larger.subarray(300, 310));
        await store.writeRecord(larger.subarray(500, 520));
        const opened = await reopen();
        demandEqual(await opened.getBlob(A), larger.slice(100, 200), 'the blob');
        demandEqual(await opened.takePart(B), larger.slice(300, 310), 'the part');
        demandEqual(await opened.readRecord(), larger.slice(500, 520), 'the record');
      }),
  },
  {
    name: 'putting a blob that is there changes nothing, and two at once come to one',
    run: (place) =>
      reopening(place, async (store) => {
        await Promise.all([store.putBlob(A, bytesOf(5000, 6)), store.putBlob(A, bytesOf(5000, 6))]);
        await store.putBlob(A, bytesOf(5000, 6));
        demandEqual(await store.getBlob(A), bytesOf(5000, 6), 'the blob');
        demandEqual(await store.listBlobs(), [A], 'the list');
      }),
  },
  {
    name: 'what was never put is absent',
    run: (place) =>
      reopening(place, async (store) => {
        demandEqual(await store.getBlob(A), undefined, 'a blob');
        demandEqual(await store.listBlobs(), [], 'the list');
        demandEqual(await store.partLength(A), 0, 'the length of a part');
        demandEqual(await store.takePart(A), undefined, 'a part');
        demandEqual(await store.readRecord(), undefined, 'the record');
      }),
  },
  {
    name: 'the list tells whole blobs and no parts, now and after opening again',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        for (const digest of [B, A]) await store.putBlob(digest, bytesOf(10, 7));
        await store.appendPart(C, 0, bytesOf(10, 8));
        demandEqual([...(await store.listBlobs())].sort(), [A, B], 'the list');
        demandEqual([...(await (await reopen()).listBlobs())].sort(), [A, B], 'the list after opening again');
      }),
  },
  {
    name: 'a blob that is set aside is absent, stays so, and can be put again',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        await store.putBlob(A, bytesOf(10, 9));
        await store.putBlob(B, bytesOf(10, 10));
        await store.setAside(A);
        await store.setAside(C);
        const opened = await reopen();
        demandEqual(await opened.getBlob(A), undefined, 'the blob that was set aside');
        demandEqual(await opened.listBlobs(), [B], 'the list');
        for (let round = 0; round < 12; round += 1) {
          await opened.putBlob(A, bytesOf(10, round));
          demandEqual(await opened.getBlob(A), bytesOf(10, round), 'the blob that was put again');
          await opened.setAside(A);
        }
      }),
  },
  {
    name: 'collecting keeps what it is told to keep, and the record, and nothing else',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        for (const digest of [A, B]) await store.putBlob(digest, bytesOf(10, 11));
        for (const digest of [B, C]) await store.appendPart(digest, 0, bytesOf(7, 12));
        await store.writeRecord(bytesOf(5, 13));
        await store.collect(new Set([A, C]));
        const opened = await reopen();
        demandEqual(await opened.listBlobs(), [A], 'the list');
        demandEqual([await opened.partLength(B), await opened.partLength(C)], [0, 7], 'the parts');
        demandEqual(await opened.readRecord(), bytesOf(5, 13), 'the record');
      }),
  },
  {
    name: 'a part grows chunk by chunk, and is taken once',
    run: (place) =>
      reopening(place, async (store) => {
        for (let chunk = 0; chunk < 5; chunk += 1) await store.appendPart(A, chunk * 100, bytesOf(100, chunk));
        demandEqual(await store.partLength(A), 500, 'its length');
        const expected = [0, 1, 2, 3, 4].flatMap((chunk) => [...bytesOf(100, chunk)]);
        demandEqual(await store.takePart(A), Uint8Array.from(expected), 'its bytes');
        demandEqual([await store.takePart(A), await store.partLength(A)], [undefined, 0], 'what is left');
        await store.appendPart(A, 0, bytesOf(3, 14));
        demandEqual(await store.takePart(A), bytesOf(3, 14), 'a part that begins anew');
      }),
  },
  {
    name: 'a part is gone on with after opening again',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        await store.appendPart(A, 0, bytesOf(100, 15));
        const opened = await reopen();
        demandEqual(await opened.partLength(A), 100, 'its length');
        await opened.appendPart(A, 100, bytesOf(1, 16));
        demandEqual((await opened.takePart(A))?.length, 101, 'its bytes');
      }),
  },
  {
    name: 'a chunk that does not continue the part is refused and does no harm',
    run: (place) =>
      reopening(place, async (store) => {
        await store.appendPart(A, 0, bytesOf(10, 17));
        for (const offset of [0, 5, 11, 1000]) {
          await demandRejection(store.appendPart(A, offset, bytesOf(10, 18)), ['option-malformed'], `offset ${offset}`);
        }
        await demandRejection(
          store.appendPart(B, 1, bytesOf(10, 18)),
          ['option-malformed'],
          'a part that is not there',
        );
        demandEqual([await store.takePart(A), await store.takePart(B)], [bytesOf(10, 17), undefined], 'the parts');
      }),
  },
  {
    name: 'a record replaces the one before as a whole, and is there after opening again',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        await store.writeRecord(bytesOf(5000, 19));
        await store.writeRecord(bytesOf(3, 20));
        demandEqual(await store.readRecord(), bytesOf(3, 20), 'the record');
        const opened = await reopen();
        demandEqual(await opened.readRecord(), bytesOf(3, 20), 'the record after opening again');
        await opened.writeRecord(new Uint8Array(0));
        demandEqual(await opened.readRecord(), new Uint8Array(0), 'an empty record');
      }),
  },
  {
    name: 'records written at once end as the last of them',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        await Promise.all([1, 2, 3, 4, 5].map((seed) => store.writeRecord(bytesOf(200, seed))));
        demandEqual(await (await reopen()).readRecord(), bytesOf(200, 5), 'the record');
      }),
  },
  {
    name: 'what is no digest is refused, whatever it would name',
    run: (place) =>
      reopening(place, async (store) => {
        for (const name of ['', '..', '../record', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${A}\n`]) {
          for (const call of [
            () => store.putBlob(name, bytesOf(1, 1)),
            () => store.getBlob(name),
            () => store.setAside(name),
            () => store.partLength(name),
            () => store.appendPart(name, 0, bytesOf(1, 1)),
            () => store.takePart(name),
          ]) {
            await demandRejection(call(), ['option-malformed'], `the name ${JSON.stringify(name)}`);
          }
        }
        demandEqual(await store.listBlobs(), [], 'the list');
      }),
  },
  {
    name: 'closing awaits what is under way, may be repeated, and ends everything else',
    run: async (place) => {
      const store = await place.open();
      const puts = [store.putBlob(A, bytesOf(100_000, 21)), store.writeRecord(bytesOf(10, 22))];
      await Promise.all([store.close(), store.close()]);
      await Promise.all(puts);
      await store.close();
      for (const call of [() => store.putBlob(B, bytesOf(1, 1)), () => store.getBlob(A), () => store.readRecord()]) {
        await demandRejection(call(), ['storage-failed'], 'a call after closing');
      }
      const opened = await place.open();
      demandEqual((await opened.getBlob(A))?.length, 100_000, 'the blob that was under way');
      demandEqual(await opened.readRecord(), bytesOf(10, 22), 'the record that was under way');
      await opened.close();
    },
  },
];

const LENGTHS: readonly (readonly [Digest, number])[] = [
  [A, 0],
  [B, 1],
  [C, 300_001],
];

/** Opens, lets the test close and open again, and closes what is open at the end. */
async function reopening(
  place: PackStorePlace,
  test: (store: PackStore, reopen: () => Promise<PackStore>) => Promise<void>,
): Promise<void> {
  let store = await place.open();
  try {
    await test(store, async () => {
      await store.close();
      store = await place.open();
      return store;
    });
  } finally {
    await store.close();
  }
}
