import type { BureauStore, PieceEntry, StreamPiece } from '@forecheck/bureau';
import { bytesOf, type ContractTest, demand, demandEqual } from '../contract.ts';
import { type BureauStorePlace, digestOf, reopening } from './place.ts';

/** What institutions send. */
export const intakeContract: readonly ContractTest<BureauStorePlace>[] = [
  {
    name: 'a stream that sent nothing is not there',
    run: (place) =>
      reopening(place, async (store) => demandEqual(await store.readStream('h1', 's1'), undefined, 'the stream')),
  },
  {
    name: 'what is acknowledged is found again after opening anew, and a repeated piece adds nothing',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        const [outcome] = await store.acceptPieces([piece(1, [1, 2, 3])], 5);
        demandEqual(
          outcome,
          { acknowledged: 3, isQuarantined: false, added: 3, repeated: 0, dropped: 0 },
          'the outcome',
        );
        const reopened = await reopen();
        const [again] = await reopened.acceptPieces([piece(2, [2, 3, 4])], 6);
        demandEqual(again, { acknowledged: 4, isQuarantined: false, added: 1, repeated: 2, dropped: 0 }, 'an overlap');
        const entries = await reopened.readEntries('h1', 's1', 0, 10);
        demandEqual(
          entries.map(({ sequence, bytes }) => [sequence, bytes]),
          [1, 2, 3, 4].map((n) => [n, bytesOf(20, n)]),
          'entries',
        );
        demandEqual(
          (await reopened.readEntries('h1', 's1', 2, 1)).map(({ sequence }) => sequence),
          [3],
          'some of them',
        );
        demandEqual(await ids(reopened), ['d1', 'd2', 'd3', 'd4'], 'dispositions');
      }),
  },
  {
    name: 'what lies beyond a gap is kept, and acknowledged when the gap is closed',
    run: (place) =>
      reopening(place, async (store) => {
        const [ahead] = await store.acceptPieces([piece(3, [3, 4])], 5);
        demandEqual([ahead?.acknowledged, ahead?.added], [0, 2], 'ahead of the gap');
        demandEqual(
          await store.readStream('h1', 's1'),
          { acknowledged: 0, highest: 4, isQuarantined: false },
          'the stream',
        );
        const [closed] = await store.acceptPieces([piece(1, [1, 2])], 6);
        demandEqual([closed?.acknowledged, closed?.added], [4, 2], 'when it is closed');
        const [far] = await store.acceptPieces([piece(1_000_000, [7])], 6);
        demandEqual([far?.acknowledged, far?.added, far?.dropped], [4, 0, 1], 'far ahead');
      }),
  },
  {
    name: 'pieces of one call are taken one after another, whatever streams they are of',
    run: (place) =>
      reopening(place, async (store) => {
        const outcomes = await store.acceptPieces(
          [
            piece(1, [1]),
            { ...piece(1, [1]), stream: 's2' },
            piece(2, [2]),
            piece(1, [1]),
            { ...piece(1, [1]), institution: 'h2' },
          ],
          5,
        );
        demandEqual(
          outcomes.map((it) => [it.acknowledged, it.added, it.repeated]),
          [
            [1, 1, 0],
            [1, 1, 0],
            [2, 1, 0],
            [2, 0, 1],
            [1, 1, 0],
          ],
          'outcomes',
        );
        demandEqual(await ids(store), ['d1', 'd1', 'd2'], 'dispositions, once for each institution and id');
        demandEqual(
          (await store.summariseFigures(0, 100)).map(({ count }) => count),
          [4],
          'figures, once for each entry',
        );
        await store.acceptPieces([piece(2, [2, 3])], 6);
        demandEqual(
          (await store.summariseFigures(20, 21)).map(({ count }) => count),
          [5],
          'figures after another call',
        );
        demandEqual(await store.summariseFigures(21, 30), [], 'figures of other days');
        demandEqual(await store.acceptPieces([], 5), [], 'no pieces');
      }),
  },
  {
    name: 'a piece that contradicts what was said sets its stream aside, and nothing of it is applied',
    run: (place) =>
      reopening(place, async (store) => {
        await store.acceptPieces([piece(1, [1, 2])], 5);
        const [forked] = await store.acceptPieces([piece(2, [9, 3])], 6);
        demandEqual([forked?.acknowledged, forked?.isQuarantined, forked?.added], [2, true, 0], 'the outcome');
        const [later, other] = await store.acceptPieces([piece(3, [3]), { ...piece(1, [1, 2, 3]), stream: 's2' }], 7);
        demandEqual([later?.isQuarantined, later?.added], [true, 0], 'the stream stays aside');
        demandEqual([other?.isQuarantined, other?.added], [false, 3], 'a new stream is taken');
        demandEqual(await ids(store), ['d1', 'd2', 'd3'], 'each disposition once');
        demandEqual(await store.countQuarantined(), 1, 'streams to look at');
        demandEqual((await store.readEntries('h1', 's1', 0, 9)).length, 2, 'entries of the stream');
      }),
  },
  {
    name: 'an entry that its sender no longer had contradicts nothing, and is filled when it comes',
    run: (place) =>
      reopening(place, async (store) => {
        await store.acceptPieces([{ ...piece(1, [1]), entries: [entry(1), EMPTY] }], 5);
        const [outcome] = await store.acceptPieces([{ ...piece(1, [1]), entries: [EMPTY, entry(2)] }], 6);
        demandEqual(
          [outcome?.acknowledged, outcome?.isQuarantined, outcome?.added, outcome?.repeated],
          [2, false, 1, 1],
          'the outcome',
        );
        demandEqual(await ids(store), ['d1', 'd2'], 'dispositions');
        demandEqual((await store.readEntries('h1', 's1', 1, 1))[0]?.bytes, bytesOf(20, 2), 'the filled entry');
      }),
  },
  {
    name: 'a stream can be set aside by name, also before it sent anything',
    run: (place) =>
      reopening(place, async (store) => {
        await store.quarantineStream('h1', 's1');
        const [outcome] = await store.acceptPieces([piece(1, [1])], 5);
        demandEqual([outcome?.acknowledged, outcome?.isQuarantined], [0, true], 'the outcome');
        demandEqual((await store.readStream('h1', 's1'))?.isQuarantined, true, 'the stream');
      }),
  },
  {
    name: 'pieces that race are applied once and acknowledged in order',
    run: (place) =>
      reopening(place, async (store) => {
        const pieces = [1, 11, 21, 31, 5, 15, 25, 1].map((first) => piece(first, range(first, 10)));
        const outcomes = await Promise.all(pieces.map((it) => store.acceptPieces([it], 5)));
        const added = outcomes.flat().reduce((sum, it) => sum + it.added, 0);
        demandEqual(added, 40, 'entries added');
        demandEqual((await store.readStream('h1', 's1'))?.acknowledged, 40, 'the stream');
        demandEqual((await ids(store)).length, 40, 'dispositions');
      }),
  },
  {
    name: 'dispositions are counted by rule and kind within a time',
    run: (place) =>
      reopening(place, async (store) => {
        await store.acceptPieces([piece(1, [1, 2, 3, 12])], 5);
        demandEqual(
          await store.summariseDispositions(1, 4),
          [
            { rule: 'R-0', kind: 'override', count: 1 },
            { rule: 'R-1', kind: 'override', count: 2 },
          ],
          'counts',
        );
        const all = await store.readDispositions(0, 10);
        const after = await store.readDispositions(all[1]?.position ?? 0, 10);
        demand(after.length === 2 && all.length === 4, 'reading goes on where it ended');
      }),
  },
  {
    name: 'ten thousand entries in one call fit',
    run: (place) =>
      reopening(place, async (store) => {
        const pieces = range(0, 20).map((n) => piece(n * 500 + 1, range(n * 500 + 1, 500)));
        demandEqual((await store.acceptPieces(pieces, 5)).at(-1)?.acknowledged, 10_000, 'acknowledged');
        demandEqual((await store.readDispositions(0, 20_000)).length, 10_000, 'dispositions');
      }),
  },
];

const EMPTY: PieceEntry = { digest: '', bytes: new Uint8Array() };

function entry(n: number): PieceEntry {
  return {
    digest: digestOf(n),
    bytes: bytesOf(20, n),
    dispositions: [{ id: `d${n}`, alert: `a${n}`, rule: `R-${n % 2}`, kind: 'override', recordedMs: n }],
    figures: [{ day: 20, name: 'alerts', rule: 'R-1', count: 1 }],
  };
}

function piece(first: number, contents: readonly number[]): StreamPiece {
  return { institution: 'h1', stream: 's1', first, entries: contents.map(entry) };
}

const range = (first: number, length: number): readonly number[] => Array.from({ length }, (_, index) => first + index);

async function ids(store: BureauStore): Promise<readonly string[]> {
  return (await store.readDispositions(0, 1_000)).map(({ id }) => id).sort();
}
