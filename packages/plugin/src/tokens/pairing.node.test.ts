import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SAMPLE_ORIGIN, type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';
import {
  beginPairing,
  openPairing,
  PAIRING_LIFE_MS,
  PAIRING_LOCK_MS,
  PAIRING_TRIES_MAX,
  type Pairing,
} from './pairing.ts';
import { openTokenOffice, type TokenOffice } from './token-office.ts';

let folder: string;
let nowMs: number;
let tokens: TokenOffice;
let pairing: Pairing;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forecheck-tokens-'));
  nowMs = Date.now();
  tokens = openTokenOffice(folder, () => nowMs);
  pairing = openPairing(folder, tokens, () => nowMs);
});
afterEach(() => rmSync(folder, { recursive: true }));

const begin = () => beginPairing(folder, { name: 'his-1', nowMs });
const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');
function codeOf(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a pairing', () => {
  test('gives a token for the right code, once', () => {
    const code = begin();
    expect(code).toMatch(/^\d{6}$/);
    const { token, name } = pairing.redeem(code, 'https://his.example');
    expect(name).toBe('his-1');
    expect(tokens.find(token)).toMatchObject({ name: 'his-1', origin: 'https://his.example' });
    expect(codeOf(() => pairing.redeem(code))).toBe('pairing-closed');
  });

  test('that nobody has begun, or that is too old, is closed', () => {
    expect(pairing.isOpen).toBe(false);
    expect(codeOf(() => pairing.redeem('123456'))).toBe('pairing-closed');
    const code = begin();
    expect(pairing.isOpen).toBe(true);
    nowMs += PAIRING_LIFE_MS;
    expect(pairing.isOpen).toBe(false);
    expect(codeOf(() => pairing.redeem(code))).toBe('pairing-closed');
  });

  test('locks after five wrong codes, even for the right one, and opens again', () => {
    const code = begin();
    for (let index = 0; index < PAIRING_TRIES_MAX; index += 1) {
      expect(codeOf(() => pairing.redeem(wrongFor(code)))).toBe('pairing-refused');
    }
    expect(codeOf(() => pairing.redeem(code))).toBe('pairing-locked');
    nowMs += PAIRING_LOCK_MS;
    expect(codeOf(() => pairing.redeem(code))).toBe('ok');
  });

  test('ends with the third lock', () => {
    const code = begin();
    for (let lock = 0; lock < 3; lock += 1) {
      for (let index = 0; index < PAIRING_TRIES_MAX; index += 1) codeOf(() => pairing.redeem(wrongFor(code)));
      nowMs += PAIRING_LOCK_MS;
    }
    expect(codeOf(() => pairing.redeem(code))).toBe('pairing-closed');
  });

  test('keeps neither code nor token, and its files from everybody else', () => {
    const code = begin();
    expect(readFileSync(join(folder, 'pairing.json'), 'utf8')).not.toContain(code);
    const { token } = pairing.redeem(code);
    const [file = ''] = readdirSync(join(folder, 'tokens'));
    expect(readFileSync(join(folder, 'tokens', file), 'utf8')).not.toContain(token);
    expect(statSync(join(folder, 'tokens', file)).mode & 0o077).toBe(0);
  });
});

describe('tokens', () => {
  test('are known to every process that has the folder open, and forgotten by all', () => {
    const other = openTokenOffice(folder, () => nowMs);
    expect(other.find('fcp_x')).toBeUndefined();
    const token = tokens.issue('his-1');
    expect(other.find(token)?.name).toBe('his-1');
    const [known] = other.list();
    tokens.revoke(known?.id ?? '');
    nowMs += 1_000;
    expect(other.find(token)).toBeUndefined();
    expect(codeOf(() => tokens.revoke(known?.id ?? ''))).toBe('token-unknown');
  });

  test('a damaged file lets nobody in, and keeps nobody out', () => {
    const token = tokens.issue('his-1');
    for (const text of ['', '{}', '{"name":"x","hash":"zz"}', 'null']) {
      writeFileSync(join(folder, 'tokens', '0123456789ab.json'), text);
      nowMs += 1_000;
      expect(tokens.list().map(({ name }) => name)).toEqual(['his-1']);
      expect(tokens.find(token)?.name).toBe('his-1');
    }
  });
});

describe('POST /v1/pair', () => {
  let sample: SamplePlugin;
  beforeEach(async () => {
    sample = await startSamplePlugin();
  });
  afterEach(() => sample.close());
  const PAGE = 'https://other.example';
  const pair = (code: string, origin = PAGE) => sample.post('/v1/pair', { code }, { origin });

  test('a page that is on no list is let in by its code, and from then on may call', async () => {
    const preflight = { origin: PAGE, 'access-control-request-method': 'POST' };
    const ask = () => fetch(`${sample.plugin.url}/v1/pair`, { method: 'OPTIONS', headers: preflight });
    expect((await ask()).status).toBe(403);
    expect((await pair('123456')).status).toBe(403);
    const code = beginPairing(join(sample.folder, 'data'), { name: 'his-2', nowMs: Date.now() });
    expect((await ask()).status).toBe(204);
    // Only there, as long as it has not shown the code.
    expect((await sample.get('/v1/ping', { origin: PAGE })).status).toBe(403);
    const response = await pair(code);
    expect(response.status).toBe(201);
    const { token } = (await response.json()) as { token: string };
    const headers = { origin: PAGE, authorization: `Bearer ${token}` };
    expect((await sample.get('/v1/status', headers)).status).toBe(200);
    expect((await sample.get('/v1/status', { ...headers, origin: SAMPLE_ORIGIN })).status).toBe(401);
  });

  test('a wrong code is told as one, and leaves a trace', async () => {
    const code = beginPairing(join(sample.folder, 'data'), { name: 'his-2', nowMs: Date.now() });
    expect(await (await pair(wrongFor(code))).json()).toMatchObject({ error: { code: 'pairing-refused' } });
    expect((await sample.post('/v1/pair', { code: 'abc' }, {})).status).toBe(400);
    await sample.plugin.close();
    const text = readFileSync(join(sample.folder, 'data', 'audit', 'audit-000001.jsonl'), 'utf8');
    expect(text).toContain('"kind":"pairing-refused","why":"pairing-refused","origin":"https://other.example"');
    expect(text).not.toContain(code);
  });
});
