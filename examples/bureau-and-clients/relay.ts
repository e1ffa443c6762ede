// A relay: a client of the bureau with listeners. It holds no key, and judges here only to show that it is a client.
// Started by main.ts: relay.ts <folder> <root in base64> <url> <token> <port>.
import { openRelay, SYNC_PATH } from '@forecheck/bureau';
import { evaluate } from '@forecheck/core';
import { SCOPE, sampleEncounter } from './sample-encounter.ts';
import { serveParent } from './serve-parent.ts';
import { untilTrue } from './until-true.ts';

const [folder = '', root = '', url = '', token = '', port = '0'] = process.argv.slice(2);
const node = await openRelay({
  folder,
  root: new Uint8Array(Buffer.from(root, 'base64')),
  upstreamUrls: [url],
  token,
  name: 'relay-1',
  scopes: [SCOPE],
  port: Number(port),
});
await untilTrue('a first pack at the relay', () => node.packs.has(SCOPE));

serveParent(
  () => {
    const active = node.packs.get(SCOPE);
    if (active === undefined) throw new Error('a relay never lets go of what it has');
    const { alerts } = evaluate(active.ruleset, sampleEncounter);
    return { pack: active.pack, alerts: alerts.map(({ rule }) => rule) };
  },
  () => node.close(),
  `${node.url.replace('http', 'ws')}${SYNC_PATH}`,
);
