import { createRelay, type Relay, type RelaySource } from '@forecheck/bureau';
import { createSeededRandom, createSimulatedNetwork, createSimulatedTime, type SeededRandom } from '@forecheck/testkit';
import { createSimulatedBureau, NATION, SCOPE, type SimulatedBureau } from './bureau.ts';
import { type Breach, createChecker } from './check.ts';
import { createHostileSource } from './hostile.ts';
import { createMachine, type Machine, type Sabotage } from './machine.ts';
import { createSimulatedRelay, type SimulatedRelay } from './relay.ts';

/** One world to run. */
export interface WorldOptions {
  readonly seed: number;
  readonly machines?: number;
  /** Virtual time during which things go wrong. */
  readonly troubleMs?: number;
  /** Leaves something out of every client. */
  readonly sabotage?: Sabotage;
  /** Leaves something out of the relay. */
  readonly sabotageRelay?: (source: RelaySource) => RelaySource;
  /** Whether a relay stands between some machines and the nodes. True, but for seeds from before there was one. */
  readonly hasRelay?: boolean;
}

/** What came of it. */
export interface WorldReport {
  readonly seed: number;
  readonly breaches: readonly Breach[];
  readonly steps: number;
  readonly frames: number;
  readonly evaluations: number;
  readonly publications: number;
  readonly crashes: number;
  readonly dispositions: number;
}

/** Runs a world of trouble, lets it come to rest, and tells what was wrong. Equal options give equal reports. */
export async function runWorld(options: WorldOptions): Promise<WorldReport> {
  const random = createSeededRandom(options.seed);
  const time = createSimulatedTime(Date.UTC(2026, 0, 5));
  const network = createSimulatedNetwork(time, random.fork());
  const bureau = await createSimulatedBureau(time, random.fork());
  const nodes = [
    createNode('node-a', bureau.source),
    createNode('node-b', bureau.source),
    createNode('stranger', await createHostileSource(bureau, random.fork(), () => Date.UTC(2026, 0, 5) + time.nowMs)),
  ];
  const relay = createSimulatedRelay({
    time,
    network,
    // Apart from the others, so that what happens without a relay stays as it was.
    random: createSeededRandom(options.seed + RELAY_SEED),
    upstreamUrls: nodes.map(({ url }) => url),
    root: bureau.root,
    sabotage: options.sabotageRelay ?? ((source) => source),
  });
  const relays = options.hasRelay === false ? [] : [relay];
  const machines = Array.from({ length: options.machines ?? 4 }, (_, i) =>
    createMachine({
      institution: `h${i + 1}`,
      time,
      network,
      random: random.fork(),
      urls: [...nodes, ...relays].map(({ url }) => url),
      root: bureau.root,
      sabotage: options.sabotage ?? ((ports) => ports),
    }),
  );
  const checker = createChecker(bureau, machines, relays);
  const counts = { publications: 0, crashes: 0 };

  function createNode(name: string, source: RelaySource) {
    const url = `sim://${name}`;
    let relay: Relay | undefined;
    let stop = (): void => undefined;
    return {
      url,
      isHostile: name === 'stranger',
      start() {
        if (relay !== undefined) return;
        const clock = time.createClock();
        const started = createRelay({ source, clock, random: random.fork().next });
        relay = started;
        const stopListening = network.listen(url, (connection) => started.accept(connection));
        stop = () => {
          // Killed: nobody hears a goodbye.
          clock.stop();
          stopListening();
          relay = undefined;
        };
      },
      stop: () => stop(),
    };
  }

  const trouble = troubles({ random: random.fork(), network, bureau, nodes, relays, machines, counts });
  for (const node of [...nodes, ...relays]) node.start();
  for (const machine of machines) void machine.powerOn();
  const endMs = options.troubleMs ?? TROUBLE_MS;
  for (let nowMs = 0; nowMs < endMs; ) {
    nowMs += random.between(1, 5_000);
    await time.runUntil(nowMs);
    checker.look();
    await random.pick(trouble)();
  }

  // From here on nothing goes wrong, and the stranger is found out.
  network.setFaults({ refusedPermille: 0, resetPermille: 0, silencedPermille: 0, delayMs: { min: 1, max: 5 } });
  for (const node of nodes) {
    if (node.isHostile) node.stop();
    else node.start();
  }
  for (const one of relays) {
    one.disk.setFaults({ failedPermille: 0, delayMs: { min: 0, max: 1 } });
    one.rejoin();
    one.stop();
    one.start();
  }
  for (const machine of machines) {
    machine.disk.setFaults({ failedPermille: 0, delayMs: { min: 0, max: 1 } });
    // By a clock a day ahead an urgent manifest has lapsed, which is how it should be.
    machine.setClockRight();
    // Whoever holds a damaged blob in memory notices it when it starts again.
    machine.powerOff();
    void machine.powerOn();
  }
  await bureau.reissue();
  for (let i = 1; i <= REST_STEPS; i += 1) {
    await time.runUntil(time.nowMs + REST_MS / REST_STEPS);
    checker.look();
  }
  await checker.conclude();
  await bureau.close();
  return {
    seed: options.seed,
    breaches: checker.breaches,
    steps: time.steps,
    frames: network.frames,
    evaluations: checker.evaluations,
    ...counts,
    dispositions: machines.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
  };
}

