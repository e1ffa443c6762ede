// What a HIS does with a guard in Node. Started by main.ts: node-client.ts <folder> <root in base64> <url>.
import { openGuard } from '@forecheck/sync/node';
import { SCOPE, sampleEncounter } from './sample-encounter.ts';
import { serveParent } from './serve-parent.ts';
import { untilTrue } from './until-true.ts';

const [folder = '', root = '', url = ''] = process.argv.slice(2);
const guard = await openGuard({
  folder,
  root: new Uint8Array(Buffer.from(root, 'base64')),
  urls: [url],
  institution: 'H0001',
  scope: SCOPE,
});
await untilTrue('a first pack at the Node client', () => guard.status().pack !== undefined);

serveParent(
  () => {
    const { pack, evaluation } = guard.evaluate(sampleEncounter);
    return { pack, alerts: evaluation.alerts.map(({ rule }) => rule) };
  },
  () => guard.close(),
);
