import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { type SampleBureau, startSampleBureau } from '../sample-bureau.ts';
import { copySamples, type SampleFolder } from '../sample-folder.ts';

let samples: SampleFolder;
let sample: SampleBureau;
beforeEach(async () => {
  samples = copySamples();
  sample = await startSampleBureau(samples);
});
afterEach(async () => {
  await sample.bureau.close();
  samples.remove();
});

const token = (...more: string[]) => sample.call(['token', '--subject', 'H0002', '--role', 'institution', ...more]);

describe('forecheck token', () => {
  test('prints a token that the bureau knows for what was asked', async () => {
    const { exit, output } = await token('--scope', 'cn/330000', '--for', '90d');
    expect(exit).toBe(EXIT.ok);
    const stored = await sample.bureau.tokens.read(output.trim());
    expect(stored).toMatchObject({ subject: 'H0002', role: 'institution', scope: 'cn/330000' });
    expect(Math.round((stored.expiresMs! - stored.createdMs) / 86_400_000)).toBe(90);
  });

  test('or writes it, for its owner alone, over nothing', async () => {
    const out = samples.path('client.token');
    const { output } = await token('--out', out, '--json');
    const written = samples.read('client.token').trim();
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(output).not.toContain(written);
    expect(await sample.bureau.tokens.read(written)).toMatchObject({ subject: 'H0002' });
    const count = (await sample.bureau.store.readTokens()).length;
    expect((await token('--out', out)).errors).toContain('forecheck: file-present: ');
    expect(await sample.bureau.store.readTokens()).toHaveLength(count);
  });

  test('only an administrator makes tokens', async () => {
    const words = ['token', '--subject', 'me', '--role', 'administrator'];
    expect((await sample.call(words, 'maker')).errors).toContain('forecheck: role-insufficient: ');
    expect((await sample.call(['token', '--subject', 'me', '--role', 'king'])).exit).toBe(EXIT.usage);
  });

  test('lists tokens by their digests, and takes one back', async () => {
    const made = (await token('--scope', 'cn/330000')).output.trim();
    const { hash } = await sample.bureau.tokens.read(made);
    const listed = await sample.call(['token', '--list', '--json']);
    expect(listed.output).not.toContain(made);
    const { tokens } = JSON.parse(listed.output) as { tokens: readonly { hash: string }[] };
    expect(tokens.find((it) => it.hash === hash)).toMatchObject({ subject: 'H0002', scope: 'cn/330000' });
    expect((await sample.call(['token', '--list'])).output).toContain(`${hash}  institution  H0002  cn/330000\n`);
    expect((await sample.call(['token', '--revoke', hash])).output).toBe(`${hash} is revoked\n`);
    expect((await sample.call(['token', '--list'])).output).toContain('cn/330000  revoked\n');
    await expect(sample.bureau.tokens.read(made)).rejects.toMatchObject({ code: 'token-refused' });
    expect((await sample.call(['token', '--revoke', made])).exit).toBe(EXIT.usage);
    expect((await sample.call(['token', '--list', '--role', 'reader'])).exit).toBe(EXIT.usage);
  });
});
