import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_ENCOUNTER } from '../sample-guard.ts';
import { SAMPLE_ORIGIN, type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';

let sample: SamplePlugin;
beforeAll(async () => {
  // Refusals are what is looked at here.
  sample = await startSamplePlugin({ limits: { refusalsPerSecond: 10_000 } });
});
afterAll(() => sample.close());

const BODY = JSON.stringify({ encounter: SAMPLE_ENCOUNTER });

interface Asked {
  readonly method?: string;
  readonly path?: string;
  /** Lines of the head; `Host` is there unless one is among them. */
  readonly head?: readonly string[];
  readonly token?: string | false;
  readonly body?: string;
  readonly type?: string | false;
}

function ask({ method = 'POST', path = '/v1/check', head = [], token, body = BODY, type = 'application/json' }: Asked) {
  const isBodied = method === 'POST';
  const hasHost = head.some((line) => line.toLowerCase().startsWith('host'));
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(hasHost ? [] : [`Host: 127.0.0.1:${sample.port}`]),
    ...head.map((line) => line.replaceAll('PORT', String(sample.port))),
    ...(token === false ? [] : [`Authorization: Bearer ${token ?? sample.token}`]),
    ...(isBodied && type !== false ? [`Content-Type: ${type}`] : []),
    ...(isBodied ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
  ];
  return sample.raw(`${lines.join('\r\n')}\r\n\r\n${isBodied ? body : ''}`);
}

const codeOf = ({ body }: { readonly body: string }) =>
  body === '' ? undefined : (JSON.parse(body) as { error?: { code: string } }).error?.code;

describe('who may call', () => {
  test.each<[string, Asked, number, string?]>([
    ['a program with its token', {}, 200],
    ['a page on the list, with a token', { head: [`Origin: ${SAMPLE_ORIGIN}`] }, 200],
    ['a program without a token', { token: false }, 401, 'token-missing'],
    ['a program with a wrong token', { token: 'fcp_wrong' }, 401, 'token-refused'],
    ['a name that was made to point here', { head: ['Host: evil.example:PORT'] }, 421, 'host-refused'],
    ['the right name without its port', { head: ['Host: 127.0.0.1'] }, 421, 'host-refused'],
    ['the right name with another port', { head: ['Host: 127.0.0.1:1'] }, 421, 'host-refused'],
    ['the address of every network', { head: ['Host: 0.0.0.0:PORT'] }, 421, 'host-refused'],
    ['two names', { head: ['Host: 127.0.0.1:PORT', 'Host: evil.example'] }, 421, 'host-refused'],
    ['the same name twice', { head: ['Host: 127.0.0.1:PORT', 'Host: 127.0.0.1:PORT'] }, 421, 'host-refused'],
    ['an empty name', { head: ['Host:'] }, 421, 'host-refused'],
    ['a name in capitals', { head: ['Host: LOCALHOST:PORT'] }, 200],
    ['the name of this machine for version 6', { head: ['Host: [::1]:PORT'] }, 200],
    ['an address in the place of the path', { path: 'http://evil.example/v1/check' }, 421, 'host-refused'],
    ['a page that is not on the list', { head: ['Origin: https://evil.example'] }, 403, 'origin-refused'],
    ['a page whose name begins like one', { head: [`Origin: ${SAMPLE_ORIGIN}.evil.example`] }, 403, 'origin-refused'],
    ['the page with another scheme', { head: ['Origin: http://his.example'] }, 403, 'origin-refused'],
    ['a page without a name', { head: ['Origin: null'] }, 403, 'origin-refused'],
    ['two pages', { head: [`Origin: ${SAMPLE_ORIGIN}`, `Origin: ${SAMPLE_ORIGIN}`] }, 403, 'origin-refused'],
    ['an empty page', { head: ['Origin:'] }, 403, 'origin-refused'],
    [
      'an image of another site',
      { method: 'GET', path: '/v1/status', head: ['Sec-Fetch-Site: cross-site'] },
      403,
      'site-refused',
    ],
    [
      'a link of a neighbouring site',
      { method: 'GET', path: '/v1/ping', head: ['Sec-Fetch-Site: same-site'] },
      403,
      'site-refused',
    ],
    [
      'an address that somebody typed',
      { method: 'GET', path: '/self-test', head: ['Sec-Fetch-Site: none'], token: false },
      200,
    ],
    ['a form as plain text', { type: 'text/plain' }, 415, 'content-type-refused'],
    ['a form', { type: 'application/x-www-form-urlencoded' }, 415, 'content-type-refused'],
    ['a body of no kind', { type: false }, 415, 'content-type-refused'],
    ['JSON by something else’s name', { type: 'application/json-seq' }, 415, 'content-type-refused'],
    ['JSON with its character set', { type: 'Application/JSON; charset=utf-8' }, 200],
    ['a method of no route', { method: 'DELETE' }, 405, 'method-refused'],
    ['a method of another route', { method: 'GET' }, 405, 'method-refused'],
    ['a route that there is not', { path: '/v1/nothing' }, 404, 'route-unknown'],
    ['a path that climbs', { method: 'GET', path: '/v1/../../etc/passwd' }, 404, 'route-unknown'],
  ])('%s', async (_, asked, status, code) => {
    const answer = await ask(asked);
    expect({ status: answer.status, code: status < 400 ? undefined : codeOf(answer) }).toEqual({ status, code });
  });

  test('a preflight of a page on the list is answered, as is one for a private network', async () => {
    const head = [`Origin: ${SAMPLE_ORIGIN}`, 'Access-Control-Request-Method: POST'];
    const answer = await ask({
      method: 'OPTIONS',
      head: [...head, 'Access-Control-Request-Private-Network: true'],
      token: false,
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': SAMPLE_ORIGIN,
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-private-network': 'true',
      vary: 'Origin',
    });
    const plain = await ask({ method: 'OPTIONS', head, token: false });
    expect(plain.headers).not.toHaveProperty('access-control-allow-private-network');
  });

  test.each([
    ['another page', ['Origin: https://evil.example', 'Access-Control-Request-Method: POST'], 403],
    ['no page at all', ['Access-Control-Request-Method: POST'], 405],
    ['a page that asks for nothing', [`Origin: ${SAMPLE_ORIGIN}`], 405],
  ])('a preflight of %s is not', async (_, head, status) => {
    const answer = await ask({ method: 'OPTIONS', head, token: false });
    expect(answer.status).toBe(status);
    expect(answer.headers).not.toHaveProperty('access-control-allow-methods');
  });

  test('an answer names the page, and no other reads it', async () => {
    expect((await ask({ head: [`Origin: ${SAMPLE_ORIGIN}`] })).headers['access-control-allow-origin']).toBe(
      SAMPLE_ORIGIN,
    );
    expect((await ask({ head: ['Origin: https://evil.example'] })).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    expect((await ask({})).headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('a token that was given to a page is of no use to another, nor to a program', async () => {
    const token = sample.tokens.issue('his-2', SAMPLE_ORIGIN);
    expect((await ask({ token, head: [`Origin: ${SAMPLE_ORIGIN}`] })).status).toBe(200);
    expect(codeOf(await ask({ token }))).toBe('token-refused');
  });

  test('a token that is revoked is refused from the next request on', async () => {
    const token = sample.tokens.issue('his-3');
    expect((await ask({ token })).status).toBe(200);
    const known = sample.tokens.list().find(({ name }) => name === 'his-3');
    sample.tokens.revoke(known?.id ?? '');
    // Another process has revoked it: the plugin looks a few times a second.
    await expect.poll(async () => codeOf(await ask({ token })), { interval: 50 }).toBe('token-refused');
  });

  test('the order of looking: the name before the page, the page before the token', async () => {
    const evil = 'Origin: https://evil.example';
    expect(codeOf(await ask({ head: ['Host: evil.example', evil], token: false }))).toBe('host-refused');
    expect(codeOf(await ask({ head: [evil], token: false, type: 'text/plain' }))).toBe('origin-refused');
    expect(codeOf(await ask({ token: false, type: 'text/plain' }))).toBe('content-type-refused');
    expect(codeOf(await ask({ token: false, body: 'x', head: ['X: y'] }))).toBe('token-missing');
  });
});

describe('a WebSocket', () => {
  const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  const upgrade = (head: readonly string[], path = '/v1/events') =>
    ask({
      method: 'GET',
      path,
      token: false,
      head: ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', KEY, ...head],
    });
  const protocols = (token: string) => `Sec-WebSocket-Protocol: forecheck.v1, forecheck.token.${token}`;

  test('of a page on the list with its token among the protocols opens, under our protocol alone', async () => {
    const answer = await upgrade([`Origin: ${SAMPLE_ORIGIN}`, protocols(sample.token)]);
    expect(answer.status).toBe(101);
    expect(answer.headers['sec-websocket-protocol']).toBe('forecheck.v1');
  });

  test.each<[string, () => readonly string[], number]>([
    ['of another page', () => ['Origin: https://evil.example', protocols(sample.token)], 403],
    ['of a page without a name', () => ['Origin: null', protocols(sample.token)], 403],
    ['without a token', () => [`Origin: ${SAMPLE_ORIGIN}`, 'Sec-WebSocket-Protocol: forecheck.v1'], 401],
    ['with a wrong token', () => [`Origin: ${SAMPLE_ORIGIN}`, protocols('fcp_wrong')], 401],
    ['of another name', () => ['Host: evil.example', protocols(sample.token)], 421],
    ['of another protocol', () => [`Sec-WebSocket-Protocol: soap, forecheck.token.${sample.token}`], 400],
  ])('%s does not', async (_, head, status) => {
    expect((await upgrade(head())).status).toBe(status);
  });

  test('elsewhere does not', async () => {
    expect((await upgrade([protocols(sample.token)], '/v1/check')).status).toBe(404);
  });
});
