// Asks publint and “are the types wrong?” about every package, as it would be published.
import { join } from 'node:path';
import { packPackages } from './pack.ts';
import { runTasks } from './parallel.ts';
import { REPORTS, workspacePackages } from './workspace.ts';

const tarballs = packPackages(join(REPORTS, 'tarballs'));

const failures = await runTasks(
  workspacePackages().flatMap(({ name, entryPoints }) => {
    const tarball = tarballs.get(name);
    if (tarball === undefined) throw new Error(`${name} was not packed`);
    const publint = { name: `publint ${name}`, script: 'node_modules/publint/src/cli.js', args: [tarball, '--strict'] };
    // `node10` is left out: it knows no `exports`, and no Node that we support resolves that way.
    const attw = {
      name: `attw ${name}`,
      script: 'node_modules/@arethetypeswrong/cli/dist/index.js',
      args: [tarball, '--profile', 'node16', '--no-emoji', '--format', 'ascii'],
    };
    return entryPoints.length === 0 ? [publint] : [publint, attw];
  }),
);
process.exitCode = failures === 0 ? 0 : 1;
