import { gunzipSync } from 'node:zlib';
import { openSegment } from '@forecheck/core';
import { openHead, openManifest, pinRoot, type Trust, verifyBlob } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { decodeServerMessage } from '@forecheck/sync/protocol';
import type { FanOutCase, FanOutLane, FanOutResult, FullClientsResult } from '../case.ts';
import { quantile, summarise } from '../measure/samples.ts';
import type { PlainSender } from '../references/plain-broadcast.ts';
import type { Arrivals, Crowd } from './fan-out/crowd.ts';
import type { FullClients } from './fan-out/full-clients.ts';
import type { RelaySender } from './fan-out/relay-sender.ts';
import { type Remote, startRemote } from './fan-out/remote.ts';
import type { Sender } from './fan-out/sender.ts';
import { createUrgentNews, framesOf, type UrgentNews } from './fan-out/urgent-news.ts';

/**
 * Sends urgent rules to a crowd of real WebSocket clients, by the relay and by a plain broadcast in turn. Two senders and
 * two crowds, a process each: with the same sockets for both one process would run out of file descriptors.
 */
export async function runFanOut(order: FanOutCase): Promise<FanOutResult> {
  const news = await createUrgentNews(order.rounds + WARM_UP_ROUNDS + order.fullRounds);
  const processes: Remote<object>[] = [];
  const start = <Api extends object>(remote: Remote<Api>): Api => {
    processes.push(remote);
    return remote.api;
  };
  try {
    const relay = start(startRemote<RelaySender>('relay'));
    await relay.begin(news.base);
    const plain = start(startRemote<PlainSender>('plain'));
    const relayCrowd = start(startRemote<Crowd>('crowd'));
    const plainCrowd = start(startRemote<Crowd>('crowd'));
    const { url } = await relay.listen();
    const plainUrl = (await plain.listen()).url;
    const greeted = await relayCrowd.connect(url, order.clients, true);
    const joined = await plainCrowd.connect(plainUrl, greeted.count, false);
    const count = Math.min(greeted.count, joined.count);
    if (greeted.count > count) await relayCrowd.shrink(count);
    const lanes = await measureLanes(order, news, count, [
      { name: 'relay', sender: relay, crowd: relayCrowd, ready: async () => undefined },
      { name: 'ws, one message', sender: plain, crowd: plainCrowd, ready: () => plain.divide(1) },
      { name: 'ws, two messages', sender: plain, crowd: plainCrowd, ready: () => plain.divide(2) },
    ]);
    await Promise.all([relayCrowd.shrink(0), plainCrowd.shrink(0)]);
    const stop = greeted.stop ?? joined.stop;
    return {
      clients: count,
      ...(stop === undefined ? {} : { stop }),
      bytes: framesOf(news.urgent[0]!).reduce((sum, { length }) => sum + length, 0),
      segmentBytes: news.urgent[0]!.blobs[1]![1].length,
      lanes,
      full: await measureFullClients(order, news, { relay, url, start }),
    };
  } finally {
    for (const { stop } of processes) stop();
  }
}

interface Lane {
  readonly name: string;
  readonly sender: Sender;
  readonly crowd: Crowd;
  readonly ready: () => Promise<void>;
}

