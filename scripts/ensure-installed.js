// Runs `npm ci` when `node_modules` does not hold what `package-lock.json` names. Plain JavaScript without
// dependencies: it is started by whatever Node the machine has (20 or newer), before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (!isInstalled()) {
  console.log('Installing dependencies (npm ci) …');
  const { status, error } = spawnSync('npm', ['ci', '--loglevel=error', '--no-progress'], {
    cwd: root,
    // Without the pinned Node on PATH: `npm ci` deletes it while it runs.
    env: { ...process.env, PATH: pathWithoutBin() },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    console.error('`npm ci` failed; is the npm registry reachable?');
    process.exit(1);
  }
}

// Versions are compared, not modification times: `npm install` and `git checkout` both leave times that say nothing.
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !existsSync(join(root, 'node_modules', 'node', 'bin'))) return false;
  const isSame = (path) =>
    present[path]?.version === wanted[path]?.version && present[path]?.integrity === wanted[path]?.integrity;
  // npm leaves out optional packages that are made for other platforms.
  return (
    Object.keys(wanted).every((path) => path === '' || isSame(path) || (wanted[path].optional && !present[path])) &&
    Object.keys(present).every(isSame)
  );
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function pathWithoutBin() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(`node_modules${sep}.bin`))
    .join(delimiter);
}
