import type { Command } from './command.ts';

/** What `forecheck --help` says of a command, and how to get it. */
export interface CommandEntry {
  readonly summary: string;
  /** Imports the module of the command, and with it only the packages that the command needs. */
  load(): Promise<Command>;
}

/** Every command, in the order of the flow. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  import: {
    summary: 'make a rule source from published tables',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  lint: {
    summary: 'find what is wrong with a rule source',
    load: async () => (await import('./commands/lint.ts')).lintCommand,
  },
  compile: {
    summary: 'make a pack from rule sources',
    load: async () => (await import('./commands/compile.ts')).compileCommand,
  },
  evaluate: {
    summary: 'judge encounters or 3101/3102 messages under a pack',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  },
  explain: {
    summary: 'tell why each rule fired, did not, or could not be decided',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  conform: {
    summary: 'ask an implementation every conformance case',
    load: async () => (await import('./commands/conform.ts')).conformCommand,
  },
  bench: {
    summary: 'measure how fast this machine evaluates',
    load: async () => (await import('./commands/bench.ts')).benchCommand,
  },
};
