import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { CallCase, CallResult } from '../case.ts';
import { createSamples, quantile } from '../measure/samples.ts';
import type { PluginProcessReady } from '../plugin-process.ts';

/**
 * A 3101 message to the plugin and its answer, over loopback with keep-alive, and the same bytes to and from a server that
 * looks at neither. Both in one process, asked in turn by blocks.
 */
export async function runCall({ items, blocks }: CallCase, root: string): Promise<CallResult> {
  const child = fork(join(root, 'test/bench/plugin-process.ts'), { execArgv: ['--conditions=@forecheck/source'] });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const [{ plugin, token, constant }] = (await once(child, 'message')) as [PluginProcessReady];
    const message = createMessage(root, items);
    const ask = (url: string, body: Buffer, method = 'POST') => call(agent, url, method, token, body);
    const answer = await ask(`${plugin}/nhsa`, message);
    const { infcode, output } = JSON.parse(answer.toString()) as { infcode: number; output: { result: unknown[] } };
    if (infcode !== 0) throw new Error(`the plugin answered ${answer.toString().slice(0, 200)}`);
    await ask(constant, answer, 'PUT');
    const times = { plugin: createSamples(), constant: createSamples() };
    const ratios: number[] = [];
    for (let block = -WARM_UP_BLOCKS; block < blocks; block += 1) {
      const medians = { plugin: 0, constant: 0 };
      for (const lane of block % 2 === 0 ? LANES : [...LANES].reverse()) {
        const url = lane === 'plugin' ? `${plugin}/nhsa` : constant;
        const own: number[] = [];
        for (let k = 0; k < BLOCK_CALLS; k += 1) {
          const startedMs = performance.now();
          await ask(url, message);
          own.push((performance.now() - startedMs) * 1000);
        }
        own.sort((a, b) => a - b);
        medians[lane] = quantile(own, 0.5);
        if (block >= 0) for (const time of own) times[lane].add(time);
      }
      if (block >= 0) ratios.push(medians.plugin / medians.constant);
    }
    ratios.sort((a, b) => a - b);
    return {
      requestBytes: message.length,
      answerBytes: answer.length,
      alerts: output.result.length,
      plugin: times.plugin.summarise(),
      constant: times.constant.summarise(),
      ratio: [quantile(ratios, 0.1), quantile(ratios, 0.5), quantile(ratios, 0.9)],
    };
  } finally {
    agent.destroy();
    child.disconnect();
    await once(child, 'exit');
  }
}

/** One of the requests of the examples, with as many lines. */
function createMessage(root: string, items: number): Buffer {
  const text = readFileSync(join(root, 'examples/requests/03-care-charged-twice.json'), 'utf8');
  const message = JSON.parse(text);
  const visit = message.input.data.patient_dtos[0].fsi_encounter_dtos[0];
  const lines = visit.fsi_order_dtos as readonly object[];
  visit.fsi_order_dtos = Array.from({ length: items }, (_, k) => ({
    ...lines[k % lines.length],
    rx_id: `RX-${k}`,
    ...(k < lines.length ? {} : { hilist_code: `00${String(110_900_000_000_0 + k)}` }),
  }));
  return Buffer.from(JSON.stringify(message));
}

function call(agent: Agent, url: string, method: string, token: string, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const asked = request(url, { agent, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(pieces));
        else reject(new Error(`answered ${response.statusCode}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const LANES = ['plugin', 'constant'] as const;
const BLOCK_CALLS = 16;
const WARM_UP_BLOCKS = 40;
