import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  execFileSync,
  spawn,
  spawnSync,
} from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeSampleTables } from '../../packages/cli/src/sample-tables.ts';
import { ROOT } from '../../scripts/workspace.ts';

const MAIN = join(ROOT, 'packages/cli/dist/main.js');
const COMMAND_TIMEOUT_MS = 120_000;

/** Sources, encounters, messages and tables of our own making, as the examples of the help name them. */
let folder = '';
let bin = '';
/** What commands say once they do what they are there for. */
const SAYS: Readonly<Record<string, RegExp>> = {
  bureau: /^published sample rules|"url":/m,
  relay: /^cn: online, pack \w+$/m,
  client: /SAMPLE-1/,
  plugin: /^plugin at/m,
};
/** What runs until the end, for the examples that come after it. */
const running: ChildProcess[] = [];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forecheck-cli-')));
  cpSync(join(ROOT, 'packages/cli/test-data'), folder, { recursive: true });
  writeSampleTables(folder);
  bin = join(folder, 'bin');
  mkdirSync(bin);
  writeProgram(join(bin, 'forecheck'), [MAIN]);
  writeProgram(join(folder, 'mine'), [
    '--conditions=@forecheck/source',
    join(ROOT, 'test/conformance/examples/self.ts'),
  ]);
});

afterAll(async () => {
  for (const child of running) await stop(child);
  rmSync(folder, { recursive: true, force: true });
});

function writeProgram(path: string, words: readonly string[]): void {
  const quoted = [process.execPath, ...words].map((word) => `'${word}'`).join(' ');
  writeFileSync(path, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(path, 0o755);
}

/** Starts a line that runs until it is interrupted; gives what it said when that matches, or when it has ended. */
async function serve(line: string, wanted: RegExp): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn('sh', ['-c', `exec ${line}`], { cwd: folder, env: { ...process.env, PATH: path } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  while (!wanted.test(said) && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
  return { child, said };
}

/** Asks for an end in good order; gives the exit code. */
async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line as a shell would, with `forecheck` among its commands. */
function shell(line: string, env: Readonly<Record<string, string>> = {}): Ended {
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, ...env },
    maxBuffer: 2 ** 27,
  });
  return { status, stdout, stderr };
}

