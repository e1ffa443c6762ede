import { type Evaluation, evaluate } from '@forecheck/core';
import type { Digest } from '@forecheck/pack';
import { type Client, type ClientPorts, createClient, type Outbox } from '@forecheck/sync';
import {
  createSimulatedDisk,
  type SeededRandom,
  type SimulatedClock,
  type SimulatedConnector,
  type SimulatedDisk,
  type SimulatedNetwork,
  type SimulatedTime,
} from '@forecheck/testkit';
import { SCOPE, writeEntry } from './bureau.ts';
import { inflate } from './inflate.ts';
import { simulationCrypto } from './keys.ts';
import { PROBE } from './rules.ts';

/** What a run may leave out of a client, to see that the checkers notice. */
export type Sabotage = (ports: ClientPorts) => ClientPorts;

/** A machine of an institution: its disk outlives the process, which comes and goes with the power. */
export interface Machine {
  readonly institution: string;
  readonly disk: SimulatedDisk;
  readonly isOn: boolean;
  /** Ids of dispositions that somebody was told are recorded. */
  readonly acknowledged: ReadonlySet<string>;
  /** Ids of those that may be recorded: nobody was told. */
  readonly attempted: ReadonlySet<string>;
  readonly client: Client | undefined;
  powerOn(): Promise<void>;
  powerOff(): void;
  /** A person does something about an alert. */
  dispose(): void;
  /** Judges the probe by what is in force; `undefined` while nothing is. Never waits. */
  evaluate(): { readonly pack: Digest; readonly killed: string; readonly evaluation: Evaluation } | undefined;
  jumpClock(byMs: number): void;
  /** Somebody sets the clock right. */
  setClockRight(): void;
}

export interface MachineOptions {
  readonly institution: string;
  readonly time: SimulatedTime;
  readonly network: SimulatedNetwork;
  readonly random: SeededRandom;
  readonly urls: readonly string[];
  readonly root: Uint8Array;
  readonly sabotage: Sabotage;
}

interface Life {
  readonly clock: SimulatedClock;
  readonly connector: SimulatedConnector;
  readonly outbox: Outbox;
  client?: Client;
}

/** A machine that is off. */
export function createMachine({ institution, time, network, random, urls, root, sabotage }: MachineOptions): Machine {
  const disk = createSimulatedDisk(time, random.fork());
  const acknowledged = new Set<string>();
  const attempted = new Set<string>();
  let wallOffsetMs = 0;
  let life: Life | undefined;
  let written = 0;
  const jumpClock = (byMs: number): void => {
    wallOffsetMs += byMs;
    life?.clock.jump(byMs);
  };
  return {
    institution,
    disk,
    acknowledged,
    attempted,
    get isOn() {
      return life !== undefined;
    },
    get client() {
      return life?.client;
    },
    async powerOn() {
      if (life !== undefined) return;
      const clock = time.createClock(wallOffsetMs);
      const connector = network.createConnector(clock);
      const ports = sabotage({
        clock,
        random: random.fork().next,
        connector,
        store: disk.openPackStore(),
        outbox: disk.openOutbox(),
        crypto: simulationCrypto(),
        inflate,
        encodings: ['gzip', 'none'],
      });
      const own: Life = { clock, connector, outbox: ports.outbox };
      life = own;
      // Which node comes first is chance, as it is behind a name that leads to several.
      const turn = random.between(0, urls.length - 1);
      const order = [...urls.slice(turn), ...urls.slice(0, turn)];
      const client = await createClient(ports, { urls: order, institution, scope: SCOPE, root });
      // The power may have gone meanwhile.
      if (life !== own) return;
      own.client = client;
      client.start();
    },
    powerOff() {
      if (life === undefined) return;
      life.clock.stop();
      life.connector.cut();
      disk.losePower();
      life = undefined;
    },
    dispose() {
      const own = life;
      if (own?.client === undefined) return;
      written += 1;
      const id = `${institution}-${written}`;
      attempted.add(id);
      own.outbox.append({ class: 'disposition', bytes: writeEntry(id) }).then(
        () => {
          acknowledged.add(id);
          own.client?.deliver();
        },
        () => undefined,
      );
    },
    evaluate() {
      const active = life?.client?.keeper.active;
      if (active === undefined) return undefined;
      const evaluation = evaluate(active.ruleset, PROBE);
      return { pack: active.pack, killed: active.ruleset.killed.join(), evaluation };
    },
    jumpClock,
    setClockRight: () => jumpClock(-wallOffsetMs),
  };
}
