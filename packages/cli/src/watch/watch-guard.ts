import type { Encounter } from '@forecheck/core';
import type { Guard, GuardedEvaluation, GuardStatus } from '@forecheck/sync';
import type { Terminal } from '../terminal.ts';

/** A guard that is being watched. */
export interface GuardWatch {
  /** Stops telling; resolves when everything was told. */
  end(): Promise<void>;
}

/** Tells how a guard is whenever that changes, and judges encounters under each pack that comes into force. */
export function watchGuard(
  guard: Guard,
  encounters: readonly Encounter[],
  isJson: boolean,
  terminal: Terminal,
): GuardWatch {
  let told = '';
  let judged = '';
  let printing = Promise.resolve();
  const say = (value: object, words: string): void => {
    printing = printing.then(() => terminal.print(isJson ? `${JSON.stringify(value)}\n` : `${words}\n`));
  };
  const look = (): void => {
    const status = statusOf(guard.status());
    const now = JSON.stringify(status);
    if (now !== told) say({ kind: 'status', atMs: Date.now(), ...status }, formatStatus(status));
    told = now;
    // A rule that is switched off changes what is judged, and not the pack.
    const force = status.pack === undefined ? '' : JSON.stringify([status.pack, status.killed]);
    if (force === '' || force === judged) return;
    judged = force;
    for (const encounter of encounters) {
      const result = guard.evaluate(encounter);
      say({ kind: 'evaluation', atMs: Date.now(), ...result }, formatEvaluation(result));
    }
  };
  const stop = guard.onChange(look);
  look();
  return {
    end() {
      stop();
      return printing;
    },
  };
}

type ToldStatus = Pick<
  GuardStatus,
  'connection' | 'pack' | 'isStale' | 'staleSinceMs' | 'isDegraded' | 'killed' | 'lastError'
>;

/** What is told of a status: not how full the outbox is, which changes all the time. */
function statusOf(status: GuardStatus): ToldStatus {
  const { connection, pack, isStale, staleSinceMs, isDegraded, killed, lastError } = status;
  return {
    connection,
    ...(pack !== undefined && { pack }),
    isStale,
    ...(staleSinceMs !== undefined && { staleSinceMs }),
    isDegraded,
    killed,
    ...(lastError !== undefined && { lastError }),
  };
}

function formatStatus({ connection, pack, isStale, isDegraded, killed, lastError }: ToldStatus): string {
  return [
    connection,
    pack === undefined ? 'no pack yet' : `pack ${pack}`,
    ...(pack !== undefined && isStale ? ['stale'] : []),
    ...(isDegraded ? ['degraded'] : []),
    ...(killed.length > 0 ? [`switched off: ${killed.join(', ')}`] : []),
    ...(lastError === undefined ? [] : [`last error: ${lastError}`]),
  ].join(' · ');
}

/** By rules and items, never by what the encounter says. */
function formatEvaluation({ evaluation, decision }: GuardedEvaluation): string {
  const { encounterId, alerts, status } = evaluation;
  const rules = alerts.map(({ rule, offending }) => `${rule} (${offending.join(', ')})`);
  const found = rules.length === 0 ? 'no alert' : rules.join('; ');
  return `  ${encounterId}: ${status === 'refused' ? 'cannot be judged' : found} · ${decision}`;
}
