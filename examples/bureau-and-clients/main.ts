// A bureau, a relay, and three clients on this machine; then one rule changes. Run it: npm run example:sync
//   --stay           keeps everything running: open the page yourself, press Enter to publish again
//   --report <file>  writes what was seen as JSON
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { formatSwaps } from './format-swaps.ts';
import { type OpenPage, openPage } from './open-browser.ts';
import { type PageServer, servePage } from './serve-page.ts';
import { type SampleBureau, startBureau } from './start-bureau.ts';
import { startClient, type WatchedClient } from './start-client.ts';
import { untilTrue } from './until-true.ts';
import type { Swap } from './watch-swap.ts';

const { values: asked } = parseArgs({ options: { stay: { type: 'boolean' }, report: { type: 'string' } } });

/** The last first. */
const closers: (() => Promise<unknown>)[] = [];
// npm passes a signal on that the terminal has sent already: the second must not cut the tidying short.
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
try {
  await Promise.race([show(), interrupted]);
} finally {
  for (const close of closers.reverse()) await close();
}
process.exit();

async function show(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'forecheck-example-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  console.log('starting a bureau, a relay behind it, and behind that a Node client and a page …');
  const { sample, relayUrl, pageServer, clients, opened } = await startAll(folder);
  console.log(`bureau   ${sample.bureau.url}\nrelay    ${relayUrl}\npage     ${pageServer.url}\n`);

  const { publishedMs, swaps } = await publishWatched(sample, clients);
  console.log(`the ceiling of one price was lowered; everybody judged one order all the while\n`);
  console.log(formatSwaps(swaps, publishedMs));

  const dispositions = await disposeInPage(sample, opened);
  console.log(`\nrecorded in the page, arrived at the bureau: ${JSON.stringify(dispositions)}`);
  console.log(`what the page complained of: ${opened.complaints.join('; ') || 'nothing'}`);
  if (asked.report !== undefined) {
    const { complaints } = opened;
    const told = { publishedMs, swaps: Object.fromEntries(swaps), dispositions, complaints };
    await writeFile(asked.report, JSON.stringify(told));
  }
  if (asked.stay === true) await stay(sample, clients);
}

async function startAll(folder: string) {
  const sample = await startBureau(folder);
  closers.push(() => sample.bureau.close());
  const root = Buffer.from(sample.root).toString('base64');
  const relay = await startClient('relay', 'relay.ts', [
    join(folder, 'relay'),
    root,
    sample.syncUrl,
    sample.relayToken,
  ]);
  closers.push(() => relay.stop());
  const node = await startClient('Node client', 'node-client.ts', [join(folder, 'node-client'), root, relay.url]);
  closers.push(() => node.stop());
  const pageServer: PageServer = await servePage({ root: sample.root, url: relay.url });
  closers.push(() => pageServer.close());
  const opened = await openPage(pageServer.url);
  closers.push(() => opened.close());
  return { sample, relayUrl: relay.url, pageServer, opened, clients: [relay, node, opened] };
}

/** Publishes the change while every client judges without pause. */
async function publishWatched(sample: SampleBureau, clients: readonly WatchedClient[]) {
  const watched = await Promise.all(clients.map(async ({ name, watch }) => ({ name, ...(await watch()) })));
  const publishedMs = await sample.publishChange();
  const swaps = await Promise.all(
    watched.map(async ({ name, swapped }): Promise<[string, Swap]> => [name, await swapped]),
  );
  return { publishedMs, swaps };
}

/** Does what a practitioner does about the first alert, and waits for it at the other end. */
async function disposeInPage({ bureau }: SampleBureau, { page }: OpenPage) {
  await page.locator('article').first().locator('[data-kind=return-and-change]').click();
  await page.locator('article .recorded').waitFor();
  const read = () => bureau.store.readDispositions(0, 100);
  await untilTrue('the disposition at the bureau', async () => (await read()).length > 0);
  // Acknowledged, so that nothing of it is still to come.
  await page.locator('#status-outbox.good').waitFor();
  return (await read()).map(({ institution, rule, kind }) => ({ institution, rule, kind }));
}

/** Until somebody interrupts. */
async function stay(sample: SampleBureau, clients: readonly WatchedClient[]): Promise<void> {
  console.log(`\nadministrator's token: ${sample.bureau.firstToken}`);
  console.log('Enter publishes the other ceiling; Ctrl-C ends it.');
  for await (const _ of createInterface({ input: process.stdin })) {
    const { publishedMs, swaps } = await publishWatched(sample, clients);
    console.log(`${formatSwaps(swaps, publishedMs)}\n`);
  }
  await interrupted;
}
