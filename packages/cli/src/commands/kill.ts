import { onlyPositional, requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { formatInstantMs, readInstantMs } from '../read-quantity.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';

/** `forecheck kill` */
export const killCommand = defineCommand({
  usage: 'kill <rule> --layer <layer> --until <time> --reason <text> | --lift',
  description:
    'Switches a rule off at every client of a layer, within seconds and without another pack, until a time or until it ' +
    'is lifted. For a rule that fires where it should not; what is wrong with it is mended by publishing.',
  options: {
    layer: { type: 'string', value: '<layer>', about: 'where it is switched off, with all below; required' },
    until: {
      type: 'string',
      value: '<time>',
      about: 'a span from now such as 12h or 7d, or a time such as "2026-07-01 09:30"',
    },
    reason: { type: 'string', value: '<text>', about: 'why, for people; every client is told' },
    lift: { type: 'boolean', about: 'let the rule fire again' },
    ...BUREAU_OPTIONS,
  },
  examples: [
    {
      line: 'forecheck kill female-only --layer cn --until 12h --reason "fires where sex is not asked for" --token-file checker.token',
      about: 'off for twelve hours',
    },
    { line: 'forecheck kill female-only --layer cn --lift --token-file checker.token', about: 'on again' },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    const rule = onlyPositional(positionals, '<rule>');
    const layer = requireOption(options.layer, '--layer <layer>');
    const { until, reason, lift = false } = options;
    if (lift && (until ?? reason) !== undefined) throw usageError('`--lift` takes neither `--until` nor `--reason`');
    const bureau = await openBureauAccess(options);
    if (lift) {
      const query = new URLSearchParams({ layer, rule });
      const { isLifted } = await bureau.ask('DELETE', `/v1/kills?${query}`);
      const words = isLifted === true ? `${rule} fires again in ${layer}` : `${rule} was not switched off in ${layer}`;
      await terminal.print(isJson ? `${JSON.stringify({ layer, rule, isLifted })}\n` : `${words}\n`);
      return EXIT.ok;
    }
    const untilMs = readInstantMs(requireOption(until, '--until <time>'), '--until', Date.now());
    const entry = { layer, rule, untilMs, reason: requireOption(reason, '--reason <text>') };
    await bureau.ask('POST', '/v1/kills', entry);
    const words = `${rule} is switched off in ${layer} until ${formatInstantMs(untilMs)}`;
    await terminal.print(isJson ? `${JSON.stringify(entry)}\n` : `${words}\n`);
    return EXIT.ok;
  },
});