describe('the help', () => {
  const commands = commandNames();

  test('names at least the commands of the flow', () => {
    expect(commands).toEqual(
      expect.arrayContaining(['import', 'lint', 'compile', 'evaluate', 'keygen', 'bureau', 'publish', 'client']),
    );
  });

  // In the order of the flow: later examples use what earlier ones made.
  test.each(commands)('every example of `forecheck %s` works', { timeout: COMMAND_TIMEOUT_MS }, async (name) => {
    const { status, stdout } = shell(`forecheck ${name} --help`);
    expect(status).toBe(0);
    const examples = [...stdout.matchAll(/^ {2}# .*\n {2}(.*forecheck .*)$/gm)].map(([, line = '']) => line);
    expect(examples.length).toBeGreaterThan(0);
    const isServing = stdout.includes('Runs until Ctrl-C');
    for (const example of examples) {
      // A verb that looks after a plugin ends by itself.
      if (isServing && !/^forecheck plugin [a-z]/.test(example)) {
        await serveExample(name, example);
        continue;
      }
      const ended = shell(example);
      // Whether every case agrees is told by test/conformance; here the command only has to ask them.
      const isWorking = ended.status === 0 || (name === 'conform' && ended.status === 1);
      // The end of what it said, so that a failure explains itself.
      const said = isWorking ? '' : (ended.stdout + ended.stderr).slice(-2000);
      expect({ example, isWorking, said }).toEqual({ example, isWorking: true, said: '' });
    }
  });

  /** The first bureau stays, on a port of its own: later examples find it where the environment says. */
  async function serveExample(name: string, example: string): Promise<void> {
    const isFirst = running.length === 0;
    const wanted = SAYS[name] ?? /no such command/;
    const { child, said } = await serve(isFirst ? `${example} --port 0` : example, wanted);
    expect({ example, said }).toEqual({ example, said: expect.stringMatching(wanted) });
    if (isFirst) {
      running.push(child);
      vi.stubEnv('FORECHECK_URL', /^bureau at (\S+)$/m.exec(said)?.[1]);
    } else expect({ example, said, status: await stop(child) }).toEqual({ example, said, status: 0 });
  }

  function commandNames(): readonly string[] {
    const help = execFileSync(process.execPath, [MAIN, '--help'], { encoding: 'utf8' });
    const list = /^Commands\n((?: {2}\S.*\n)+)/m.exec(help)?.[1] ?? '';
    return [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
  }
});

test('the examples of the read-me work', { timeout: COMMAND_TIMEOUT_MS }, () => {
  const readme = readFileSync(join(ROOT, 'packages/cli/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThan(1);
  cpSync(join(ROOT, 'packages/cli/test-data'), join(folder, 'readme'), { recursive: true });
  writeSampleTables(join(folder, 'readme'));
  for (const block of blocks) {
    const { status, stderr } = shell(`set -e\ncd readme\n${block}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
});

describe('the flow', () => {
  test('published tables become a pack that judges', { timeout: COMMAND_TIMEOUT_MS }, () => {
    expect(shell('forecheck import nhsa tables --out flow-source').status).toBe(0);
    expect(shell('forecheck lint flow-source --strict').status).toBe(0);
    expect(shell('forecheck compile flow-source --out flow-pack').status).toBe(0);
    const encounter = {
      id: 'E1',
      asOf: '2026-07-01 09:00',
      phase: 'prompt',
      insuredPerson: { sex: 'male' },
      items: [{ id: '1', code: 'XA00SAMPLE0000000000001' }],
    };
    writeFileSync(join(folder, 'flow.json'), JSON.stringify(encounter));
    const { status, stdout } = shell('forecheck evaluate --pack flow-pack flow.json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ alerts: [{ offending: ['1'], evidence: [{ value: 'male' }] }] });
  });
});

describe('every way to fail has its exit code and its next step', () => {
  beforeAll(() => {
    expect(shell('forecheck compile rules --out good').status).toBe(0);
    cpSync(join(folder, 'good'), join(folder, 'corrupt'), { recursive: true });
    cpSync(join(folder, 'good'), join(folder, 'incomplete'), { recursive: true });
    const [segment = ''] = readdirSync(join(folder, 'good')).filter((name) => name.endsWith('.fcseg'));
    const bytes = readFileSync(join(folder, 'corrupt', segment));
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(join(folder, 'corrupt', segment), bytes);
    rmSync(join(folder, 'incomplete', segment));
    cpSync(join(folder, 'rules'), join(folder, 'failing'), { recursive: true });
    writeFileSync(join(folder, 'failing/knowledge/points.jsonl'), '');
    cpSync(join(folder, 'rules'), join(folder, 'wrong'), { recursive: true });
    writeFileSync(
      join(folder, 'wrong/knowledge/points.jsonl'),
      '{"id":"K1","rule":"no-such","items":["SAMPLE-DRUG-1"]}\n',
    );
    writeFileSync(join(folder, 'broken.json'), '{ "id": ');
    writeFileSync(join(folder, 'gbk.json'), Uint8Array.of(0x7b, 0xc7, 0xe0, 0x7d));
  });

  test.each<[number, string, string]>([
    [1, 'compile failing --out none', 'example-failed'],
    [2, 'evaluat', 'command-unknown'],
    [2, 'evaluate --pakc good encounter.json', 'arguments-malformed'],
    [2, 'evaluate encounter.json', 'arguments-malformed'],
    [2, 'evaluate --pack good', 'arguments-malformed'],
    [2, 'explain --pack good --rule none encounter.json', 'arguments-malformed'],
    [2, 'import icd tables --out none', 'arguments-malformed'],
    [3, 'import nhsa nowhere --out none', 'file-unreadable'],
    [3, 'import nhsa rules --out none', 'table-unrecognised'],
    [3, 'import nhsa tables --out good', 'folder-occupied'],
    [3, 'lint nowhere', 'source-missing'],
    [3, 'compile wrong --out none', 'source-malformed'],
    [3, 'compile rules --out tables', 'file-unwritable'],
    [3, 'evaluate --pack nowhere encounter.json', 'pack-missing'],
    [3, 'evaluate --pack corrupt encounter.json', 'pack-corrupt'],
    [3, 'evaluate --pack incomplete encounter.json', 'pack-incomplete'],
    [3, 'evaluate --pack good nowhere.json', 'file-unreadable'],
    [3, 'evaluate --pack good broken.json', 'input-malformed'],
    [3, 'evaluate --pack good gbk.json', 'input-malformed'],
    [3, 'evaluate --pack good rules/source.json', 'encounter-malformed'],
    [3, 'explain --pack good encounters.jsonl', 'input-malformed'],
    [2, 'keygen', 'arguments-malformed'],
    [3, 'keygen --out none --layer ../cn', 'field-malformed'],
    [3, 'bureau --folder none --keys tables', 'key-missing'],
    [3, 'publish --draft x --url http://127.0.0.1:9', 'bureau-unreachable'],
    [2, 'kill R --layer cn --until soon --reason x', 'arguments-malformed'],
    [3, 'seal nowhere --layer cn --keys tables --out none', 'pack-missing'],
    [3, 'relay --root nowhere --scope cn --folder none', 'file-unreadable'],
    [3, 'client --root rules/source.json --institution h --scope cn --folder client --offline', 'object-malformed'],
  ])('%i: forecheck %s: %s', (exit, words, code) => {
    const { status, stdout, stderr } = shell(`forecheck ${words}`);
    expect(status).toBe(exit);
    expect(stderr).toContain(`${code}: `);
    expect(stderr).toMatch(/^ {2}next: \S/m);
    const asJson = shell(`forecheck ${words} --json`);
    expect(asJson.status).toBe(exit);
    expect(JSON.parse(asJson.stderr.trimEnd().split('\n')[0]!)).toMatchObject({
      error: { code, next: expect.any(String) },
    });
    expect(`${stdout}${stderr}`).not.toContain('\x1b');
  });

  test('1: findings of `lint` are a result, on standard output', () => {
    const { status, stdout, stderr } = shell('forecheck lint wrong');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('error rule-unknown');
  });

  test('a failed compilation leaves nothing behind', () => {
    expect(readdirSync(folder)).not.toContain('none');
  });
});

describe('in a pipeline', () => {
  beforeAll(() => {
    expect(shell('forecheck compile rules --out piped').status).toBe(0);
    const line = readFileSync(join(folder, 'encounters.jsonl'), 'utf8').split('\n')[1] ?? '';
    writeFileSync(join(folder, 'many.jsonl'), `${line}\n`.repeat(20_000));
  });

  test('every line of many is answered, in order', { timeout: COMMAND_TIMEOUT_MS }, () => {
    const { status, stdout } = shell('forecheck evaluate --pack piped --no-fixes - < many.jsonl | wc -l');
    expect({ status, lines: Number(stdout) }).toEqual({ status: 0, lines: 20_000 });
  });

  test('a reader that has seen enough ends it quietly', { timeout: COMMAND_TIMEOUT_MS }, () => {
    const { stdout, stderr } = shell('forecheck evaluate --pack piped many.jsonl | head -1');
    expect(JSON.parse(stdout)).toMatchObject({ encounterId: 'SAMPLE-3' });
    expect(stderr).toBe('');
  });

  test('a program that keeps it running gets each answer before it asks again', async () => {
    const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [MAIN, 'evaluate', '--pack', 'piped', '-'], {
      cwd: folder,
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const line of readFileSync(join(folder, 'encounters.jsonl'), 'utf8').trimEnd().split('\n')) {
      child.stdin.write(`${line}\n`);
      const { value } = await answers.next();
      const { id } = JSON.parse(line) as { id: string };
      expect(JSON.parse(String(value))).toMatchObject({ encounterId: id });
    }
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });
});

describe('on a terminal', () => {
  // `script` gives a program a terminal of its own. Where it is missing there is no other way to look.
  const hasScript = spawnSync('sh', ['-c', 'script --version']).status === 0;
  // Node takes a set CI for a place without colours.
  const onTerminal = (line: string, env: Readonly<Record<string, string>> = {}) =>
    shell(`env -u CI script --quiet --return --command "${line}" /dev/null < /dev/null`, { TERM: 'xterm', ...env });

  beforeAll(() => void shell('forecheck compile rules --out shown'));

  test.skipIf(!hasScript)('outcomes are coloured, unless NO_COLOR is set', () => {
    const line = 'forecheck explain --pack shown encounter.json';
    expect(onTerminal(line, { NO_COLOR: '' }).stdout).toContain('\x1b[31mhit');
    expect(onTerminal(line, { NO_COLOR: '1' }).stdout).not.toContain('\x1b[31m');
  });

  test.skipIf(!hasScript)('progress is shown on standard error', () => {
    expect(onTerminal('forecheck compile rules --out shown > /dev/null').stdout).toContain('compiling rules …');
    expect(onTerminal('forecheck compile rules --out shown 2> /dev/null').stdout).not.toContain('compiling rules …');
  });
});
