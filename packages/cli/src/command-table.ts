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
  keygen: {
    summary: 'make the keys that a bureau begins with, and its root',
    load: async () => (await import('./commands/keygen.ts')).keygenCommand,
  },
  root: {
    summary: 'seal the next root: other keys, or the same for longer',
    load: async () => (await import('./commands/root.ts')).rootCommand,
  },
  bureau: {
    summary: 'run a bureau, which publishes rules to whoever connects',
    load: async () => (await import('./commands/bureau.ts')).bureauCommand,
  },
  token: {
    summary: 'make a token for an office, an institution or a relay',
    load: async () => (await import('./commands/token.ts')).tokenCommand,
  },
  publish: {
    summary: 'publish rule sources through a bureau',
    load: async () => (await import('./commands/publish.ts')).publishCommand,
  },
  rollout: {
    summary: 'tell and steer how far what was published is rolled out',
    load: async () => (await import('./commands/rollout.ts')).rolloutCommand,
  },
  compact: {
    summary: 'say in one segment what a layer says in many',
    load: async () => (await import('./commands/compact.ts')).compactCommand,
  },
  withdraw: {
    summary: 'take back what was published last',
    load: async () => (await import('./commands/withdraw.ts')).withdrawCommand,
  },
  kill: {
    summary: 'switch a rule off everywhere, within seconds',
    load: async () => (await import('./commands/kill.ts')).killCommand,
  },
  seal: {
    summary: 'make a signed folder to carry to where no network goes',
    load: async () => (await import('./commands/seal.ts')).sealCommand,
  },
  relay: {
    summary: 'run a relay, which hands on what a bureau publishes',
    load: async () => (await import('./commands/relay.ts')).relayCommand,
  },
  client: {
    summary: 'run a client, and see what it has and judges',
    load: async () => (await import('./commands/client.ts')).clientCommand,
  },
  plugin: {
    summary: 'run the service of a hospital that any HIS asks, and look after it',
    load: async () => (await import('./commands/plugin.ts')).pluginCommand,
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
