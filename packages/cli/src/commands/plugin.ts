import { readConfig } from '@forecheck/plugin';
import { requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { PLUGIN_VERBS } from '../plugin/verbs.ts';
import { suggestName } from '../suggest-name.ts';

/** `forecheck plugin` */
export const pluginCommand = defineCommand({
  usage: 'plugin [check|pair|token|tokens|revoke <id>|audit|self-test|measure] --config <file>',
  description:
    'Runs a plugin: the service in a hospital that any HIS asks over HTTP or WebSocket, in our JSON, as messages of the ' +
    'national interface, or by CDS Hooks. With a verb it looks after one: `check` its configuration, `pair` a HIS by a ' +
    'code of six digits, make a `token`, list `tokens` or `revoke` one, verify the `audit` trail, ask the one that runs ' +
    'for its `self-test`, or `measure` how fast one starts and what it takes.',
  runs: 'until-interrupted',
  options: {
    config: { type: 'string', short: 'c', value: '<file>', about: 'the configuration, as JSON; required' },
    name: { type: 'string', value: '<his>', about: 'pair, token: what the HIS is to be called in log and audit trail' },
    origin: { type: 'string', value: '<origin>', about: 'token: the page that alone may use it; any caller otherwise' },
    head: {
      type: 'string',
      value: '<hash>',
      about: 'audit: of an entry that must be there, as it was noted elsewhere',
    },
    url: { type: 'string', value: '<url>', about: 'self-test: where it runs; as the configuration says otherwise' },
  },
  examples: [
    {
      line: 'forecheck plugin check --config plugin.json',
      about: 'is the configuration good, with all that it names?',
    },
    { line: 'forecheck plugin token --config plugin.json --name his-1', about: 'a token for a HIS, told once' },
    { line: 'forecheck plugin pair --config plugin.json --name his-2', about: 'a code that a HIS shows for its token' },
    { line: 'forecheck plugin --config plugin.json', about: 'run it' },
    { line: 'forecheck plugin audit --config plugin.json', about: 'was the audit trail changed?' },
    { line: 'forecheck plugin measure --config plugin.json --json', about: 'time to start, and memory, as JSON' },
  ],
  exitCodes: { [EXIT.findings]: 'the audit trail is broken, or the plugin that was asked cannot judge' },
  async execute({ options, positionals, isJson, terminal }) {
    const [verb = 'run', ...words] = positionals;
    const execute = Object.hasOwn(PLUGIN_VERBS, verb) ? PLUGIN_VERBS[verb] : undefined;
    if (execute === undefined) {
      throw usageError(`there is no \`plugin ${verb}\`${suggestName(verb, Object.keys(PLUGIN_VERBS))}`);
    }
    if (words.length > 0 && verb !== 'revoke') throw usageError(`\`plugin ${verb}\` takes no \`${words[0]}\``);
    const config = await readConfig(requireOption(options.config, '--config <file>'));
    return execute({ config, options, words, isJson, terminal });
  },
});
