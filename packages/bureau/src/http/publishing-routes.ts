import type { RuleSource } from '@forecheck/core';
import { parseRuleSource } from '@forecheck/core/schema';
import { SEALED_BYTES_MAX, SEGMENT_BYTES_MAX, type Signer } from '@forecheck/pack';
import * as z from 'zod';
import { BureauError } from '../error.ts';
import type { Person } from '../publish/context.ts';
import { detachedPerson, type Publisher } from '../publish/publisher.ts';
import type { StoredDraft } from '../store/publishing-store.ts';
import type { StoredToken } from '../store/token-store.ts';
import { PUBLISHERS, type Route } from './route.ts';
import { storableText } from './storable-text.ts';

/** What the routes of publishing need. */
export interface PublishingRoutesOptions {
  readonly publisher: Publisher;
  /** Keys that are held here, for makers, checkers and urgent manifests that do not sign elsewhere. */
  readonly signers: readonly Signer[];
}

/** Drafts, and what becomes of them. */
export function publishingRoutes({ publisher, signers }: PublishingRoutesOptions): readonly Route[] {
  const personOf: PersonOf = (caller) => {
    const signer = signers.find(({ keyId }) => keyId === caller.key);
    if (signer === undefined) throw new BureauError('signer-absent', 'the key of this token is not held here');
    return { subject: caller.subject, signer };
  };
  return [...makerRoutes(publisher, personOf), ...settlingRoutes(publisher, personOf)];
}

/** @throws {@link BureauError} `signer-absent` */
type PersonOf = (caller: StoredToken) => Person;

function makerRoutes(publisher: Publisher, personOf: PersonOf): readonly Route[] {
  return [
    {
      method: 'PUT',
      path: '/v1/blobs',
      roles: ['maker'],
      respond: async ({ bytes }) => ({
        status: 201,
        body: { digest: await publisher.putBlob(await bytes(SEGMENT_BYTES_MAX)) },
      }),
    },
    {
      method: 'POST',
      path: '/v1/drafts',
      roles: ['maker'],
      async respond({ caller, json }) {
        const body = await json(draftBody);
        const draft =
          'sealed' in body
            ? await publisher.submit(sealedOf(body.sealed), caller.subject)
            : await publisher.propose({ ...body, sources: body.sources.map(sourceOf) }, personOf(caller));
        return { status: 201, body: tellDraft(draft) };
      },
    },
    {
      method: 'POST',
      path: '/v1/compactions',
      roles: ['maker'],
      async respond({ caller, json }) {
        const { layer } = await json(layerBody);
        return { status: 201, body: tellDraft(await publisher.compactLayer(layer, personOf(caller))) };
      },
    },
    {
      method: 'POST',
      path: '/v1/withdrawals',
      roles: ['maker'],
      async respond({ caller, json }) {
        const { layer } = await json(layerBody);
        return { status: 201, body: tellDraft(await publisher.withdraw(layer, personOf(caller))) };
      },
    },
  ];
}

function settlingRoutes(publisher: Publisher, personOf: PersonOf): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/drafts/:id/approval',
      roles: ['checker'],
      async respond({ caller, json, parameters }) {
        const { signature, rollout } = await json(approvalBody);
        const checker = signature === undefined ? personOf(caller) : detachedPerson(caller.subject, signature);
        return { body: tellDraft(await publisher.approve(parameters['id'] ?? '', checker, rollout)) };
      },
    },
    {
      method: 'POST',
      path: '/v1/drafts/:id/rejection',
      roles: PUBLISHERS,
      respond: async ({ caller, parameters }) => ({
        body: tellDraft(await publisher.reject(parameters['id'] ?? '', caller.subject)),
      }),
    },
    {
      method: 'POST',
      path: '/v1/urgent',
      roles: PUBLISHERS,
      async respond({ caller, json }) {
        const body = await json(urgentBody);
        const published =
          'sealed' in body
            ? await publisher.submitUrgent(sealedOf(body.sealed), body.isReplacement)
            : await publisher.publishUrgent({ ...body, source: sourceOf(body.source) }, [personOf(caller).signer]);
        return { status: 201, body: published };
      },
    },
  ];
}

/** A draft as it is told: its bytes for those who sign elsewhere, and no more of the store. */
export function tellDraft({ sealed, ...draft }: StoredDraft): object {
  return { ...draft, sealed: Buffer.from(sealed).toString('base64') };
}

function sealedOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/** @throws {@link BureauError} `body-malformed` */
function sourceOf(value: unknown): RuleSource {
  const parsed = parseRuleSource(value);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.problems;
  const { path = '', code = '' } = first ?? {};
  throw new BureauError('body-malformed', 'a source is not what it should be', { path, problem: code });
}

const layer = storableText(260);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const sealed = z.base64().max(Math.ceil((SEALED_BYTES_MAX * 4) / 3) + 4);

const draftBody = z.union([
  z.strictObject({ sealed }),
  z.strictObject({
    layer,
    sources: z.array(z.unknown()).max(64),
    isReplacement: z.exactOptional(z.boolean()),
    dropsUrgent: z.exactOptional(z.boolean()),
    effectiveMs: z.exactOptional(count),
    coreVersionMin: z.exactOptional(storableText(32)),
  }),
]);
const approvalBody = z.strictObject({
  signature: z.exactOptional(z.strictObject({ key: z.string().length(64), value: z.hex().max(512) })),
  rollout: z.exactOptional(
    z.strictObject({
      percentage: z.int().min(0).max(100),
      state: z.exactOptional(z.enum(['active', 'shadow', 'paused'])),
    }),
  ),
});
const layerBody = z.strictObject({ layer });
const urgentBody = z.union([
  z.strictObject({ sealed, isReplacement: z.exactOptional(z.boolean()) }),
  z.strictObject({
    layer,
    source: z.unknown(),
    lifeMs: z.exactOptional(count),
    isOverCandidate: z.exactOptional(z.boolean()),
    isReplacement: z.exactOptional(z.boolean()),
  }),
]);
