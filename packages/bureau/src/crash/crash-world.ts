import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readSealed } from '@forecheck/pack';
import type { BureauStore } from '../store/bureau-store.ts';
import type { CrashAnswer, CrashTask } from './crash-task.ts';

/** What was asked of nodes that were killed all the while, and answered in the end. For tests only. */
export interface CrashReport {
  readonly kills: number;
  /** Tasks that a killed node left without an answer, and that were given again. */
  readonly repeated: number;
  readonly uploaded: number;
  readonly published: readonly string[];
}

/** How to run nodes. */
export interface CrashOptions {
  readonly place: string;
  /** PEM keys. */
  readonly keys: readonly string[];
  /** How many run side by side; only the first is killed, when there are more. */
  readonly nodes: number;
  readonly kills: number;
  readonly random: () => number;
}

/**
 * Uploads and publishes through nodes, killing one at random again and again, until it was killed so often and everything
 * that was asked has been answered.
 */
export async function crashNodes({ place, keys, nodes, kills, random }: CrashOptions): Promise<CrashReport> {
  const running: Node[] = await Promise.all(Array.from({ length: nodes }, () => startNode(place, keys)));
  const published: string[] = [];
  let uploaded = 0;
  let repeated = 0;
  let killed = 0;
  let id = 0;
  const ask = async (task: CrashTask): Promise<CrashAnswer> => {
    for (;;) {
      const node = running[Math.floor(random() * running.length)]!;
      const answer = await node.ask(task);
      if (answer?.failed !== undefined) throw new Error(answer.failed);
      if (answer !== undefined) return answer;
      repeated += 1;
      await node.replaced;
    }
  };
  // Each sends pieces that overlap what it sent before, as clients do that never heard an answer.
  const upload = async (institution: string): Promise<void> => {
    let next = 1;
    while (killed < kills) {
      const first = Math.max(1, next - Math.floor(random() * 8));
      const length = 1 + Math.floor(random() * 20);
      const { acknowledged = 0 } = await ask({ kind: 'upload', id: ++id, institution, first, length });
      next = Math.max(next, acknowledged + 1);
      if (acknowledged < first + length - 1) throw new Error(`acknowledged ${acknowledged} of ${first + length - 1}`);
    }
    uploaded += next - 1;
  };
  const publish = async (name: string): Promise<void> => {
    for (let n = 0; killed < kills && n < SOURCES_MAX; n += 1) {
      await ask({ kind: 'publish', id: ++id, source: `${name}${n}` });
      published.push(`${name}${n}`);
    }
  };
  const kill = async (): Promise<void> => {
    while (killed < kills) {
      await new Promise((resolve) => setTimeout(resolve, 20 + random() * 400));
      const [first] = running as [Node, ...Node[]];
      first.kill();
      running[0] = await startNode(place, keys);
      first.replace();
      killed += 1;
    }
  };
  await Promise.all([
    kill(),
    ...INSTITUTIONS.map(upload),
    ...Array.from({ length: nodes }, (_, n) => publish(`N${n}x`)),
  ]);
  for (const node of running) await node.stop();
  return { kills: killed, repeated, uploaded, published };
}

/** What a store holds of all that, to be compared with what was answered. */
export async function readCrashed(store: BureauStore) {
  let entries = 0;
  const broken: string[] = [];
  for (const institution of INSTITUTIONS) {
    const state = await store.readStream(institution, 's');
    const kept = await store.readEntries(institution, 's', 0, 1_000_000);
    if (kept.some(({ sequence }, index) => sequence !== index + 1)) broken.push(`${institution}: a gap`);
    if (state?.acknowledged !== kept.length) broken.push(`${institution}: acknowledged is not what is kept`);
    if (state?.isQuarantined === true) broken.push(`${institution}: set aside`);
    entries += kept.length;
  }
  const dispositions = await store.readDispositions(0, 1_000_000);
  const head = await store.readHead('cn');
  const current = head && readSealed(head.sealed, 'head').signed.layers[0]?.current;
  const manifest = current && (await store.readManifest(current.digest));
  const segments = manifest === undefined ? [] : readSealed(manifest.sealed, 'manifest').signed.segments;
  const sequences = (await store.readManifests('cn', 10_000)).map(({ sequence }) => sequence);
  return {
    broken,
    entries,
    dispositions: dispositions.length,
    distinct: new Set(dispositions.map(({ id }) => id)).size,
    segments: segments.map(({ digest }) => digest),
    sequences,
    currentSequence: current?.sequence,
    headVersion: head?.version,
  };
}

interface Node {
  /** `undefined` when the node died before it answered. */
  ask(task: CrashTask): Promise<CrashAnswer | undefined>;
  kill(): void;
  /** Resolves when another node runs in its place. */
  readonly replaced: Promise<void>;
  replace(): void;
  stop(): Promise<void>;
}

async function startNode(place: string, keys: readonly string[]): Promise<Node> {
  const script = fileURLToPath(new URL('./crash-node.ts', import.meta.url));
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@forecheck/source', '--no-warnings', script, place, JSON.stringify(keys)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map<number, (answer: CrashAnswer | undefined) => void>();
  let isDead = false;
  let replace = (): void => undefined;
  const replaced = new Promise<void>((resolve) => {
    replace = resolve;
  });
  const dead = new Promise<void>((resolve) => {
    child.once('close', () => {
      isDead = true;
      for (const answer of waiting.values()) answer(undefined);
      resolve();
    });
  });
  child.stdin?.on('error', () => undefined);
  const ready = new Promise<void>((resolve, reject) => {
    child.once('close', () => reject(new Error('a node died while it started')));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line === 'ready') return resolve();
      const answer = JSON.parse(line) as CrashAnswer;
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
  });
  await ready;
  return {
    ask: (task) =>
      isDead
        ? Promise.resolve(undefined)
        : new Promise((resolve) => {
            waiting.set(task.id, resolve);
            child.stdin?.write(`${JSON.stringify(task)}\n`);
          }),
    kill: () => child.kill('SIGKILL'),
    replaced,
    replace,
    async stop() {
      child.kill('SIGKILL');
      await dead;
    },
  };
}

const INSTITUTIONS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
/** A manifest lists at most 256 segments. */
const SOURCES_MAX = 100;
