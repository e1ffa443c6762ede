import type { PluginErrorCode } from '@forecheck/plugin';

const PROGRAM_STEP = 'look what calls the plugin; docs/plugin.md says how it is called';

/** What to do about the refusals of a plugin, which its command meets before it runs, or when it asks one that does. */
export const PLUGIN_STEPS = {
  'option-malformed': 'mend the field of the configuration; docs/plugin.md has them all, with an example',
  'file-unreadable': 'check the path, which is taken from the folder of the configuration, and that you may read it',
  'file-unwritable': 'give a `folder` that the plugin may write, on a local disk',
  'peer-refused': PROGRAM_STEP,
  'host-refused': 'call the plugin by a name of `listen.hosts`, with its port',
  'origin-refused': 'add the page to `origins`, or pair it: `forecheck plugin pair`',
  'site-refused': PROGRAM_STEP,
  'method-refused': PROGRAM_STEP,
  'route-unknown': PROGRAM_STEP,
  'content-type-refused': PROGRAM_STEP,
  'body-excessive': PROGRAM_STEP,
  'token-missing': 'make one: `forecheck plugin token --name <his>`',
  'token-refused': 'make another one: `forecheck plugin token --name <his>`',
  'rate-exceeded': 'ask less often, or raise `limits.requestsPerSecond`',
  'body-malformed': PROGRAM_STEP,
  'depth-excessive': PROGRAM_STEP,
  'items-excessive': PROGRAM_STEP,
  'pairing-closed': 'begin one: `forecheck plugin pair --name <his>`',
  'pairing-refused': 'type the code again, as `forecheck plugin pair` told it',
  'pairing-locked': 'wait a minute',
  'token-unknown': 'see which there are: `forecheck plugin tokens`',
  'capacity-reached': 'ask again; when it stays so, raise `limits.pendingMax`',
  'plugin-closed': 'ask again when it runs again',
  'record-failed': 'keep it and record it again under the same id',
  'widget-absent': 'name the script as `widget` in the configuration, or install the program whole',
} as const satisfies Readonly<Record<PluginErrorCode, string>>;