async function measureLanes(
  { rounds }: FanOutCase,
  { root, urgent }: UrgentNews,
  clients: number,
  lanes: readonly Lane[],
): Promise<readonly FanOutLane[]> {
  const crypto = nodeCrypto();
  const trust = await pinRoot(root, crypto);
  const found = lanes.map(() => ({
    p50: [] as number[],
    p99: [] as number[],
    last: [] as number[],
    cpuUs: [] as number[],
    rssBytes: 0,
  }));
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
    const heard: string[] = [];
    for (let k = 0; k < lanes.length; k += 1) {
      const index = (round + k) % lanes.length;
      const { sender, crowd, ready, name } = lanes[index]!;
      await ready();
      const news = urgent[round]!;
      await crowd.expect(framesOf(news).reduce((sum, { length }) => sum + length, 0));
      const startedMs = await sender.publish(news);
      const arrivals = await crowd.arrivals();
      const { cpuUs, rssBytes } = await sender.weigh();
      heard.push(...arrivals.digests);
      if (arrivals.atMs.length !== clients) throw new Error(`${name}: ${arrivals.atMs.length} of ${clients} heard it`);
      if (name === 'relay') await checkNews(arrivals, trust);
      if (round < WARM_UP_ROUNDS) continue;
      const times = arrivals.atMs.map((ms) => ms - startedMs).sort();
      const into = found[index]!;
      into.p50.push(quantile(times, 0.5));
      into.p99.push(quantile(times, 0.99));
      into.last.push(times.at(-1)!);
      into.cpuUs.push(cpuUs / clients);
      into.rssBytes = rssBytes;
    }
    if (new Set(heard).size !== 1) throw new Error('not everybody heard the same bytes');
  }
  const base = found[0]!.last;
  return found.map(({ p50, p99, last, cpuUs, rssBytes }, index) => {
    const ratios = last.map((ms, round) => base[round]! / ms).sort((a, b) => a - b);
    return {
      name: lanes[index]!.name,
      p50Ms: summarise(p50).p50,
      p99Ms: summarise(p99).p50,
      lastMs: summarise(last).p50,
      cpuUs: summarise(cpuUs).p50,
      rssBytes,
      ratio: [quantile(ratios, 0.1), quantile(ratios, 0.5), quantile(ratios, 0.9)],
    };
  });
}

/** What was heard is what was sealed: it opens under the root. */
async function checkNews({ messages }: Arrivals, trust: Trust): Promise<void> {
  const crypto = nodeCrypto();
  const [announced, pushed] = messages.map((message) => decodeServerMessage(message));
  if (announced?.kind !== 'head' || pushed?.kind !== 'push') throw new Error('head and push were expected');
  const { head } = await openHead(announced.head, trust, crypto, { nowMs: Date.now() });
  const blobs = pushed.blobs.map(({ bytes }) => gunzipSync(bytes));
  const { manifest } = await openManifest(blobs[0]!, trust, crypto, head.layers[0]!.urgent!);
  await verifyBlob(blobs[1]!, manifest.segments[0]!, crypto);
  openSegment(blobs[1]!);
}

interface FullOptions {
  readonly relay: RelaySender;
  readonly url: string;
  readonly start: <Api extends object>(remote: Remote<Api>) => Api;
}

/** From publishing to the last word that a client has checked, stored and swapped in what was published. */
async function measureFullClients(
  { rounds, fullClients, fullRounds }: FanOutCase,
  { root, base, urgent }: UrgentNews,
  { relay, url, start }: FullOptions,
): Promise<FullClientsResult> {
  const groups = Array.from({ length: FULL_PROCESSES }, () => start(startRemote<FullClients>('clients')));
  await relay.begin(base);
  const each = Math.ceil(fullClients / FULL_PROCESSES);
  await Promise.all(groups.map((group, index) => group.open({ url, root, count: each, name: `g${index}` })));
  const clients = each * FULL_PROCESSES;
  await relay.activations(clients);
  const all: Float64Array[] = [];
  const cpuUs: number[] = [];
  const weigh = async (): Promise<number> => {
    const each = await Promise.all(groups.map((group) => group.weigh()));
    return each.reduce((sum, us) => sum + us) / clients;
  };
  for (let round = 0; round < fullRounds; round += 1) {
    await weigh();
    const startedMs = await relay.publish(urgent[WARM_UP_ROUNDS + rounds + round]!);
    const atMs = await relay.activations(clients);
    cpuUs.push(await weigh());
    all.push(atMs.map((ms) => ms - startedMs).sort());
  }
  await Promise.all(groups.map((group) => group.close()));
  const median = (of: (times: Float64Array) => number): number => summarise(all.map(of)).p50;
  return {
    clients,
    processes: FULL_PROCESSES,
    p50Ms: median((times) => quantile(times, 0.5)),
    p99Ms: median((times) => quantile(times, 0.99)),
    lastMs: median((times) => times.at(-1)!),
    cpuUs: summarise(cpuUs).p50,
  };
}

const WARM_UP_ROUNDS = 3;
const FULL_PROCESSES = 2;
