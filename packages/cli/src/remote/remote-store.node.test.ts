import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pinRoot, sealManifest } from '@forecheck/pack';
import { generateSigner, nodeCrypto } from '@forecheck/pack/node';
import { afterEach, describe, expect, test } from 'vitest';
import { sealFirstRoot } from '../keys/first-root.ts';
import { publicKeyOf } from '../keys/public-keys.ts';
import { connectBureau } from './bureau-calls.ts';
import { createRemoteStore } from './remote-store.ts';

const crypto = nodeCrypto();
let close = (): void => undefined;
afterEach(() => close());

/** Something at an address that gives these bytes, whatever it is asked for. */
async function answering(status: number, body: string | Uint8Array) {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close();
  return connectBureau({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
}

async function worldOf() {
  const [root, head, ...publishers] = Array.from({ length: 4 }, () => generateSigner('ed25519'));
  const keys = [
    publicKeyOf('root', root!),
    publicKeyOf('head', head!),
    ...publishers.map((signer) => publicKeyOf('publisher', signer)),
  ];
  const { sealed } = await sealFirstRoot(keys, [root!], 'cn', Date.now());
  const manifest = {
    type: 'manifest',
    format: 1,
    class: 'regular',
    layer: 'cn',
    epoch: 1,
    sequence: 1,
    issuedMs: 1,
    coreVersionMin: '0.0.0',
    segments: [],
  } as const;
  const digestOf = async (bytes: Uint8Array) => {
    const { canonicalBytes, readSealed } = await import('@forecheck/pack');
    return crypto.digest(canonicalBytes(readSealed(bytes).signed));
  };
  return { trust: await pinRoot(sealed, crypto), publishers, manifest, digestOf };
}

describe('what a bureau says of itself is not believed', () => {
  test('bytes that have another digest are refused', async () => {
    const { trust } = await worldOf();
    const bytes = new TextEncoder().encode('segment');
    const digest = await crypto.digest(bytes);
    const honest = createRemoteStore(await answering(200, bytes), trust, crypto);
    expect(await honest.readBlob(digest, 'none')).toEqual(bytes);
    close();
    const other = createRemoteStore(await answering(200, 'segmenT'), trust, crypto);
    await expect(other.readBlob(digest, 'none')).rejects.toMatchObject({ code: 'digest-mismatched' });
  });

  test('a manifest that too few publishers signed is not composed upon', async () => {
    const { trust, publishers, manifest, digestOf } = await worldOf();
    const good = await sealManifest(manifest, publishers);
    const digest = await digestOf(good);
    const honest = createRemoteStore(await answering(200, good), trust, crypto);
    expect((await honest.readManifest(digest))?.sequence).toBe(1);
    await expect(honest.readManifest('a'.repeat(64))).rejects.toMatchObject({ code: 'digest-mismatched' });
    close();
    const forged = await sealManifest(manifest, publishers.slice(1));
    const store = createRemoteStore(await answering(200, forged), trust, crypto);
    await expect(store.readManifest(digest)).rejects.toMatchObject({ code: 'signature-insufficient' });
  });
});

describe('an answer', () => {
  test.each<[string, number, string, string]>([
    ['of a bureau that refuses', 403, '{"error":{"code":"role-insufficient","message":"m"}}', 'role-insufficient'],
    ['of something else', 502, '<html>', 'answer-malformed'],
    ['of something else that speaks JSON', 404, '{"error":"no"}', 'answer-malformed'],
  ])('%s is told by its code', async (_, status, body, code) => {
    const bureau = await answering(status, body);
    await expect(bureau.ask('GET', '/v1/layers')).rejects.toMatchObject({ code });
    await expect(bureau.fetchBytes('/v1/blobs/x')).rejects.toMatchObject({ code });
    await expect(bureau.putBlob(new Uint8Array())).rejects.toMatchObject({ code });
  });

  test('that nothing is there is no failure of fetching', async () => {
    const bureau = await answering(404, '{"error":{"code":"resource-unknown"}}');
    expect(await bureau.fetchBytes('/v1/blobs/x')).toBeUndefined();
  });
});
