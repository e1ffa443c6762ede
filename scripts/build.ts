// Builds every package. Declarations are made from sources, so the order does not matter.
import { join } from 'node:path';
import { runTasks } from './parallel.ts';
import { ROOT, workspacePackages } from './workspace.ts';

const failures = await runTasks(
  workspacePackages().map(({ name, folder }) => ({
    name,
    script: 'node_modules/tsup/dist/cli-default.js',
    args: [],
    folder: join(ROOT, folder),
  })),
);
process.exitCode = failures === 0 ? 0 : 1;
