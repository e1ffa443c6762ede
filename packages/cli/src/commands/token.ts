import type { StoredToken } from '@forecheck/bureau';
import { oneOf, requireOption, usageError } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { CliError } from '../error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createFile, isPresent, present } from '../file-access.ts';
import { readSpanMs } from '../read-quantity.ts';
import { BUREAU_OPTIONS, type BureauAccess, openBureauAccess } from '../remote/access.ts';
import { issueToken } from '../remote/issue-token.ts';
import type { Terminal } from '../terminal.ts';

/** `forecheck token` */
export const tokenCommand = defineCommand({
  usage: 'token --role <role> --subject <name> [--out <file>] | --list | --revoke <hash>',
  description:
    'Makes a token with that of an administrator. It is told once; the bureau keeps a digest. Tokens name offices, ' +
    'institutions and relays, never people. `--list` tells which there are, by their digests: a relay lets in by that list.',
  options: {
    role: {
      type: 'string',
      value: '<role>',
      about: 'institution, relay, reader, maker, checker or administrator; required',
    },
    subject: { type: 'string', value: '<name>', about: 'whom it is for: an office, an institution, a relay; required' },
    scope: { type: 'string', value: '<layer>', about: 'where an institution or a relay may connect, with all below' },
    for: { type: 'string', value: '<span>', about: 'how long it holds, such as 12h or 90d; until it is revoked' },
    list: { type: 'boolean', about: 'tell all tokens by their digests, and make none' },
    revoke: { type: 'string', value: '<hash>', about: 'take back the token of that digest, for good' },
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
    {
      line: 'forecheck token --list --json --token-file administrator.token > tokens.json',
      about: 'whom a relay lets in: keep it as its tokens.json',
    },
  ],
  async execute({ options, positionals, isJson, terminal }) {
    if (positionals.length > 0) throw usageError('whom it is for goes with `--subject <name>`');
    const { out, scope, list = false, revoke } = options;
    if (list || revoke !== undefined) return lookAfter(options, isJson, terminal);
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

/** Lists tokens, or takes one back. */
async function lookAfter(options: LookOptions, isJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const { list = false, revoke, role, subject, out } = options;
  if ((list && revoke !== undefined) || (role ?? subject ?? out) !== undefined) {
    throw usageError('`--list` and `--revoke` stand alone: they make no token');
  }
  const bureau = await openBureauAccess(options);
  if (revoke !== undefined) {
    if (!/^[0-9a-f]{64}$/.test(revoke)) throw usageError('`--revoke` takes the digest that `--list` tells');
    await bureau.ask('DELETE', `/v1/tokens/${revoke}`);
    await terminal.print(isJson ? `${JSON.stringify({ revoked: revoke })}\n` : `${revoke} is revoked\n`);
    return EXIT.ok;
  }
  const { tokens } = await bureau.ask('GET', '/v1/tokens');
  if (!Array.isArray(tokens)) throw new CliError('answer-malformed', 'the answer of the bureau lists no tokens');
  const lines = (tokens as readonly StoredToken[]).map(
    ({ hash, subject: whose, role: as, scope, revokedMs }) =>
      `${hash}  ${as}  ${whose}${scope === undefined ? '' : `  ${scope}`}${revokedMs === undefined ? '' : '  revoked'}\n`,
  );
  await terminal.print(isJson ? `${JSON.stringify({ tokens }, undefined, 2)}\n` : lines.join(''));
  return EXIT.ok;
}

type LookOptions = BureauAccess & {
  readonly list?: boolean;
  readonly revoke?: string;
  readonly role?: string;
  readonly subject?: string;
  readonly out?: string;
};

const ROLES = ['institution', 'relay', 'reader', 'maker', 'checker', 'administrator'] as const;
