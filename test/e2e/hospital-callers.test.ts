import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hospital, openHospital } from '../../examples/hospital/open-hospital.ts';
import { ROOT } from '../../scripts/workspace.ts';

let folder: string;
let hospital: Hospital;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forecheck-callers-'));
  hospital = await openHospital({ folder });
}, 120_000);

afterAll(async () => {
  await hospital?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

interface Run {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** Runs a program of the examples beside this process, which has the plugin in it. */
async function run(command: string, ...args: readonly string[]): Promise<Run> {
  const { FORCE_COLOR: _forced, ...env } = process.env;
  const child = spawn(command, args, {
    cwd: join(ROOT, 'examples'),
    env: { ...env, FORECHECK_TOKEN: hospital.programToken, PYTHONIOENCODING: 'utf-8' },
  });
  let [stdout, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, lines: stdout.trimEnd().split('\n'), errors };
}

/** What runs while a server answers in its own way. */
async function besideServer<Result>(answer: RequestListener, act: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.log('no python3 here: the desktop caller is not run');

describe.skipIf(!hasPython)('a desktop program in Python', () => {
  const CHECK = 'desktop-caller/check.py';
  const check = (...args: readonly string[]) => run('python3', CHECK, ...args);
  // The machine of the tests is busy; how the limit works, other tests show.
  const checkInTime = (...args: readonly string[]) =>
    run('env', 'FORECHECK_TIME_LIMIT_S=20', 'python3', CHECK, ...args);
  const GOES_ON = (why: string) => ({ status: 0, lines: [`not checked: ${why}; the order goes on`], errors: '' });

  test('prints the alerts of an order, and is held until something is done', async () => {
    expect(await checkInTime(hospital.plugin)).toEqual({
      status: 3,
      lines: [
        'critical nhsa-2025-67: “阿帕他胺片”限男性使用，参保人为女性。',
        '  医疗保障基金智能监管规则库、知识库（2025年版）',
        '  fixes: remove-item',
        'decision: require-fix, alerts: 1',
      ],
      errors: '',
    });
  });

  test('sends a message of the national interface as it is', async () => {
    const { lines, errors } = await checkInTime(hospital.plugin, 'requests/01-drug-for-the-other-sex.json');
    expect(errors).toBe('');
    expect(lines.slice(4)).toEqual([expect.stringMatching(/^3101 nhsa-2025-67: /), '3101 answered, results: 1']);
  });

  test('goes on when the plugin is dead', async () => {
    const url = await besideServer(
      () => {},
      async (free) => free,
    );
    expect(await check(url)).toEqual(GOES_ON('plugin-unreachable'));
  });

  test('goes on when the plugin does not answer', async () => {
    expect(await besideServer(() => {}, check)).toEqual(GOES_ON('plugin-silent'));
  });

  test('goes on when the answer drips', async () => {
    const drip: RequestListener = (_, response) => {
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    const startedMs = performance.now();
    expect(await besideServer(drip, check)).toEqual(GOES_ON('plugin-silent'));
    // A third of a second, and what a busy machine takes to start Python.
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  test('goes on when the answer is nonsense', async () => {
    expect(await besideServer((_, response) => response.end('<html>'), check)).toEqual(GOES_ON('answer-malformed'));
    expect(await besideServer((_, response) => response.end('[]'), check)).toEqual(GOES_ON('answer-malformed'));
  });

  test('goes on when it is refused', async () => {
    const refuse: RequestListener = (_, response) => response.writeHead(401).end('{}');
    expect(await besideServer(refuse, check)).toEqual(GOES_ON('plugin-refused 401'));
  });
});

describe('a CDS Hooks client', () => {
  test('finds the service, signs, applies a suggestion, and tells what was decided', async () => {
    const { status, lines, errors } = await run(process.execPath, 'cds-hooks-client/client.ts', hospital.plugin);
    expect([status, errors]).toEqual([0, '']);
    expect(lines).toContain('service forecheck: order-sign');
    expect(lines).toContainEqual(expect.stringMatching(/^critical: “阿帕他胺片”限男性使用，参保人为女性。/));
    expect(lines).toContain('gone: 1');
    expect(lines.at(-1)).toMatch(/^feedback: [1-9] sent$/);
    const arrived = async () => {
      const headers = { 'x-demonstration': '1' };
      const response = await fetch(`${hospital.his}desk/arrived`, { method: 'POST', headers });
      return ((await response.json()) as readonly { readonly kind: string }[]).map(({ kind }) => kind);
    };
    await expect.poll(arrived, { timeout: 10_000 }).toContain('return-and-change');
  });
});
