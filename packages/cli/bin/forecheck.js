#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A checkout has `src`, a published package does not. The checkout runs its sources, so that a stale `dist` never
// answers for them; that takes a Node that strips types, which the workspace installs for itself.
const source = fileURLToPath(new URL('../src/main.ts', import.meta.url));

if (existsSync(source)) {
  const pinned = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));
  const child = spawn(
    existsSync(pinned) ? pinned : process.execPath,
    ['--conditions=@forecheck/source', source, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  // A terminal tells both of Ctrl-C, and one of the two would be the second, which ends the child in a hurry.
  process.on('SIGINT', () => void (process.stdin.isTTY || child.kill('SIGINT')));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => void child.kill(signal));
  child.on('error', (error) => {
    throw error;
  });
  child.on('exit', (status, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    process.exitCode = status ?? 1;
  });
} else {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 15)) {
    console.error(`forecheck: needs Node 22.15 or newer, this is ${process.versions.node}`);
    console.error('  next: install a newer Node and run the same command again');
    process.exit(2);
  }
  await import('../dist/main.js');
}
