import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenPage, openPage, untilOnline } from '../../examples/bureau-and-clients/open-browser.ts';
import { type PageServer, servePage } from '../../examples/bureau-and-clients/serve-page.ts';
import { type SampleBureau, startBureau } from '../../examples/bureau-and-clients/start-bureau.ts';
import { type ClientProcess, startClient } from '../../examples/bureau-and-clients/start-client.ts';
import { untilTrue } from '../../examples/bureau-and-clients/until-true.ts';
import { type Middlebox, startMiddlebox } from './sync-middlebox.ts';

const TIMEOUT_MS = 120_000;

// Everything of this file runs from the build: the programs that are started take packages as this process does.
let folder: string;
let sample: SampleBureau;
let relay: ClientProcess;
let middlebox: Middlebox;
let server: PageServer;
let opened: OpenPage;

const startRelay = (port: string): Promise<ClientProcess> => {
  const root = Buffer.from(sample.root).toString('base64');
  return startClient('relay', 'relay.ts', [join(folder, 'relay'), root, sample.syncUrl, sample.relayToken, port]);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-e2e-'));
  sample = await startBureau(join(folder, 'bureau'));
  relay = await startRelay('0');
  middlebox = await startMiddlebox(Number(new URL(relay.url).port));
  server = await servePage({ root: sample.root, url: relay.url.replace(/:\d+/, `:${middlebox.port}`) });
  opened = await openPage(server.url);
}, TIMEOUT_MS);

afterEach(async () => {
  await opened?.close();
  await server?.close();
  await middlebox?.close();
  await relay?.stop();
  await sample?.bureau.close();
  await rm(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

/** Records what can be done about the first alert, once the page says that it is durable. */
async function dispose({ page }: OpenPage): Promise<void> {
  const card = page.locator('article').first();
  await card.locator('[data-kind=return-and-change]').click();
  await card.locator('.recorded').waitFor();
}

/** What the bureau's intake made of entries so far. */
async function readIntake(outcome: string): Promise<number> {
  const metrics = await (await fetch(`${sample.bureau.url}/metrics`)).text();
  return Number(new RegExp(`^forecheck_bureau_intake_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(metrics)?.[1]);
}

test('a disposition whose acknowledgement is lost is sent again, and counted once', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { page } = opened;
  // Nothing else may be waiting for an answer: one message is under way at a time, and this one would wait behind it.
  await page.locator('#status-outbox.good').waitFor();
  middlebox.mute();
  await dispose(opened);
  const read = () => sample.bureau.store.readDispositions(0, 100);
  await untilTrue('the disposition', async () => (await read()).length > 0);
  const repeated = await readIntake('repeated');
  expect(await page.locator('#status-outbox.good').count()).toBe(0);
  middlebox.drop();
  await page.locator('#status-outbox.good').waitFor();
  expect(await readIntake('repeated')).toBeGreaterThan(repeated);
  expect(await read()).toMatchObject([{ institution: 'H0002', rule: 'nhsa-2025-67', kind: 'return-and-change' }]);
});

test('dispositions of a page whose relay dies, and that is loaded again, arrive once each', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { page, complaints } = opened;
  await dispose(opened);
  // Whether the first is on its way, arrived or acknowledged when the relay dies is left to chance.
  await relay.kill();
  await page.locator('#status-connection.bad').waitFor();
  await page.reload();
  // The page judges what is stored, without a connection.
  await page.locator('article').first().waitFor();
  await dispose(opened);
  // Nobody but this page has it so far.
  expect(await page.locator('#status-outbox.good').count()).toBe(0);
  await page.reload();
  await page.locator('article').first().waitFor();

  relay = await startRelay(new URL(relay.url).port);
  await untilOnline(page);
  const read = () => sample.bureau.store.readDispositions(0, 100);
  await untilTrue('both dispositions', async () => (await read()).length >= 2);
  await page.locator('#status-outbox.good').waitFor();
  const received = await read();
  expect(received.map(({ institution, rule, kind }) => ({ institution, rule, kind }))).toEqual([
    { institution: 'H0002', rule: 'nhsa-2025-67', kind: 'return-and-change' },
    { institution: 'H0002', rule: 'nhsa-2025-67', kind: 'return-and-change' },
  ]);
  expect(new Set(received.map(({ id }) => id)).size).toBe(2);
  // A relay that is away is the one thing that a page complains of.
  expect(complaints.filter((complaint) => !complaint.startsWith("WebSocket connection to 'ws://"))).toEqual([]);
});

test('a page that was offline while a rule changed takes it when it is back', { timeout: TIMEOUT_MS }, async () => {
  const { page } = opened;
  expect(await page.locator('article').count()).toBe(1);
  await relay.kill();
  await page.locator('#status-connection.bad').waitFor();
  await sample.publishChange();
  expect(await page.locator('article').count()).toBe(1);
  relay = await startRelay(new URL(relay.url).port);
  await page.locator('article[data-rule=nhsa-2025-14]').waitFor();
  expect(await page.locator('article').count()).toBe(2);
});
