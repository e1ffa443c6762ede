import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleCall } from '../cds-hooks/sample-call.ts';
import { type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';

let sample: SamplePlugin;
beforeEach(async () => {
  sample = await startSamplePlugin({ cdsHooks: { serviceId: 'ours' } });
});
afterEach(() => sample.close());

const post = async (path: string, body: unknown) => {
  const response = await sample.post(path, body);
  return {
    status: response.status,
    body: (await response.json()) as { cards?: { uuid: string }[]; error?: { code: string } },
  };
};

test('tells anybody which services there are', async () => {
  expect(await (await sample.get('/cds-services', {})).json()).toMatchObject({
    services: [
      { id: 'ours', hook: 'order-select' },
      { id: 'ours', hook: 'order-sign' },
    ],
  });
});

test('a service answers with cards, and takes what was done about them', async () => {
  const { status, body } = await post('/cds-services/ours', sampleCall());
  expect({ status, body }).toMatchObject({ status: 200, body: { cards: expect.any(Array) } });
  expect((await sample.post('/cds-services/ours', sampleCall(), {})).status).toBe(401);
  const feedback = { feedback: [{ card: 'x', outcome: 'accepted' }] };
  expect((await post('/cds-services/ours/feedback', feedback)).status).toBeGreaterThanOrEqual(200);
});

test.each<[string, string, unknown, number, string]>([
  ['a service that there is not', '/cds-services/theirs', {}, 404, 'service-unknown'],
  ['no call', '/cds-services/ours', {}, 400, 'field-missing'],
  ['a call without what it needs', '/cds-services/ours', { ...sampleCall(), prefetch: {} }, 412, 'prefetch-missing'],
  ['no feedback', '/cds-services/ours/feedback', {}, 400, 'field-missing'],
])('%s has the status of the specification', async (_, path, body, status, code) => {
  expect(await post(path, body)).toMatchObject({ status, body: { error: { code } } });
});

test('without a pack there are no cards, because none would say that nothing was found', async () => {
  sample.guard.fault = 'pack-absent';
  expect(await post('/cds-services/ours', sampleCall())).toMatchObject({
    status: 503,
    body: { error: { code: 'pack-absent' } },
  });
});
