import { describe, expect, test } from 'vitest';
import { BureauError } from '../error.ts';
import type { StreamOutcome, StreamPiece } from '../store/intake-store.ts';
import { createIntake, type IntakeOptions } from './intake.ts';

const OUTCOME: StreamOutcome = { acknowledged: 1, isQuarantined: false, added: 1, repeated: 0, dropped: 0 };
const upload = (stream: string) => ({ institution: 'h1', stream, first: 1, entries: [new Uint8Array([1])] });

function intakeOver(
  acceptPieces: IntakeOptions['store']['acceptPieces'],
  readEntry: IntakeOptions['readEntry'] = () => undefined,
) {
  const quarantined: string[] = [];
  const intake = createIntake({
    store: {
      acceptPieces,
      readStream: async () => ({ acknowledged: 5, highest: 7, isQuarantined: false }),
      quarantineStream: async (_, stream) => {
        quarantined.push(stream);
      },
    },
    readEntry,
    nowMs: () => 0,
  });
  return { intake, quarantined };
}

describe('intake', () => {
  test('pieces that arrive during a commit share the next one', async () => {
    const groups: number[] = [];
    const { intake } = intakeOver(async (pieces) => {
      groups.push(pieces.length);
      await new Promise((resolve) => setImmediate(resolve));
      return pieces.map(() => OUTCOME);
    });
    await Promise.all(['a', 'b', 'c', 'd'].map((stream) => intake.accept(upload(stream))));
    expect(groups).toEqual([1, 3]);
    expect(intake.counts).toMatchObject({ entries: 4, commits: 2, unreadable: 4 });
  });

  test('a piece that the store cannot take does not turn away those beside it', async () => {
    const refuse = (pieces: readonly StreamPiece[]): boolean => pieces.some(({ stream }) => stream === 'bad');
    const { intake } = intakeOver(async (pieces) => {
      if (refuse(pieces)) throw new BureauError('storage-failed', 'no');
      return pieces.map(() => OUTCOME);
    });
    const settled = await Promise.allSettled(['a', 'b', 'bad', 'c'].map((stream) => intake.accept(upload(stream))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test.each([
    ['an empty institution', { institution: '' }],
    ['a stream with a NUL', { stream: 'a\0b' }],
    ['half a character', { stream: '\ud800' }],
    ['a sequence of 0', { first: 0 }],
    ['a fraction', { first: 1.5 }],
    ['too many entries', { entries: Array.from({ length: 501 }, () => new Uint8Array()) }],
  ])('%s is refused before the store is asked', async (_, part) => {
    const { intake } = intakeOver(() => {
      throw new Error('asked');
    });
    await expect(intake.accept({ ...upload('s'), ...part })).rejects.toMatchObject({ code: 'stream-malformed' });
  });

  test('a stream that is about to write what it has sent before is set aside', async () => {
    const { intake, quarantined } = intakeOver(async () => []);
    expect(await intake.readPosition('h1', 's', 8)).toEqual({ acknowledged: 5, isQuarantined: false });
    expect(await intake.readPosition('h1', 's')).toEqual({ acknowledged: 5, isQuarantined: false });
    expect(quarantined).toEqual([]);
    expect(await intake.readPosition('h1', 's', 7)).toEqual({ acknowledged: 5, isQuarantined: true });
    expect(quarantined).toEqual(['s']);
  });

  test('closing waits for what is under way, and refuses what comes after', async () => {
    let isDone = false;
    const { intake } = intakeOver(async (pieces) => {
      await new Promise((resolve) => setImmediate(resolve));
      isDone = true;
      return pieces.map(() => OUTCOME);
    });
    const accepted = intake.accept(upload('a'));
    await intake.close();
    expect(isDone).toBe(true);
    expect(await accepted).toEqual(OUTCOME);
    await expect(intake.accept(upload('a'))).rejects.toMatchObject({ code: 'bureau-closed' });
  });
});
