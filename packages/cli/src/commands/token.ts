import { oneOf, requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { createFile, isPresent, present } from '../file-access.ts';
import { readSpanMs } from '../read-quantity.ts';
import { BUREAU_OPTIONS, openBureauAccess } from '../remote/access.ts';
import { issueToken } from '../remote/issue-token.ts';

/** `forecheck token` */
export const tokenCommand = defineCommand({
  usage: 'token --role <role> --subject <name> [--out <file>]',
  description:
    'Makes a token with that of an administrator. It is told once; the bureau keeps a digest. Tokens name offices, ' +
    'institutions and relays, never people.',
  options: {
    role: {
      type: 'string',
      value: '<role>',
      about: 'institution, relay, reader, maker, checker or administrator; required',
    },
    subject: { type: 'string', value: '<name>', about: 'whom it is for: an office, an institution, a relay; required' },
    scope: { type: 'string', value: '<layer>', about: 'where an institution or a relay may connect, with all below' },
    for: { type: 'string', value: '<span>', about: 'how long it holds, such as 12h or 90d; until it is revoked' },
    out: {
      type: 'string',
      short: 'o',
      value: '<file>',
      about: 'write it there, for its owner alone, and do not print it',
    },
    ...BUREAU_OPTIONS,
  },
  examples: [
    {
      line: 'forecheck token --role maker --subject office-1 --token-file administrator.token --out maker.token',
      about: 'for whoever makes drafts',
    },
    {
      line: 'forecheck token --role checker --subject office-2 --token-file administrator.token --out checker.token',
      about: 'for whoever approves them',
    },
    {
      line: 'forecheck token --role institution --subject H0001 --scope cn --for 90d --token-file administrator.token --out client.token',
      about: 'for a hospital',
    },
    {
      line: 'forecheck token --role relay --subject relay-1 --scope cn --token-file administrator.token --out relay.token',
      about: 'for a relay',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('whom it is for goes with `--subject <name>`');
    const { out, scope } = options;
    const role = oneOf(requireOption(options.role, '--role <role>'), '--role', ROLES, 'reader');
    const subject = requireOption(options.subject, '--subject <name>');
    const lifeMs = readSpanMs(options.for, '--for');
    // A token that cannot be told is lost.
    if (out !== undefined && (await isPresent(out))) throw present(out);
    const { token, hash } = await issueToken(await openBureauAccess(options), {
      subject,
      role,
      ...(scope === undefined ? {} : { scope }),
      ...(lifeMs === undefined ? {} : { expiresMs: Date.now() + lifeMs }),
    });
    if (out !== undefined) await createFile(out, `${token}\n`, { isSecret: true });
    const told = out === undefined ? { token } : { file: out };
    const words = out === undefined ? token : `${out}: a token of ${subject}, ${role}`;
    await terminal.print(isJson ? `${JSON.stringify({ role, subject, hash, ...told }, undefined, 2)}\n` : `${words}\n`);
    return EXIT.ok;
  },
});

const ROLES = ['institution', 'relay', 'reader', 'maker', 'checker', 'administrator'] as const;
