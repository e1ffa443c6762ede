import type { CoreErrorCode } from '@forecheck/core';
import type { NhsaErrorCode } from '@forecheck/nhsa/import';
import type { CliErrorCode } from './error.ts';
import { PLUGIN_STEPS } from './plugin-steps.ts';
import { PUBLISHING_STEPS } from './publishing-steps.ts';

/**
 * What to do about a failure, in one line.
 *
 * @param command - The command that failed, for pointing at its help.
 */
export function nextStepOf(code: string, command: string | undefined): string {
  if (code === 'arguments-malformed') return `see \`forecheck ${command === undefined ? '' : `${command} `}--help\``;
  // What lint itself cannot read it cannot list either.
  if (code === 'folder-malformed' && command === 'lint') return 'mend the file named, and lint again';
  // There is no `--no-examples` for everybody's rules.
  if (code === 'example-failed' && command === 'publish') return PUBLISHING_STEPS['example-failed'];
  // Several packages have the code of a wrong option; here it is a field of the configuration.
  if (code === 'option-malformed' && command === 'plugin') return PLUGIN_STEPS['option-malformed'];
  return Object.hasOwn(NEXT_STEPS, code) ? NEXT_STEPS[code as KnownCode] : OTHERWISE;
}

type KnownCode = keyof typeof NEXT_STEPS;

const OTHERWISE = 'look the code up in docs/errors.md';

const OWN = {
  'arguments-malformed': 'see `forecheck --help`',
  'command-unknown': 'see `forecheck --help` for the commands that there are',
  'file-unreadable': 'check the path, and that you may read it',
  'file-unwritable': 'choose an empty or new folder that you may write to',
  'input-malformed': 'give one JSON object, an array of them, or one object per line, in UTF-8',
  'settings-malformed': 'mend the setting; docs/nhsa.md, “Choices of the institution”, has them all, with an example',
  'encounter-malformed': 'mend the fields that are named',
  'source-missing': 'give the folder that holds `source.json`; `forecheck import` makes one',
  'folder-malformed': 'mend the file named; `forecheck lint <source>` lists everything',
  'pack-missing': 'make one: `forecheck compile <source> --out <pack folder>`',
  'pack-malformed': 'make the pack again from its sources: `forecheck compile`',
  'pack-incomplete': 'copy the whole pack folder again, or make it again: `forecheck compile`',
  'pack-corrupt': 'do not use this pack: copy it again from where it came, or make it again: `forecheck compile`',
  'example-failed':
    'correct the rule or its example: under each stands what the rule looked at; `--no-examples` makes the pack all the same',
  'file-present': 'choose another place, or move what is there away yourself',
  'key-missing': 'give the folder or file that holds the key; `forecheck keygen` makes one',
  'passphrase-missing': 'put the passphrase into FORECHECK_PASSPHRASE, or start the command at a terminal',
  'passphrase-mismatched': 'start again, and type the same passphrase twice',
  'token-malformed': 'give the file that `forecheck token --out` or `forecheck bureau --token-file` wrote',
  'bureau-unreachable': 'look whether the bureau runs, and whether `--url` or FORECHECK_URL is its address',
  'answer-malformed': 'look what stands at the address, and whether both sides are of one release',
  'plugin-unreachable': 'look whether it runs, and whether `listen` of the configuration or `--url` is its address',
  'draft-missing': 'check the layer; a maker makes a draft: `forecheck publish <source> --maker <key file>`',
  'draft-mismatched': 'do not approve it: ask its maker which source it was made from',
  'address-unavailable': 'choose another `--port` or `--host`, or stop what listens there',
} as const satisfies Readonly<Record<CliErrorCode, string>>;

/**
 * Every code of the packages that commands call: a new one does not compile until it has its next step here. Of codes that
 * two packages have, the one that a file or a message brings counts.
 */
const NEXT_STEPS = {
  ...PLUGIN_STEPS,
  ...PUBLISHING_STEPS,
  ...OWN,
  'source-malformed': 'see what is wrong: `forecheck lint <source>`',
  'parameter-malformed': 'see what is wrong: `forecheck lint <source>`',
  'source-excessive': 'split the source in two, and give both to `forecheck compile`',
  'segment-truncated': OWN['pack-corrupt'],
  'segment-malformed': OWN['pack-corrupt'],
  'segment-excessive': 'ask the publisher of the pack to split the segment',
  'segment-version-unsupported': 'use the release of forecheck that made the pack, or a newer one',
  'segment-kind-unsupported': 'use the release of forecheck that made the pack, or a newer one',
  'segment-missing': OWN['pack-incomplete'],
  'ruleset-malformed': 'please report it: commands judge by what they activated',
  'order-malformed': OWN['pack-malformed'],
  'rule-kind-changed': 'give the changed rule an id of its own, and withdraw the old one',
  'layer-mixed': 'compact each layer by itself',
  'platform-unsupported': 'use a little-endian machine: x86-64 or arm64',
  'message-malformed': 'give a 3101 or 3102 message, its input or its data; `--format core` reads encounters',
  'message-excessive': 'send fewer history lines, or the visit in parts',
  'infno-unsupported': 'give a 3101 or 3102 message',
  'node-missing': 'put the person into `patient_dtos` and the lines into `fsi_order_dtos`',
  'field-missing': 'fill the field, or give `--as-of` when it is the time that is missing',
  'evaluation-mismatched': 'please report it: each message is answered with its own evaluation',
  'folder-occupied': 'choose an empty folder, or give `--replace` for the source of an earlier import',
  'table-unrecognised': 'give the folder that holds the published tables under their own file names',
  'table-malformed': 'save the table again as UTF-8 CSV with its header row',
  'table-excessive': 'check that it is the published table; a table this large is another one',
  'column-missing': 'use the table as it was published, with all of its columns',
  'cell-malformed': 'mend the cell, or use the table as it was published',
  'workbook-malformed': 'save the workbook again as .xlsx',
  'file-ambiguous': 'keep one of the files of that name in the folder',
  internal: 'please report it with this text; FORECHECK_DEBUG=1 shows more, and may show personal data',
} as const satisfies Readonly<Record<CliErrorCode | CoreErrorCode | NhsaErrorCode | 'internal', string>>;
