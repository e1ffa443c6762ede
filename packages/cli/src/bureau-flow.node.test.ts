// From keys to a change that a client sees: child processes, files and sockets, as people start them.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copySamples, type SampleFolder } from './sample-folder.ts';

const LAUNCHER = fileURLToPath(new URL('../bin/forecheck.js', import.meta.url));

let samples: SampleFolder;
let running: ChildProcess[];
let environment: NodeJS.ProcessEnv;
beforeEach(() => {
  samples = copySamples();
  running = [];
  environment = { ...process.env };
});
afterEach(async () => {
  for (const child of running) await stop(child);
  samples.remove();
});

async function forecheck(...words: readonly string[]): Promise<string> {
  const options = { cwd: samples.path(), env: environment };
  return (await promisify(execFile)(process.execPath, [LAUNCHER, ...words], options)).stdout;
}

/** Starts a command that runs until it is interrupted. */
function start(...words: readonly string[]) {
  const child = spawn(process.execPath, [LAUNCHER, ...words], {
    cwd: samples.path(),
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return {
    child,
    async until(printed: RegExp): Promise<string> {
      while (!printed.test(output)) {
        if (child.exitCode !== null) throw new Error(`\`${words[0]}\` ended: ${output}${errors}`);
        await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      }
      return output;
    },
  };
}

/** Asks a process to end; gives its exit code. */
async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

test('keys, a bureau, a publication, a client, a change, and the client sees it', { timeout: 120_000 }, async () => {
  await forecheck('keygen', '--out', 'keys');
  const bureau = start('bureau', '--folder', 'data', '--keys', 'keys', '--port', '0', '--token-file', 'admin.token');
  environment['FORECHECK_URL'] = /^bureau at (\S+)$/m.exec(await bureau.until(/its token/))?.[1];
  const inOneGo = ['--layer', 'cn', '--keys', 'keys', '--token-file', 'admin.token'];
  expect(await forecheck('publish', 'rules', ...inOneGo)).toContain('published: cn, sequence 1');
  for (const [role, subject] of [
    ['maker', 'office-1'],
    ['checker', 'office-2'],
    ['institution', 'H0001'],
  ]) {
    await forecheck(
      'token',
      '--role',
      role!,
      '--subject',
      subject!,
      '--token-file',
      'admin.token',
      '--out',
      `${role}.token`,
    );
  }
  const client = start(
    ...['client', '--root', 'keys/root.json', '--institution', 'H0001', '--scope', 'cn', '--folder', 'client'],
    ...['--evaluate', 'encounter.json', '--token-file', 'institution.token'],
  );
  expect(await client.until(/SAMPLE-1: .*\n/)).toContain('  SAMPLE-1: female-only (1) · require-fix\n');

  const made = ['publish', 'update', '--layer', 'cn', '--maker', 'keys/publisher-1.pem', '--token-file', 'maker.token'];
  const { id } = JSON.parse(await forecheck(...made, '--json')) as { id: string };
  const checked = ['publish', 'update', '--layer', 'cn', '--checker', 'keys/publisher-2.pem'];
  expect(await forecheck(...checked, '--draft', id, '--token-file', 'checker.token')).toContain('sequence 2');
  await client.until(/ {2}SAMPLE-1: female-only \(1\); female-only \(2\) · require-fix\n/);

  expect(await stop(client.child, 'SIGINT')).toBe(0);
  expect(await stop(bureau.child, 'SIGTERM')).toBe(0);
});
