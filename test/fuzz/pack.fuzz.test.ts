import {
  acceptHead,
  type Crypto,
  canonicalBytes,
  type Head,
  isPackError,
  openHead,
  openManifest,
  packDigest,
  parseCanonical,
  parseTrust,
  pinRoot,
  type RegularManifest,
  type Root,
  readSealed,
  type Signer,
  sealHead,
  sealManifest,
  sealRoot,
  type Trust,
} from '@forecheck/pack';
import { generateSigner, nodeCrypto } from '@forecheck/pack/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDice } from './dice.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson, seededRandom } from './mutate-json.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 3000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_201);
/** Far more than any of these small objects takes, far less than a hang. */
const MUTANT_MS_MAX = 2000;
const NOW_MS = 1_767_240_000_000;

const crypto: Crypto = nodeCrypto();
const signer = generateSigner('ed25519');
const role = { keys: [signer.keyId], threshold: 1 };
const root: Root = {
  type: 'root',
  format: 1,
  version: 1,
  issuedMs: NOW_MS,
  expiresMs: NOW_MS * 2,
  keys: { [signer.keyId]: signer.publicKey },
  root: role,
  head: role,
  headEpoch: 0,
  delegations: [{ prefix: 'cn', publisher: role, urgent: role, epoch: 0, relaxes: ['P-*'] }],
};
const manifest: RegularManifest = {
  type: 'manifest',
  format: 1,
  class: 'regular',
  layer: 'cn/33',
  epoch: 0,
  sequence: 10,
  issuedMs: NOW_MS,
  coreVersionMin: '0.1.0',
  effectiveMs: NOW_MS,
  selfTest: { digest: 'c'.repeat(64), bytes: 512 },
  previous: 'd'.repeat(64),
  segments: [{ digest: 'a'.repeat(64), bytes: 1000, rows: 20, format: 1 }],
};
const pointer = { digest: 'e'.repeat(64), sequence: 10, bytes: 2000 };
const head: Head = {
  type: 'head',
  format: 1,
  scope: 'cn/33',
  epoch: 0,
  version: 5,
  issuedMs: NOW_MS,
  expiresMs: NOW_MS + 3_600_000,
  layers: [
    { layer: 'cn', current: pointer, urgent: pointer },
    { layer: 'cn/33', current: pointer, candidate: { ...pointer, percentage: 5, salt: 'x', state: 'active' } },
  ],
  kills: [{ rule: 'R', untilMs: NOW_MS, reason: '误报' }],
};

let trust: Trust;
let sealed: readonly Uint8Array[];
beforeAll(async () => {
  const sealedRoot = await sealRoot(root, [signer]);
  sealed = [sealedRoot, await sealManifest(manifest, [signer]), await sealHead(head, [signer])];
  trust = await pinRoot(sealedRoot, crypto);
});

