import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What a process can be asked to do: one call at a time each, over the channel to its parent. */
export type Api = { readonly [Method: string]: (...args: never[]) => Promise<unknown> };

/** A process that offers an API. */
export interface Remote<Offered> {
  readonly api: Offered;
  stop(): void;
}

/** Which part of a fan-out a process plays. */
export type Role = 'relay' | 'plain' | 'crowd' | 'clients';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: string };

/** Answers calls until the parent goes. */
export function offer(api: Api): void {
  process.on('message', ({ id, method, args }: Call) => {
    const answer = (message: Answer): void => void process.send?.(message);
    (api as Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>)[method]!(...args).then(
      (value) => answer({ id, value }),
      (error: unknown) =>
        answer({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}

/** Starts a process that plays this role, from the bundle beside the one that runs. */
export function startRemote<Offered extends Api>(role: Role): Remote<Offered> {
  const child = fork(join(import.meta.dirname, 'fan-out-process.js'), [role], { serialization: 'advanced' });
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;
  child.on('message', (answer: Answer) => {
    const call = open.get(answer.id);
    open.delete(answer.id);
    if ('failure' in answer) call?.reject(new Error(`${role}: ${answer.failure}`));
    else call?.resolve(answer.value);
  });
  child.on('close', (code) => {
    for (const { reject } of open.values()) reject(new Error(`${role} ended with ${code}`));
  });
  const api = new Proxy({} as Offered, {
    get:
      (_, method: string) =>
      (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          calls += 1;
          open.set(calls, { resolve, reject });
          child.send({ id: calls, method, args } satisfies Call);
        }),
  });
  return { api, stop: () => void (child.connected && child.disconnect()) };
}

/** Milliseconds on a clock that all processes of a machine share. */
export function sharedMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1_000_000;
}
