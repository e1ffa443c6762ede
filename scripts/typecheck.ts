// Type-checks the whole workspace once, then every package under the libraries that it may count on.
import { globSync } from 'node:fs';
import { runTasks } from './parallel.ts';
import { ROOT } from './workspace.ts';

const projects = ['tsconfig.json', ...globSync('packages/*/tsconfig*.json', { cwd: ROOT }).sort()];

const failures = await runTasks(
  projects.map((project) => ({
    name: project,
    script: 'node_modules/typescript/bin/tsc',
    args: ['--project', project],
  })),
);
process.exitCode = failures === 0 ? 0 : 1;
