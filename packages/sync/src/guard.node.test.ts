import { createSeededRandom, createSimulatedNetwork, createSimulatedTime } from '@forecheck/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSampleBureau } from './node/sample-bureau.ts';
import { firingOf, sampleWorld } from './node/sample-world.ts';
import {
  HOUR_MS,
  SAMPLE_MS,
  type SampleBureau,
  sampleEncounter,
  sampleLayer,
  sampleSource,
} from './sample/sample-bureau.ts';

let bureau: SampleBureau;
beforeEach(async () => {
  bureau = await createSampleBureau();
});

function world() {
  const time = createSimulatedTime(SAMPLE_MS);
  return sampleWorld(bureau, { time, network: createSimulatedNetwork(time, createSeededRandom(1)) });
}

const headOf = async (rules: readonly string[], sequence: number, change: Parameters<SampleBureau['head']>[1] = {}) =>
  bureau.head([sampleLayer(await bureau.manifest([sampleSource(rules)], { sequence }))], change);

describe('judging', () => {
  test('takes what is published, and says what it judges by', async () => {
    const { server, open, pass, saidOf } = world();
    const guard = await open();
    expect(() => guard.evaluate(sampleEncounter)).toThrow(expect.objectContaining({ code: 'pack-absent' }));
    server.announce(await headOf(['R1'], 1));
    await pass(5_000);
    expect(firingOf(guard)).toEqual(['R1']);
    const { pack, evaluation, ...rest } = guard.evaluate(sampleEncounter);
    expect(rest).toEqual({ isStale: false, decision: evaluation.decision });
    expect(evaluation.reachedUnder.manifest).toBe(pack);
    server.announce(await headOf(['R1', 'R2'], 2));
    await pass(5_000);
    expect(firingOf(guard)).toEqual(['R1', 'R2']);
    expect(saidOf('activated').map((it) => it.pack)).toEqual([pack, guard.status().pack]);
    expect(guard.status()).toMatchObject({ connection: 'online', isStale: false, isDegraded: false, killed: [] });
    await guard.close();
    expect(() => guard.evaluate(sampleEncounter)).toThrow(expect.objectContaining({ code: 'guard-closed' }));
  });

  test('goes on without the network, says since when it is stale, and loosens as told', async () => {
    const { server, open, pass, unplug } = world();
    const whenStale = { afterMs: 24 * HOUR_MS, decisionMax: 'remind' as const };
    const guard = await open({ whenStale });
    server.announce(await headOf(['R1'], 1));
    await pass(5_000);
    const { decision } = guard.evaluate(sampleEncounter);
    expect(decision).not.toBe('remind');
    unplug();
    await pass(25 * HOUR_MS);
    const staleSinceMs = SAMPLE_MS + 24 * HOUR_MS;
    expect(guard.evaluate(sampleEncounter)).toMatchObject({ isStale: true, staleSinceMs, decision });
    await pass(24 * HOUR_MS);
    expect(firingOf(guard)).toEqual(['R1']);
    expect(guard.evaluate(sampleEncounter).decision).toBe('remind');
    await guard.close();
  });

  test('a seed judges before there was ever a network, stale as it may be', async () => {
    const { open, pass, unplug } = world();
    unplug();
    const seed = bureau.folder(
      await headOf(['R1'], 1, { issuedMs: SAMPLE_MS - 90 * HOUR_MS, expiresMs: SAMPLE_MS - 70 * HOUR_MS }),
    );
    const guard = await open({ seed });
    expect(firingOf(guard)).toEqual(['R1']);
    expect(guard.status()).toMatchObject({ isStale: true, staleSinceMs: SAMPLE_MS - 70 * HOUR_MS });
    await pass(1_000);
    await guard.close();
    // An old seed does not take a client back.
    const again = await open({ seed: bureau.folder(await headOf(['R2'], 2)) });
    expect(firingOf(again)).toEqual(['R2']);
    await again.close();
    const third = await open({ seed });
    expect(firingOf(third)).toEqual(['R2']);
    await third.close();
  });

  test('a folder that is carried by hand goes the same way, and is refused for the same reasons', async () => {
    const { open, unplug } = world();
    unplug();
    const guard = await open();
    await guard.importFolder(bureau.folder(await headOf(['R1'], 1)));
    expect(firingOf(guard)).toEqual(['R1']);
    const folder = bureau.folder(await headOf(['R2'], 2));
    const damaged = folder.map(({ name, bytes }) => ({
      name,
      bytes: name.endsWith('.fcseg') ? bytes.slice(1) : bytes,
    }));
    await expect(guard.importFolder(damaged)).rejects.toMatchObject({ code: 'digest-mismatched' });
    expect(firingOf(guard)).toEqual(['R1']);
    await guard.close();
  });

  test('what becomes effective does so by itself', async () => {
    const { server, open, pass, unplug } = world();
    const guard = await open();
    const first = await bureau.manifest([sampleSource(['R1'])], { sequence: 1 });
    const effectiveMs = SAMPLE_MS + 3 * HOUR_MS;
    const second = await bureau.manifest([sampleSource(['R2'])], { sequence: 2, effectiveMs, previous: first.digest });
    server.announce(await bureau.head([sampleLayer(second)]));
    await pass(60_000);
    unplug();
    expect(firingOf(guard)).toEqual(['R1']);
    await pass(3 * HOUR_MS);
    expect(firingOf(guard)).toEqual(['R2']);
    await guard.close();
  });

  test('tells of changes, until it is told to stop', async () => {
    const { server, open, pass } = world();
    const guard = await open();
    let changes = 0;
    const stop = guard.onChange(() => {
      changes += 1;
    });
    server.announce(await headOf(['R1'], 1));
    await pass(5_000);
    const before = changes;
    expect(before).toBeGreaterThan(1);
    stop();
    server.announce(await headOf(['R2'], 2));
    await pass(5_000);
    expect(changes).toBe(before);
    await guard.close();
  });
});