interface TroubleOptions {
  readonly random: SeededRandom;
  readonly network: ReturnType<typeof createSimulatedNetwork>;
  readonly bureau: SimulatedBureau;
  readonly nodes: readonly { start(): void; stop(): void }[];
  readonly relays: readonly SimulatedRelay[];
  readonly machines: readonly Machine[];
  readonly counts: { publications: number; crashes: number };
}

/** What may happen, each as often as it stands here. */
function troubles({
  random,
  network,
  bureau,
  nodes,
  relays,
  machines,
  counts,
}: TroubleOptions): readonly (() => Promise<void> | void)[] {
  const someone = (): Machine => random.pick(machines);
  const dispose = (): void => someone().dispose();
  const publish = async (): Promise<void> => {
    counts.publications += 1;
    await bureau.publish(random.pick([NATION, SCOPE]));
  };
  return [
    ...relays.flatMap((relay) => [
      () => relay.stop(),
      () => relay.start(),
      () => relay.start(),
      () => relay.cutOff(),
      () => relay.rejoin(),
      () => relay.rejoin(),
      () => void relay.disk.rot(),
      () => relay.disk.setFaults({ failedPermille: random.pick([0, 0, 20, 200]), delayMs: { min: 0, max: 50 } }),
    ]),
    dispose,
    dispose,
    dispose,
    dispose,
    publish,
    async () => {
      counts.publications += 1;
      await bureau.publishUrgent();
    },
    () => bureau.kill(random.pick(['national-R1', 'national-R2', 'province-R3'])),
    () => bureau.reissue(),
    () => {
      counts.crashes += 1;
      someone().powerOff();
    },
    () => void someone().powerOn(),
    () => void someone().powerOn(),
    () => random.pick(nodes).stop(),
    () => random.pick(nodes).start(),
    () => random.pick(nodes).start(),
    () => void someone().disk.rot(),
    () =>
      someone().disk.setFaults({
        failedPermille: random.pick([0, 0, 20, 200]),
        delayMs: { min: 0, max: random.pick([1, 50, 2_000]) },
      }),
    () => someone().jumpClock(random.pick([-86_400_000, -60_000, 60_000, 86_400_000])),
    () =>
      network.setFaults({
        refusedPermille: random.pick([0, 0, 100, 700]),
        resetPermille: random.pick([0, 0, 5, 50]),
        silencedPermille: random.pick([0, 0, 2, 20]),
        delayMs: random.pick([
          { min: 1, max: 5 },
          { min: 1, max: 5 },
          { min: 20, max: 400 },
          { min: 100, max: 5_000 },
        ]),
      }),
  ];
}

const RELAY_SEED = 1_000_000;
const TROUBLE_MS = 15 * 60_000;
// A silent connection is given up after minutes, a held client comes back after five, an outbox sends again after one.
const REST_MS = 20 * 60_000;
const REST_STEPS = 10;
