import { answerInput } from '../answer-input.ts';
import { oneOf, onlyPositional, requireOption } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { ENCOUNTER_FORMATS, ENCOUNTER_OPTIONS, readAsOf } from '../encounter-input.ts';
import { EXIT } from '../exit-codes.ts';
import { streamBytes } from '../file-access.ts';
import { readJsonInput } from '../json-input.ts';
import { judgeInput } from '../judge-input.ts';
import { readMessageSettings } from '../message-settings.ts';
import { openPackFolder } from '../pack-folder.ts';

/** `forecheck evaluate` */
export const evaluateCommand = defineCommand({
  usage: 'evaluate --pack <folder> [--format auto|nhsa|core] [--settings <file>] <file or ->',
  description:
    'Judges encounters under a pack and writes the answers as JSON, in the form of the input: one object, an array, or ' +
    'one object per line. A 3101 or 3102 message is answered with its response message, an encounter with its ' +
    'evaluation. Lines are answered one by one, so that another program can keep this one running and ask it over its ' +
    'standard input.',
  options: {
    pack: { type: 'string', value: '<folder>', about: 'the pack to judge under; required' },
    ...ENCOUNTER_OPTIONS,
    lines: { type: 'boolean', about: 'one JSON object per line, as in .jsonl files; found out by itself elsewhere' },
    'no-fixes': { type: 'boolean', about: 'leave out the changes that would remove an alert; faster for many' },
    notes: { type: 'boolean', about: 'tell on standard error what was repaired in, or left out of, each input' },
  },
  examples: [
    { line: 'forecheck evaluate --pack pack encounter.json', about: 'one encounter' },
    {
      line: 'forecheck evaluate --pack pack --format nhsa --notes message.json',
      about: 'one 3101 message, and how it was read',
    },
    {
      line: 'forecheck evaluate --pack pack --settings settings.json message.json',
      about: 'a message, read and answered as this institution means it',
    },
    {
      line: 'cat encounters.jsonl | forecheck evaluate --pack pack - > evaluations.jsonl',
      about: 'many, one per line',
    },
  ],
  exitCodes: {
    [EXIT.ok]: 'every input was judged, whatever the alerts',
    [EXIT.input]: 'the pack or an input cannot be read; the other inputs are judged all the same',
  },
  async execute({ options, positionals, isJson, terminal }) {
    const path = onlyPositional(positionals, '<file or ->');
    const packFolder = requireOption(options.pack, '--pack <folder>');
    const format = oneOf(options.format, '--format', ENCOUNTER_FORMATS, 'auto');
    const asOf = readAsOf(options['as-of']);
    const settings = await readMessageSettings(options.settings);
    const ruleset = await openPackFolder(packFolder);
    const isLines = options.lines === true || /\.(?:jsonl|ndjson)$/i.test(path);
    const input = await readJsonInput(path === '-' ? terminal.input : streamBytes(path), { isLines });
    const judging = {
      format,
      fixes: options['no-fixes'] ? 'skip' : 'offer',
      settings,
      ...asOf,
    } as const;
    return answerInput(input, (value, sequence) => judgeInput(ruleset, value, sequence, judging), {
      terminal,
      isJson,
      areNotesTold: options.notes === true,
    });
  },
});
