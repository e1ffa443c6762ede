import type { Outbox, OutboxEntry } from '@forecheck/sync';
import { bytesOf, type ContractTest, demand, demandEqual, demandRejection, sharingBytes } from './contract.ts';

/** A place where outboxes keep things: opening again, after the earlier one is closed, finds what was appended there. */
export interface OutboxPlace {
  /** @param bytesMax - Quota; that of the adapter when absent. */
  open(bytesMax?: number): Promise<Outbox>;
}

/** What every `Outbox` promises. */
export const outboxContract: readonly ContractTest<OutboxPlace>[] = [
  {
    name: 'a new outbox is empty and its stream has a name',
    run: (place) =>
      reopening(place, async (outbox) => {
        demand(/^[\x21-\x7e]{1,64}$/.test(outbox.stream), 'the name of a stream is of 1 to 64 printable characters');
        demandEqual(outbox.depth, { ...EMPTY, next: 1 }, 'its depth');
        demandEqual(await outbox.read(ALL), { stream: outbox.stream, first: 1, entries: [] }, 'what it holds');
      }),
  },
  {
    name: 'entries are numbered from 1 without gaps, and read in that order, now and after opening again',
    run: (place) =>
      reopening(place, async (outbox, reopen) => {
        for (let number = 1; number <= 5; number += 1) {
          demandEqual(await outbox.append(disposition(number)), number, 'the sequence');
        }
        const expected = { stream: outbox.stream, first: 1, entries: [1, 2, 3, 4, 5].map(payload) };
        demandEqual(await outbox.read(ALL), expected, 'what it holds');
        const opened = await reopen();
        demandEqual(await opened.read(ALL), expected, 'what it holds after opening again');
        demandEqual(opened.depth, { ...EMPTY, entries: 5, bytes: 50, next: 6 }, 'its depth');
        demandEqual(await opened.append(disposition(6)), 6, 'the sequence after opening again');
      }),
  },
  {
    name: 'appends at once get a sequence each, in the order in which they were asked for',
    run: (place) =>
      reopening(place, async (outbox) => {
        const numbers = Array.from({ length: 600 }, (_, index) => index + 1);
        demandEqual(
          await Promise.all(numbers.map((number) => outbox.append(disposition(number)))),
          numbers,
          'sequences',
        );
        const { entries } = await outbox.read({ entriesMax: 1000, bytesMax: 1e9 });
        demandEqual(entries, numbers.map(payload), 'what it holds');
      }),
  },
  {
    name: 'an entry belongs to the caller: changing it later changes nothing that is kept',
    run: (place) =>
      reopening(place, async (outbox) => {
        const entry = { class: 'disposition', bytes: sharingBytes(payload(1)) } as const;
        const appended = outbox.append(entry);
        entry.bytes.fill(0);
        await appended;
        (await outbox.read(ALL)).entries[0]?.fill(1);
        demandEqual((await outbox.read(ALL)).entries, [payload(1)], 'what it holds');
      }),
  },
  {
    name: 'a piece of a larger buffer is kept as that piece, and entries of 64 KB come back whole',
    run: (place) =>
      reopening(place, async (outbox, reopen) => {
        const larger = bytesOf(70_000, 1);
        await outbox.append({ class: 'alert', bytes: larger.subarray(100, 110) });
        await outbox.append({ class: 'disposition', bytes: larger.subarray(0, 65_536) });
        demandEqual(
          (await (await reopen()).read(ALL)).entries,
          [larger.slice(100, 110), larger.slice(0, 65_536)],
          'both',
        );
      }),
  },
  {
    name: 'an entry without bytes, or with more than a message takes, is refused and takes no sequence',
    run: (place) =>
      reopening(place, async (outbox) => {
        const append = (length: number): Promise<number> =>
          outbox.append({ class: 'alert', bytes: bytesOf(length, 1) });
        await demandRejection(append(0), ['option-malformed'], 'no bytes');
        await demandRejection(append(65_537), ['message-excessive'], 'too many bytes');
        demandEqual(await outbox.append(disposition(1)), 1, 'the sequence');
      }),
  },
  {
    name: 'reading keeps to its limits, and gives one entry even where that is too large',
    run: (place) =>
      reopening(place, async (outbox) => {
        for (const number of [1, 2, 3, 4]) await outbox.append(disposition(number));
        const count = async (entriesMax: number, bytesMax: number): Promise<number> =>
          (await outbox.read({ entriesMax, bytesMax })).entries.length;
        demandEqual(
          [await count(2, 1000), await count(10, 30), await count(10, 29), await count(10, 1), await count(10, 40)],
          [2, 3, 2, 1, 4],
          'how many are read',
        );
      }),
  },
  {
    name: 'reading goes on after a sequence, and ends at the next one to be written',
    run: (place) =>
      reopening(place, async (outbox) => {
        for (const number of [1, 2, 3]) await outbox.append(disposition(number));
        const { stream } = outbox;
        const read = (after: number): Promise<unknown> => outbox.read({ ...ALL, after });
        demandEqual(await read(1), { stream, first: 2, entries: [payload(2), payload(3)] }, 'after 1');
        for (const after of [3, 4, 1000])
          demandEqual(await read(after), { stream, first: 4, entries: [] }, `after ${after}`);
      }),
  },
  {
    name: 'what is acknowledged is gone, and sequences go on, also when nothing is left and it is opened again',
    run: (place) =>
      reopening(place, async (outbox, reopen) => {
        const { stream } = outbox;
        for (const number of [1, 2, 3]) await outbox.append(disposition(number));
        await outbox.acknowledge(stream, 2);
        demandEqual(await outbox.read(ALL), { stream, first: 3, entries: [payload(3)] }, 'what it holds');
        await outbox.acknowledge(stream, 3);
        demandEqual(outbox.depth, { ...EMPTY, next: 4 }, 'its depth');
        const opened = await reopen();
        demandEqual(await opened.read(ALL), { stream, first: 4, entries: [] }, 'what it holds after opening again');
        demandEqual(await opened.append(disposition(4)), 4, 'the sequence');
        demandEqual(await opened.read({ ...ALL, after: 1 }), { stream, first: 4, entries: [payload(4)] }, 'after 1');
      }),
  },
  {
    name: 'an acknowledgement that is repeated, lower, of another stream, or of what was never written removes nothing',
    run: (place) =>
      reopening(place, async (outbox) => {
        const { stream } = outbox;
        for (const number of [1, 2, 3]) await outbox.append(disposition(number));
        await outbox.acknowledge(stream, 1);
        for (const sequence of [1, 0, -5, 4, 1000]) await outbox.acknowledge(stream, sequence);
        await outbox.acknowledge(`${stream}x`, 3);
        demandEqual(await outbox.read(ALL), { stream, first: 2, entries: [payload(2), payload(3)] }, 'what it holds');
      }),
  },
  {
    name: 'a stream that begins anew has another name and numbers what is kept from 1, now and after opening again',
    run: (place) =>
      reopening(place, async (outbox, reopen) => {
        const before = outbox.stream;
        for (const number of [1, 2, 3]) await outbox.append(disposition(number));
        await outbox.acknowledge(before, 1);
        await outbox.beginStream();
        const { stream } = outbox;
        demand(stream !== before, 'the name is another');
        demandEqual(await outbox.read(ALL), { stream, first: 1, entries: [payload(2), payload(3)] }, 'what it holds');
        await outbox.acknowledge(before, 3);
        const opened = await reopen();
        demandEqual(opened.stream, stream, 'the name after opening again');
        demandEqual(opened.depth, { ...EMPTY, entries: 2, bytes: 20, next: 3 }, 'its depth');
        demandEqual(await opened.append(disposition(4)), 3, 'the sequence');
        await opened.acknowledge(stream, 2);
        demandEqual(await opened.read(ALL), { stream, first: 3, entries: [payload(4)] }, 'what it holds at last');
      }),
  },
  {
    name: 'a full quota drops the oldest telemetry first, then the oldest alerts, and leaves empty bytes in their place',
    run: (place) =>
      reopening(
        place,
        async (outbox, reopen) => {
          for (const [index, entryClass] of (['alert', 'telemetry', 'disposition', 'telemetry'] as const).entries()) {
            await outbox.append(heavy(entryClass, index + 1));
          }
          demandEqual(await outbox.append(heavy('telemetry', 5)), 5, 'telemetry takes the place of telemetry');
          demandEqual(await outbox.append(heavy('alert', 6)), 6, 'an alert takes the place of telemetry');
          demandEqual(await outbox.append(heavy('disposition', 7)), 7, 'a disposition takes the place of telemetry');
          demandEqual(await outbox.append(heavy('alert', 8)), 8, 'an alert takes the place of an alert');
          const { droppedTelemetry, droppedAlerts, entries, next } = outbox.depth;
          demandEqual(
            { droppedTelemetry, droppedAlerts, entries, next },
            { droppedTelemetry: 3, droppedAlerts: 1, entries: 4, next: 9 },
            'its depth',
          );
          const kept = [0, 0, 3, 0, 0, 6, 7, 8];
          const expected = kept.map((seed) => (seed === 0 ? new Uint8Array(0) : heavyBytes(seed)));
          demandEqual((await outbox.read(ALL)).entries, expected, 'what it holds');
          demandEqual(
            (await (await reopen(HEAVY_QUOTA)).read(ALL)).entries,
            expected,
            'what it holds after opening again',
          );
        },
        HEAVY_QUOTA,
      ),
  },
  {
    name: 'dispositions are never dropped: what finds no room is refused, takes no sequence, and costs nothing else',
    run: (place) =>
      reopening(
        place,
        async (outbox) => {
          for (const seed of [1, 2, 3]) await outbox.append(heavy('disposition', seed));
          await outbox.append(heavy('alert', 4));
          await demandRejection(outbox.append(heavy('telemetry', 5)), ['storage-full'], 'telemetry for an alert');
          await outbox.append(heavy('disposition', 6));
          for (const entryClass of ['telemetry', 'alert', 'disposition'] as const) {
            await demandRejection(outbox.append(heavy(entryClass, 7)), ['storage-full'], entryClass);
          }
          demandEqual(outbox.depth.entries, 4, 'entries');
          await outbox.acknowledge(outbox.stream, 1);
          demandEqual(await outbox.append(heavy('telemetry', 8)), 6, 'the sequence when there is room again');
        },
        HEAVY_QUOTA,
      ),
  },
  {
    name: 'of appends at once, those that find no room are refused and the others are kept',
    run: (place) =>
      reopening(
        place,
        async (outbox) => {
          const calls = [1, 2, 3, 4, 5, 6].map((seed) => outbox.append(heavy('disposition', seed)));
          const outcomes = await Promise.allSettled(calls);
          demandEqual(
            outcomes.map(({ status }) => status),
            ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'],
            'outcomes',
          );
          demandEqual((await outbox.read(ALL)).entries.length, 4, 'entries');
        },
        HEAVY_QUOTA,
      ),
  },
  {
    name: 'what was dropped can be acknowledged and is not renumbered away',
    run: (place) =>
      reopening(
        place,
        async (outbox) => {
          for (const seed of [1, 2, 3, 4]) await outbox.append(heavy('telemetry', seed));
          for (const seed of [5, 6]) await outbox.append(heavy('disposition', seed));
          await outbox.acknowledge(outbox.stream, 1);
          await outbox.beginStream();
          const expected = [0, 3, 4, 5, 6].map((seed) => (seed === 0 ? new Uint8Array(0) : heavyBytes(seed)));
          demandEqual(await outbox.read(ALL), { stream: outbox.stream, first: 1, entries: expected }, 'what it holds');
          await outbox.acknowledge(outbox.stream, 5);
          demandEqual([outbox.depth.entries, outbox.depth.bytes, outbox.depth.next], [0, 0, 6], 'its depth');
        },
        HEAVY_QUOTA,
      ),
  },
  {
    name: 'closing awaits the appends under way, may be repeated, and ends everything else',
    run: async (place) => {
      const outbox = await place.open();
      const appends = [1, 2, 3].map((number) => outbox.append(disposition(number)));
      await Promise.all([outbox.close(), outbox.close()]);
      demandEqual(await Promise.all(appends), [1, 2, 3], 'the sequences');
      await outbox.close();
      for (const call of [
        () => outbox.append(disposition(4)),
        () => outbox.read(ALL),
        () => outbox.acknowledge(outbox.stream, 1),
        () => outbox.beginStream(),
      ]) {
        await demandRejection(call(), ['storage-failed'], 'a call after closing');
      }
      const opened = await place.open();
      demandEqual((await opened.read(ALL)).entries.length, 3, 'entries after opening again');
      await opened.close();
    },
  },
];

const ALL = { entriesMax: 100, bytesMax: 1_000_000 };
const EMPTY = { entries: 0, bytes: 0, next: 1, droppedTelemetry: 0, droppedAlerts: 0, damaged: 0 };

const payload = (number: number): Uint8Array => bytesOf(10, number);
const disposition = (number: number): OutboxEntry => ({ class: 'disposition', bytes: payload(number) });

// Four of these fill the quota, whatever an adapter adds to each; five do not fit.
const HEAVY_QUOTA = 44_000;
const heavyBytes = (seed: number): Uint8Array => bytesOf(10_000, seed);
const heavy = (entryClass: OutboxEntry['class'], seed: number): OutboxEntry => ({
  class: entryClass,
  bytes: heavyBytes(seed),
});

/** Opens, lets the test close and open again, and closes what is open at the end. */
async function reopening(
  place: OutboxPlace,
  test: (outbox: Outbox, reopen: (bytesMax?: number) => Promise<Outbox>) => Promise<void>,
  quota?: number,
): Promise<void> {
  let outbox = await place.open(quota);
  try {
    await test(outbox, async (bytesMax) => {
      await outbox.close();
      outbox = await place.open(bytesMax);
      return outbox;
    });
  } finally {
    await outbox.close();
  }
}
