// Some tests of the bureau need PostgreSQL's own programs; they start a server of their own, in a folder of their own.
// Installs them where that needs no questions asked (root on Debian or Ubuntu), else says that those tests will be skipped.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

if (!hasPostgres()) {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installWithApt();
  if (!hasPostgres()) {
    console.warn(`No PostgreSQL server programs found. The tests that need them will be skipped; to run them,

  sudo apt-get install -y postgresql

or set POSTGRES_BIN to the folder that holds \`initdb\` and \`postgres\`.`);
  }
}

// Says the same as packages/bureau/src/store/postgres-server.ts, which cannot be imported before anything is installed.
function hasPostgres() {
  const folders = [
    ...(process.env.POSTGRES_BIN ? [process.env.POSTGRES_BIN] : []),
    ...debianFolders(),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.some((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

function installWithApt() {
  console.log('Installing postgresql (apt-get) …');
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'postgresql'],
  ]) {
    // Output is shown only when it failed: it is several hundred lines long.
    const result = spawnSync('apt-get', [...lock, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (result.status !== 0) {
      console.warn(`apt-get ${args.join(' ')} failed:\n${result.stdout?.slice(-1000)}${result.stderr?.slice(-1000)}`);
      return;
    }
  }
}

/** Debian keeps each major version in a folder of its own, none of them on the path. */
function debianFolders() {
  const versions = '/usr/lib/postgresql';
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : [];
}
