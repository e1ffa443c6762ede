import { readFileSync } from 'node:fs';
import { type Bureau, openBureau } from '@forecheck/bureau';
import { importSigner } from '@forecheck/pack/node';
import { call } from './called-command.ts';
import type { SampleFolder } from './sample-folder.ts';

/** A bureau that runs inside a test, with keys and tokens in the folder of samples. For tests only. */
export interface SampleBureau {
  readonly bureau: Bureau;
  readonly tokens: Readonly<Record<SampleToken, string>>;
  /** Calls a command line against it, under a token: that of the administrator unless told otherwise. */
  call(words: readonly string[], token?: SampleToken): ReturnType<typeof call>;
}

/** Whose token. */
export type SampleToken = 'administrator' | 'maker' | 'checker' | 'institution' | 'relay';

/** Makes keys with `forecheck keygen`, starts a bureau with them and makes a token of every kind. */
export async function startSampleBureau(samples: SampleFolder): Promise<SampleBureau> {
  await call(['keygen', '--out', samples.path('keys')]);
  const headSigner = importSigner(samples.read('keys', 'head.pem'));
  const bureau = await openBureau({ folder: samples.path(), headSigners: [headSigner], pullSpreadMs: 0 });
  await bureau.publisher.addRoot(new Uint8Array(readFileSync(samples.path('keys', 'root.json'))));
  const issue = async (role: Exclude<SampleToken, 'administrator'>) =>
    (await bureau.tokens.issue({ subject: SUBJECTS[role], role })).token;
  const tokens: SampleBureau['tokens'] = {
    administrator: bureau.firstToken ?? '',
    maker: await issue('maker'),
    checker: await issue('checker'),
    institution: await issue('institution'),
    relay: await issue('relay'),
  };
  return {
    bureau,
    tokens,
    async call(words, token = 'administrator') {
      process.env['FORECHECK_TOKEN'] = tokens[token];
      process.env['FORECHECK_URL'] = bureau.url;
      try {
        return await call(words);
      } finally {
        delete process.env['FORECHECK_TOKEN'];
        delete process.env['FORECHECK_URL'];
      }
    },
  };
}

const SUBJECTS = { maker: 'office-1', checker: 'office-2', institution: 'H0001', relay: 'relay-1' } as const;
