// Makes `package-lock.json` anew. `npm install` beside an existing `node_modules` drops the packages made for other
// platforms from the lock, and `npm ci` then refuses it, so the lock is made in an empty folder.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, workspacePackages } from './workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'forecheck-lock-'));
try {
  const manifests = workspacePackages().map(({ folder: path }) => join(path, 'package.json'));
  for (const path of ['package.json', '.npmrc', ...manifests]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(folder, path));
  }
  execFileSync('npm', ['install', '--package-lock-only', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  copyFileSync(join(folder, 'package-lock.json'), join(ROOT, 'package-lock.json'));
} finally {
  rmSync(folder, { recursive: true });
}