describe('recording', () => {
  const disposition = {
    id: 'D1',
    alert: '0123456789abcdef',
    rule: 'R1',
    kind: 'continue-with-reason',
    reason: 'clinically needed',
    by: 'practitioner',
  } as const;

  test('resolves at once without a network, and is delivered once when there is one', async () => {
    const { server, open, pass, unplug, plugIn, events } = world();
    server.announce(await headOf(['R1'], 1));
    const guard = await open({ hashEncounter: async (id) => (id === 'E1' ? 'ab'.repeat(32) : '') });
    await pass(5_000);
    unplug();
    await pass(1_000);
    await guard.record(disposition, 'E1');
    expect(guard.status().outbox.entries).toBeGreaterThan(0);
    expect(events().some(({ type }) => type === 'disposition')).toBe(false);
    plugIn();
    await pass(60_000);
    const pack = guard.status().pack;
    expect(events().filter(({ type }) => type === 'disposition')).toEqual([
      { type: 'disposition', ...disposition, recordedMs: expect.any(Number), encounter: 'ab'.repeat(32), pack },
    ]);
    expect(guard.status().outbox.entries).toBe(0);
    await guard.close();
  });

  test('an acknowledgement that is lost brings the entry again, and the server keeps one', async () => {
    const { server, open, pass, events } = world();
    server.announce(await headOf(['R1'], 1));
    const guard = await open();
    await pass(5_000);
    server.behave({ acknowledges: false });
    await guard.record(disposition);
    await pass(1_000);
    server.drop();
    server.behave({ acknowledges: true });
    await pass(90_000);
    expect(events().filter(({ type }) => type === 'disposition').length).toBe(1);
    await guard.close();
  });

  test('leaves out what an institution keeps: the reason when it says so, the encounter without a key', async () => {
    const { server, open, pass, events } = world();
    server.announce(await headOf(['R1'], 1));
    const guard = await open({ deliversReasons: false });
    await pass(5_000);
    await guard.record(disposition, 'E1');
    await pass(5_000);
    const [event] = events().filter(({ type }) => type === 'disposition');
    expect(event).not.toHaveProperty('reason');
    expect(event).not.toHaveProperty('encounter');
    expect(JSON.stringify(events())).not.toContain('E1');
    await guard.close();
  });

  test.each([
    ['an empty id', { id: '' }],
    ['a reason that is too long', { reason: 'x'.repeat(501) }],
    ['an alert that is too long', { alert: 'x'.repeat(129) }],
    ['an id with NUL', { id: 'D\0' }],
    ['a rule of half a character', { rule: 'R\ud800' }],
  ])('refuses %s, which a bureau would have to refuse', async (_, change) => {
    const guard = await world().open();
    await expect(guard.record({ ...disposition, ...change })).rejects.toMatchObject({ code: 'option-malformed' });
    expect(guard.status().outbox.entries).toBe(0);
    await guard.close();
  });

  test('counts alerts by rule, and nothing else of an encounter', async () => {
    const { server, open, pass, events, saidOf } = world();
    server.announce(await headOf(['R1'], 1));
    const guard = await open();
    await pass(5_000);
    for (let i = 0; i < 3; i += 1) firingOf(guard);
    await pass(11 * 60_000);
    expect(events().filter(({ type }) => type === 'alerts')).toMatchObject([
      { evaluations: 3, alerts: { R1: 3 }, pack: guard.status().pack },
    ]);
    expect(saidOf('status').reduce((sum, { evaluations }) => sum + evaluations, 0)).toBe(3);
    await guard.close();
  });

  test('what a candidate in shadow would do is counted, and not shown', async () => {
    const { server, open, pass, events } = world();
    const current = await bureau.manifest([sampleSource(['R1'])], { sequence: 1 });
    const candidate = {
      ...(await bureau.manifest([sampleSource(['R2'])], { sequence: 2 })),
      percentage: 0,
      salt: 's',
      state: 'shadow' as const,
    };
    server.announce(await bureau.head([sampleLayer(current, { candidate })]));
    const guard = await open();
    await pass(5_000);
    expect(firingOf(guard)).toEqual(['R1']);
    await pass(6 * 60_000);
    expect(events().filter(({ type }) => type === 'shadow')).toMatchObject([
      { evaluations: 1, added: { R2: 1 }, removed: { R1: 1 } },
    ]);
    await guard.close();
  });

  test('questions come, and answers go', async () => {
    const { server, open, pass, saidOf } = world();
    const guard = await open();
    const asked: string[] = [];
    guard.onQuestions((questions) => asked.push(...questions.map(({ id }) => id)));
    await pass(5_000);
    server.tell({ kind: 'questions', questions: [{ id: 'Q1', about: 'R1', text: 'why?', askedMs: SAMPLE_MS }] });
    await pass(1_000);
    guard.answer('Q1', 'because');
    await pass(1_000);
    expect(asked).toEqual(['Q1']);
    expect(saidOf('answers').flatMap(({ answers }) => answers)).toMatchObject([{ question: 'Q1', text: 'because' }]);
    await guard.close();
  });

  test('answers that were given offline come in messages that a bureau takes, each once', async () => {
    const { open, pass, unplug, plugIn, saidOf } = world();
    const guard = await open();
    await pass(5_000);
    unplug();
    await pass(5_000);
    const questions = Array.from({ length: 130 }, (_, i) => `Q${i}`);
    for (const question of questions) guard.answer(question, '因'.repeat(2_000));
    guard.answer('Q7', 'otherwise');
    expect(() => guard.answer('Q8', 'x'.repeat(2_001))).toThrow(expect.objectContaining({ code: 'option-malformed' }));
    plugIn();
    await pass(60_000);
    const answers = saidOf('answers');
    expect(answers.length).toBeGreaterThan(1);
    expect(answers.flatMap((it) => it.answers.map(({ question }) => question))).toEqual(questions);
    expect(answers.flatMap((it) => it.answers)[7]?.text).toBe('otherwise');
    await guard.close();
  });

  test('a server that sets every stream aside is asked seldom, and nothing is lost', async () => {
    const { server, open, pass, saidOf, events } = world();
    const guard = await open();
    await pass(5_000);
    server.behave({ quarantines: true });
    await guard.record(disposition);
    await pass(120_000);
    const asked = saidOf('events').length;
    expect(asked).toBeLessThanOrEqual(7);
    expect(guard.status().lastError).toBe('stream-quarantined');
    server.behave({ quarantines: false });
    await pass(6 * 60_000);
    expect(events().filter(({ type }) => type === 'disposition').length).toBe(1);
    expect(guard.status().outbox.entries).toBe(0);
    await guard.close();
  });
});
