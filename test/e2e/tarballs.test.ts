import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packPackages } from '../../scripts/pack.ts';
import { ROOT, readJson, workspacePackages } from '../../scripts/workspace.ts';

const INSTALL_TIMEOUT_MS = 120_000;

const specifiers = workspacePackages().flatMap(({ entryPoints }) => entryPoints.map(({ specifier }) => specifier));

/** Installed as an integrator would: nothing of the workspace is above this folder. */
let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forecheck-e2e-')));
  const tarballs = packPackages(join(folder, 'tarballs'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs.values()], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}, INSTALL_TIMEOUT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, text: string): string => {
  writeFileSync(join(folder, script), text);
  return execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
};

describe('installed from tarballs into an empty folder', () => {
  test.each(specifiers)('%s gives the same names to `import` and to `require`', (specifier) => {
    const print = "console.log(JSON.stringify(Object.keys(entry).filter((name) => name !== 'default').sort()));";
    const imported = run('a.mjs', `import * as entry from '${specifier}';\n${print}`);
    const required = run('a.cjs', `const entry = require('${specifier}');\n${print}`);
    expect(required).toBe(imported);
    expect(JSON.parse(imported).length).toBeGreaterThan(0);
  });

  test.each([
    ['import', 'c.mjs', "import { coreImplementation, runConformance } from '@forecheck/testkit';"],
    ['require', 'c.cjs', "const { coreImplementation, runConformance } = require('@forecheck/testkit');"],
  ])('loaded by `%s`, the engine answers every conformance case as expected', (_how, script, load) => {
    const files = conformanceFiles();
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(files));
    const text = `${load}
      const files = JSON.parse(process.getBuiltinModule('node:fs').readFileSync('cases.json', 'utf8'));
      runConformance(files, coreImplementation()).then((report) => console.log(JSON.stringify(report)));`;
    const cases = files.reduce((total, file) => total + file.cases.length, 0);
    expect(cases).toBeGreaterThan(0);
    expect(JSON.parse(run(script, text))).toEqual({ passed: cases, failures: [] });
  });

  test('no test is in a tarball', () => {
    const listed = execFileSync('find', [join(folder, 'node_modules/@forecheck'), '-name', '*.test.*'], {
      encoding: 'utf8',
    });
    expect(listed).toBe('');
  });

  test('`forecheck` runs', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'node_modules/@forecheck/cli/bin/forecheck.js'), '--help'],
      { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('forecheck');
  });
});

function conformanceFiles(): readonly { readonly cases: readonly unknown[] }[] {
  const folder = join(ROOT, 'test/conformance');
  return globSync('evaluate/**/*.json', { cwd: folder }).map(
    (path) => readJson(join(folder, path)) as { readonly cases: readonly unknown[] },
  );
}