describe('a sealed object that somebody changed', () => {
  it(`is refused with a code, or says what it said: ${RUNS} mutants`, { timeout: 3_600_000 }, async () => {
    const outcomes = new Map<string, number>();
    for (let run = 0; run < RUNS; run += 1) {
      const dice = createDice(SEED + run);
      const original = dice.pick(sealed);
      const random = seededRandom(SEED + run);
      const isText = dice.below(2) === 0;
      const bytes = isText ? mutateBytes(original, dice) : written(mutateJson(parseCanonical(original), random));
      const outcome = await attempt(() => openAny(bytes), `FUZZ_SEED=${SEED} run ${run}`);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      // Who has no key may take away or add signatures, and nothing else.
      if (outcome === 'opened') {
        expect(canonicalBytes(readSealed(bytes).signed)).toEqual(canonicalBytes(readSealed(original).signed));
      }
    }
    console.log(`pack fuzz: ${RUNS} mutants`, Object.fromEntries(outcomes));
    for (const code of ['object-malformed', 'field-malformed', 'signature-insufficient']) {
      expect(outcomes.get(code), code).toBeGreaterThan(RUNS / 100);
    }
  });

  it(`and signed again is refused with a code, or is good in every use: ${RUNS} mutants`, {
    timeout: 3_600_000,
  }, async () => {
    const outcomes = new Map<string, number>();
    for (let run = 0; run < RUNS; run += 1) {
      const dice = createDice(SEED + run);
      const { signed } = readSealed(dice.pick(sealed));
      const changed = mutateJson(signed, seededRandom(SEED + run));
      const outcome = await attempt(async () => {
        const bytes = written({ signatures: [await signatureOver(changed, signer)], signed: changed });
        await openAny(bytes);
      }, `FUZZ_SEED=${SEED} run ${run}`);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    console.log(`pack fuzz: ${RUNS} signed mutants`, Object.fromEntries(outcomes));
    for (const code of ['opened', 'field-malformed', 'object-malformed']) {
      expect(outcomes.get(code), code).toBeGreaterThan(RUNS / 100);
    }
  });

  it('opens unchanged', async () => {
    for (const bytes of sealed) expect(await attempt(() => openAny(bytes), 'unchanged')).toBe('opened');
  });
});

describe('stored trust that somebody changed', () => {
  it(`is refused with a code, or is trust: ${RUNS} mutants`, async () => {
    const digest = await crypto.digest(canonicalBytes(manifest));
    const current = { digest, sequence: manifest.sequence, bytes: 1000 };
    const opened = await openManifest(sealed[1]!, trust, crypto);
    const raised = acceptHead(
      trust,
      { head: { ...head, layers: [{ layer: 'cn/33', current }] }, digest: 'f'.repeat(64) },
      [opened],
    );
    const outcomes = new Map<string, number>();
    for (let run = 0; run < RUNS; run += 1) {
      const changed = mutateJson(raised, seededRandom(SEED + run));
      const outcome = await attempt(async () => {
        const parsed = parseTrust(changed);
        await attempt(() => openManifest(sealed[1]!, parsed, crypto), 'under changed trust');
      }, `FUZZ_SEED=${SEED} run ${run}`);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    console.log(`trust fuzz: ${RUNS} mutants`, Object.fromEntries(outcomes));
    expect(outcomes.get('opened')).toBeGreaterThan(RUNS / 100);
    expect(outcomes.get('field-malformed')).toBeGreaterThan(RUNS / 5);
  });
});

/** Opens it as what it says it is, and uses what was opened. */
async function openAny(bytes: Uint8Array): Promise<void> {
  const { type } = readSealed(bytes);
  switch (type) {
    case 'root':
      await pinRoot(bytes, crypto);
      return;
    case 'manifest':
      await packDigest([(await openManifest(bytes, trust, crypto)).digest], crypto);
      return;
    case 'head': {
      const opened = await openHead(bytes, trust, crypto, { nowMs: NOW_MS });
      expect(parseTrust(parseCanonical(canonicalBytes(acceptHead(trust, opened, []))))).toBeDefined();
    }
  }
}

/** `opened`, or the code of the refusal. Anything else that is thrown fails the test and names its seed. */
async function attempt(act: () => Promise<unknown>, label: string): Promise<string> {
  const began = performance.now();
  try {
    await act();
    return 'opened';
  } catch (error) {
    if (isPackError(error)) return error.code;
    throw new Error(label, { cause: error });
  } finally {
    expect(performance.now() - began, label).toBeLessThan(MUTANT_MS_MAX);
  }
}

/** Canonical bytes where there are any, else some JSON. */
function written(value: unknown): Uint8Array {
  try {
    return canonicalBytes(value);
  } catch {
    return new TextEncoder().encode(JSON.stringify(value) ?? '');
  }
}

async function signatureOver(signed: unknown, { keyId, sign }: Signer) {
  const type = String((Object(signed) as { readonly type?: unknown }).type);
  const prefix = new TextEncoder().encode(`forecheck/1/${type}\0`);
  const value = await sign(Uint8Array.from([...prefix, ...canonicalBytes(signed)]));
  return { key: keyId, value: Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}
