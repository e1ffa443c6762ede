import type { Digest } from '@forecheck/pack';
import type { SimulatedBureau } from './bureau.ts';
import type { Machine } from './machine.ts';
import type { SimulatedRelay } from './relay.ts';

/** Something that must never be. */
export interface Breach {
  readonly property:
    | 'untrusted-pack'
    | 'sequence-went-back'
    | 'evaluations-differ'
    | 'disposition-lost'
    | 'disposition-doubled'
    | 'disposition-invented'
    | 'not-converged'
    | 'rules-lost';
  readonly institution: string;
  readonly detail: string;
}

/** Looks on while a world runs, and again when it has come to rest. */
export interface Checker {
  readonly breaches: readonly Breach[];
  readonly evaluations: number;
  /** After every step: what must hold at any time. */
  look(): void;
  /** After faults have stopped and everybody had time. */
  conclude(): Promise<void>;
}

/** The properties of the flow (`ARCHITECTURE.md`), over machines and their bureau. */
export function createChecker(
  bureau: SimulatedBureau,
  machines: readonly Machine[],
  relays: readonly Pick<SimulatedRelay, 'active'>[] = [],
): Checker {
  const breaches: Breach[] = [];
  const sequences = new Map<string, number>();
  const hadPack = new Set<Machine>();
  const byPack = new Map<string, string>();
  const seen = new Set<string>();
  let evaluations = 0;
  const breach = (
    property: Breach['property'],
    { institution }: Pick<Machine, 'institution'>,
    detail: string,
  ): void => {
    const name = `${property} ${institution} ${detail}`;
    if (seen.has(name)) return;
    seen.add(name);
    breaches.push({ property, institution, detail });
  };

  const lookAt = (machine: Machine): void => {
    const active = machine.client?.keeper.active;
    if (active === undefined) {
      // Once a machine judges, a running process of it never stops judging.
      return;
    }
    hadPack.add(machine);
    for (const { layer, regular, urgent } of active.layers) {
      for (const opened of urgent === undefined ? [regular] : [regular, urgent]) {
        if (!bureau.published.has(opened.digest)) breach('untrusted-pack', machine, opened.digest);
      }
      const name = `${machine.institution} ${layer}`;
      const { sequence } = regular.manifest;
      // Damage at rest may bring an older pack back until the newer one is fetched again; the client knows and says so.
      if (sequence < (sequences.get(name) ?? 0) && !machine.client?.keeper.isDegraded) {
        breach('sequence-went-back', machine, `${layer} ${sequence}`);
      }
      sequences.set(name, sequence);
    }
    const judged = machine.evaluate();
    if (judged === undefined) return breach('rules-lost', machine, active.pack);
    evaluations += 1;
    const key = `${judged.pack} ${judged.killed}`;
    const text = JSON.stringify(judged.evaluation);
    if ((byPack.get(key) ?? text) !== text) breach('evaluations-differ', machine, key);
    byPack.set(key, text);
  };

  return {
    breaches,
    get evaluations() {
      return evaluations;
    },
    look() {
      machines.forEach(lookAt);
      for (const { active } of relays) {
        for (const { regular } of active?.layers ?? []) {
          if (!bureau.published.has(regular.digest)) breach('untrusted-pack', { institution: 'relay' }, regular.digest);
        }
      }
    },
    async conclude() {
      const counts = await bureau.countDispositions();
      const wanted: readonly Digest[] = bureau.head.layers.flatMap(({ current, urgent }) =>
        urgent === undefined ? [current.digest] : [current.digest, urgent.digest],
      );
      for (const machine of machines) {
        lookAt(machine);
        for (const id of machine.acknowledged) {
          if (!counts.has(`${machine.institution}/${id}`)) breach('disposition-lost', machine, id);
        }
        const held = machine.client?.keeper.active?.layers.flatMap(({ regular, urgent }) =>
          urgent === undefined ? [regular.digest] : [regular.digest, urgent.digest],
        );
        if (held?.join() !== wanted.join())
          breach(
            'not-converged',
            machine,
            `${held?.length ?? 'no'} of ${wanted.length} manifests, ${machine.client?.status.connection}, ${machine.client?.status.lastError ?? 'no error'}, head ${machine.client?.keeper.head?.version} of ${bureau.head.version}, clock off by ${machine.client?.status.clockOffsetMs} ms`,
          );
      }
      for (const [name, count] of counts) {
        const machine = machines.find(({ institution }) => name.startsWith(`${institution}/`))!;
        const id = name.slice(machine.institution.length + 1);
        if (!machine.attempted.has(id)) breach('disposition-invented', machine, id);
        if (count > 1) breach('disposition-doubled', machine, id);
      }
    },
  };
}
