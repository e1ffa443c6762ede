import { createSeededRandom, createSimulatedNetwork, createSimulatedTime } from '@forecheck/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Guard } from '../guard.ts';
import { createSampleBureau } from '../node/sample-bureau.ts';
import { firingOf, sampleWorld } from '../node/sample-world.ts';
import { HOUR_MS, SAMPLE_MS, type SampleBureau, sampleLayer, sampleSource } from '../sample/sample-bureau.ts';

/** What may happen to one client, in any order. */
type Happening =
  | {
      readonly kind:
        | 'publish'
        | 'kill'
        | 'urgent'
        | 'unfit'
        | 'record'
        | 'restart'
        | 'unplug'
        | 'plugIn'
        | 'drop'
        | 'deaf';
    }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'rot'; readonly at: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(20, 500, 30_000, HOUR_MS) }),
  },
  fc.record({ kind: fc.constant('rot' as const), at: fc.nat(1_000) }),
  ...(['publish', 'kill', 'urgent', 'unfit', 'record', 'restart', 'unplug', 'plugIn', 'drop', 'deaf'] as const).map(
    (kind) => fc.constant<Happening>({ kind }),
  ),
);

/** The model: what the bureau has said, and what a client may therefore judge by. */
function createModel(bureau: SampleBureau) {
  let sequence = 0;
  let current = { pointer: { digest: '', sequence: 0, bytes: 1 }, rule: '' };
  let urgent: { pointer: typeof current.pointer; rule: string } | undefined;
  let killed: readonly string[] = [];
  /** Everything that was ever right. */
  const allowed = new Set<string>();
  const head = async (change: Parameters<SampleBureau['head']>[1] = {}) => {
    allowed.add([current.rule, ...(urgent ? [urgent.rule] : [])].filter((rule) => !killed.includes(rule)).join());
    // Kill entries may come before the manifests of their head.
    for (const one of [...allowed])
      allowed.add(
        one
          .split(',')
          .filter((rule) => !killed.includes(rule))
          .join(),
      );
    const kills = killed.map((rule) => ({ rule, untilMs: SAMPLE_MS + 9_999 * HOUR_MS, reason: 'model' }));
    const layer = sampleLayer(current.pointer, urgent ? { urgent: urgent.pointer } : {});
    return bureau.head([layer], { expiresMs: SAMPLE_MS + 24 * HOUR_MS, kills, ...change });
  };
  return {
    allowed,
    expected: () => [current.rule, ...(urgent ? [urgent.rule] : [])].filter((rule) => !killed.includes(rule)).sort(),
    async publish() {
      sequence += 1;
      const rule = `M${sequence}`;
      current = { pointer: await bureau.manifest([sampleSource([rule])], { sequence }), rule };
      urgent = undefined;
      return head();
    },
    async urgent() {
      sequence += 1;
      const rule = `U${sequence}`;
      urgent = {
        pointer: await bureau.urgent(sampleSource([rule]), current.pointer.digest, {
          sequence,
          lapsesMs: SAMPLE_MS + 7 * 24 * HOUR_MS - 1,
        }),
        rule,
      };
      return head();
    },
    kill() {
      killed = [...new Set([...killed, current.rule])];
      return head();
    },
    /** A head whose manifest no client can judge by; the next `publish` mends it. */
    async unfit() {
      sequence += 1;
      const pointer = await bureau.manifest([sampleSource(['X'])], { sequence, coreVersionMin: '99.0.0' });
      return bureau.head([sampleLayer(pointer)], {
        kills: killed.map((rule) => ({ rule, untilMs: SAMPLE_MS + 9_999 * HOUR_MS, reason: 'model' })),
      });
    },
  };
}

test('whatever happens in whatever order, a client judges by what was published, and loses and doubles nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 25 }), fc.nat(), async (happenings, seed) => {
      const bureau = await createSampleBureau();
      const time = createSimulatedTime(SAMPLE_MS);
      const network = createSimulatedNetwork(time, createSeededRandom(seed));
      network.setFaults({ refusedPermille: 50, resetPermille: 5, silencedPermille: 0, delayMs: { min: 1, max: 80 } });
      const world = sampleWorld(bureau, { time, network });
      const model = createModel(bureau);
      const recorded: string[] = [];
      let guard: Guard = await world.open();
      const check = (): void => {
        if (guard.status().pack === undefined) return;
        expect([...model.allowed]).toContain(firingOf(guard).join());
      };
      world.server.announce(await model.publish());
      for (const one of happenings) {
        switch (one.kind) {
          case 'publish':
          case 'urgent':
          case 'kill':
          case 'unfit':
            world.server.announce(await model[one.kind]());
            break;
          case 'record': {
            const id = `D${recorded.length}`;
            await guard.record({ id, alert: 'a'.repeat(16), kind: 'return-and-change' });
            recorded.push(id);
            break;
          }
          case 'restart':
            await guard.close();
            guard = await world.open();
            break;
          case 'rot': {
            const blobs = [...world.packs.blobs];
            const [digest, bytes] = blobs[one.at % Math.max(blobs.length, 1)] ?? [];
            if (digest && bytes)
              world.packs.blobs.set(
                digest,
                bytes.map((byte, i) => (i === one.at % bytes.length ? byte ^ 1 : byte)),
              );
            break;
          }
          case 'unplug':
          case 'plugIn':
            world[one.kind]();
            break;
          case 'drop':
            world.server.drop();
            break;
          case 'deaf':
            // It takes what it is sent, and says nothing of it.
            world.server.behave({ acknowledges: false });
            break;
          case 'pass':
            await world.pass(one.ms);
        }
        check();
      }
      // Faults stop; everything converges.
      world.plugIn();
      world.server.behave({ acknowledges: true });
      world.server.announce(await model.publish());
      await world.pass(20 * 60_000);
      expect([...firingOf(guard)].sort()).toEqual(model.expected());
      const delivered = world.events().flatMap((event) => (event.type === 'disposition' ? [event.id] : []));
      expect(delivered).toEqual(recorded);
      expect(guard.status()).toMatchObject({ connection: 'online', isDegraded: false, outbox: { entries: 0 } });
      await guard.close();
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 40) },
  );
});
