import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { copySamples, type SampleFolder } from './sample-folder.ts';

const LAUNCHER = fileURLToPath(new URL('../bin/forecheck.js', import.meta.url));

let samples: SampleFolder;
beforeAll(() => {
  samples = copySamples();
});
afterAll(() => samples.remove());

function start(words: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...words], {
    cwd: samples.path(),
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

describe('the launcher of a checkout', () => {
  test('runs the sources, and passes output and exit code on', () => {
    expect(start(['--version'])).toEqual({
      status: EXIT.ok,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
    expect(start(['complie'])).toEqual({
      status: EXIT.usage,
      stdout: '',
      stderr: expect.stringContaining('did you mean `compile`?'),
    });
  });

  test('compiles and evaluates in the current folder, from standard input', () => {
    expect(start(['compile', 'rules', '--out', 'pack'])).toMatchObject({ status: EXIT.ok, stderr: '' });
    const { status, stdout } = start(['evaluate', '--pack', 'pack', '-'], samples.read('encounters.jsonl'));
    expect(status).toBe(EXIT.ok);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  // A device that is always full; only Linux has it.
  test.skipIf(!existsSync('/dev/full'))('says so when its output cannot be written', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"$0" "$1" --version > /dev/full`, process.execPath, LAUNCHER], {
      encoding: 'utf8',
    });
    expect(status).toBe(EXIT.input);
    expect(stderr).toContain('forecheck: file-unwritable: cannot write to standard output');
  });
});
