import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { SAMPLE_ENCOUNTER } from '../sample-guard.ts';
import type { PluginStatus } from './plugin-status.ts';
import { type SamplePlugin, startSamplePlugin } from './sample-plugin.ts';

let sample: SamplePlugin;
beforeEach(async () => {
  sample = await startSamplePlugin();
});
afterEach(() => sample.close());

const check = async (encounter: object = SAMPLE_ENCOUNTER) => {
  const response = await sample.post('/v1/check', { encounter });
  return { status: response.status, result: (await response.json()) as CheckResult & { error?: { code: string } } };
};
const restart = async (change: Parameters<typeof startSamplePlugin>[0]) => {
  await sample.close();
  sample = await startSamplePlugin(change);
};
const disposition = (id: string) => ({
  id,
  alert: 'A1',
  rule: 'female-only',
  kind: 'continue-with-reason',
  reason: '急救',
});

describe('POST /v1/check', () => {
  test('judges, and says by whom and under what', async () => {
    const { status, result } = await check();
    expect(status).toBe(200);
    expect(result).toMatchObject({
      decision: 'require-reason',
      decidedBy: 'plugin',
      isStale: false,
      pack: 'd'.repeat(64),
    });
    expect(result.evaluation.alerts.map(({ rule }) => rule)).toEqual(['female-only']);
    expect(result.evaluation).toEqual(sample.guard.evaluate(SAMPLE_ENCOUNTER).evaluation);
    expect(result.tookMs).toBeLessThan(1_000);
  });

  test('several requests go over one connection', async () => {
    const answer = (text: string) =>
      `POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1:${sample.port}\r\nAuthorization: Bearer ${sample.token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    const { headers } = await sample.raw(answer(JSON.stringify({ encounter: SAMPLE_ENCOUNTER })));
    expect(headers['connection']).toBe('keep-alive');
  });

  test.each([
    ['no encounter', {}, 'encounter'],
    ['something beside it', { encounter: SAMPLE_ENCOUNTER, other: 1 }, 'the body'],
    ['an encounter with a wrong field', { encounter: { ...SAMPLE_ENCOUNTER, phase: 'soon' } }, 'encounter.phase'],
    ['an encounter without items', { encounter: { ...SAMPLE_ENCOUNTER, items: 'x' } }, 'encounter.items'],
    ['no JSON', '{"encounter":', ''],
    ['text that is no UTF-8', '\uFFFF', ''],
  ])('%s is refused with its place, and without its words', async (_, body, path) => {
    const response = await sample.post('/v1/check', body);
    const text = await response.text();
    expect({ status: response.status, error: JSON.parse(text) as unknown }).toMatchObject({
      status: 400,
      error: { error: { code: 'body-malformed', retry: 'never', detail: { path } } },
    });
    expect(text).not.toContain('soon');
  });

  test('without a pack nobody judges, and work goes on as the institution wants', async () => {
    sample.guard.fault = 'pack-absent';
    expect((await check()).result).toMatchObject({
      decidedBy: 'nobody',
      why: 'pack-absent',
      decision: 'remind',
      evaluation: { status: 'refused', encounterId: 'E1', alerts: [] },
    });
    await restart({ policy: { whenUnable: { review: 'closed' } } });
    sample.guard.fault = 'pack-absent';
    expect((await check()).result.decision).toBe('remind');
    expect((await check({ ...SAMPLE_ENCOUNTER, phase: 'review' })).result.decision).toBe('block');
  });

  test('a rule that must be decided and lacks a fact makes the decision stricter', async () => {
    const { insuredPerson: _, ...unknown } = SAMPLE_ENCOUNTER;
    expect((await check(unknown)).result).toMatchObject({ decision: 'pass', evaluation: { alerts: [] } });
    await restart({
      policy: { whenUndetermined: [{ rule: 'female-only', phase: 'prompt', decision: 'remind' }] },
    });
    expect((await check(unknown)).result.decision).toBe('remind');
    expect((await check({ ...unknown, phase: 'review' })).result.decision).toBe('pass');
    // What was found counts as it did.
    expect((await check()).result.decision).toBe('require-reason');
  });
});

describe('POST /v1/answer', () => {
  test('records for good, in order, and tells the ids', async () => {
    const response = await sample.post('/v1/answer', {
      encounter: 'E1',
      dispositions: [disposition('D1'), disposition('D2')],
    });
    expect(await response.json()).toEqual({ recorded: ['D1', 'D2'] });
    expect(sample.guard.recorded).toEqual([
      { disposition: disposition('D1'), encounter: 'E1' },
      { disposition: disposition('D2'), encounter: 'E1' },
    ]);
  });

  test('a full disk is told, and nothing is acknowledged', async () => {
    sample.guard.fault = 'storage-full';
    const response = await sample.post('/v1/answer', { dispositions: [disposition('D1')] });
    expect(response.status).toBe(507);
    expect(await response.json()).toMatchObject({ error: { code: 'storage-full' } });
  });

  test.each([
    [{ dispositions: [] }],
    [{ dispositions: [{ ...disposition('D1'), kind: 'ignore' }] }],
    [{ dispositions: [{ ...disposition('D1'), reason: 'x'.repeat(501) }] }],
    [{ dispositions: [{ ...disposition('D1'), name: '张' }] }],
  ])('%j is refused', async (body) => {
    expect((await sample.post('/v1/answer', body)).status).toBe(400);
    expect(sample.guard.recorded).toEqual([]);
  });
});

describe('what is told of the plugin', () => {
  test('to anybody its name and version, to a caller how it is', async () => {
    expect(await (await sample.get('/v1/ping', {})).json()).toEqual({ name: 'forecheck-plugin', apiVersion: 1 });
    const status = (await (await sample.get('/v1/status')).json()) as PluginStatus;
    expect(status).toMatchObject({
      connection: 'online',
      pack: 'd'.repeat(64),
      pluginVersion: '0.0.0',
      isStale: false,
    });
    expect(status.rssBytes).toBeGreaterThan(1_000_000);
    expect((await sample.get('/v1/status', {})).status).toBe(401);
  });

  test('it is healthy when it can judge', async () => {
    expect((await sample.get('/healthz', {})).status).toBe(200);
    sample.guard.change({ pack: undefined as never });
    expect((await sample.get('/healthz', {})).status).toBe(503);
  });

  test('numbers, without a word of a request', async () => {
    await check();
    await sample.get('/v1/check/张三', {});
    const response = await sample.get('/metrics', {});
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('openmetrics');
    expect(text).toContain('forecheck_plugin_checks_total{decision="require-reason",decided_by="plugin"} 1\n');
    expect(text).toContain('forecheck_plugin_requests_total{route="/v1/check",status="200"} 1\n');
    expect(text).toContain('forecheck_plugin_refusals_total{code="route-unknown"} 1\n');
    expect(text).toMatch(/forecheck_plugin_check_seconds_bucket\{le="\+Inf"\} 1\n/);
    expect(text.endsWith('# EOF\n')).toBe(true);
    expect(text).not.toMatch(/张|%E5/);
  });

  test('the script of the widget, to pages on the list', async () => {
    const headers = { origin: 'https://his.example' };
    expect((await sample.get('/widget.js', headers)).status).toBe(404);
    const file = join(sample.folder, 'widget.js');
    writeFileSync(file, 'customElements;');
    const other = await startSamplePlugin({ widget: file });
    const response = await other.get('/widget.js', headers);
    expect(await response.text()).toBe('customElements;');
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect((await other.get('/forecheck-widget.css', headers)).status).toBe(404);
    await other.close();
  });
});

describe('what stays', () => {
  const PERSONAL = ['E1', 'SAMPLE-DRUG-1', '急救', '1960'];

  test('a trace of every check and disposition, in one chain, with nothing of a person', async () => {
    await check();
    await sample.post('/v1/answer', { encounter: 'E1', dispositions: [disposition('D-11111111111111-1')] });
    const folder = join(sample.folder, 'data', 'audit');
    await sample.plugin.close();
    const text = readFileSync(join(folder, 'audit-000001.jsonl'), 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ kind }) => kind)).toEqual(['started', 'check', 'disposition', 'stopped']);
    expect(lines[1]).toMatchObject({
      caller: 'his-1',
      phase: 'prompt',
      decision: 'require-reason',
      rules: ['female-only'],
    });
    expect(lines[2]).toMatchObject({ id: 'D-~-1', alert: 'A1', way: 'continue-with-reason' });
    expect((await verifyAudit(folder)).isIntact).toBe(true);
    for (const word of PERSONAL) expect(text).not.toContain(word);
  });

  test('a log that says who asked for what, with nothing of a person', async () => {
    await check();
    await sample.post('/v1/check', { encounter: { ...SAMPLE_ENCOUNTER, phase: '急救' } });
    const lines = sample.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ event: 'started', level: 'info' });
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'answered', route: '/v1/check', caller: 'his-1', status: 200 }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ event: 'refused', code: 'body-malformed', level: 'warn' }));
    for (const word of PERSONAL) expect(sample.log.join('')).not.toContain(word);
  });

  test('closing twice is closing once, and then nobody answers', async () => {
    await Promise.all([sample.plugin.close(), sample.plugin.close()]);
    await expect(sample.get('/v1/ping')).rejects.toThrow();
  });
});
