import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace.ts';

/**
 * Packs every built package as it would be published.
 *
 * @returns Absolute paths of the tarballs, by package name.
 */
export function packPackages(destination: string): ReadonlyMap<string, string> {
  mkdirSync(destination, { recursive: true });
  const output = execFileSync('npm', ['pack', '--workspaces', '--json', '--pack-destination', destination], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const packed = JSON.parse(output) as { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, join(destination, filename)]));
}
