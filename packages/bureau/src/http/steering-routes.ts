import { KILL_REASON_LENGTH_MAX, NAME_LENGTH_MAX, SEALED_BYTES_MAX } from '@forecheck/pack';
import { QUESTION_LENGTH_MAX, QUESTIONS_MAX } from '@forecheck/sync/protocol';
import * as z from 'zod';
import type { TokenOffice } from '../main/tokens.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import { PUBLISHERS, type Route } from './route.ts';
import { storableText } from './storable-text.ts';

/** What the routes of steering need. */
export interface SteeringRoutesOptions {
  readonly publisher: Publisher;
  readonly store: BureauStore;
  readonly tokens: TokenOffice;
  readonly nowMs: () => number;
}

/** Rollouts, kill entries, roots, scopes, questions and tokens. */
export function steeringRoutes({ publisher, store, tokens, nowMs }: SteeringRoutesOptions): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/rollouts',
      roles: PUBLISHERS,
      async respond({ json }) {
        const { layer: of, ...change } = await json(rolloutBody);
        return { body: await publisher.setRollout(of, change) };
      },
    },
    {
      method: 'POST',
      path: '/v1/kills',
      roles: PUBLISHERS,
      async respond({ json }) {
        const entry = await json(killBody);
        await publisher.kill(entry);
        return { status: 201, body: entry };
      },
    },
    {
      method: 'DELETE',
      path: '/v1/kills',
      roles: PUBLISHERS,
      respond: async ({ query }) => ({
        body: { isLifted: await publisher.liftKill(query.get('layer') ?? '', query.get('rule') ?? '') },
      }),
    },
    {
      method: 'POST',
      path: '/v1/roots',
      roles: ['administrator'],
      async respond({ bytes }) {
        return { status: 201, body: { version: await publisher.addRoot(await bytes(SEALED_BYTES_MAX)) } };
      },
    },
    {
      method: 'POST',
      path: '/v1/scopes',
      roles: ['administrator'],
      async respond({ json }) {
        const { scope } = await json(z.strictObject({ scope: layer }));
        await publisher.addScope(scope);
        return { status: 201, body: { scope } };
      },
    },
    {
      method: 'POST',
      path: '/v1/questions',
      roles: PUBLISHERS,
      async respond({ json }) {
        const { institution, questions } = await json(questionsBody);
        const askedMs = nowMs();
        await store.putQuestions(
          institution,
          questions.map((question) => ({ ...question, askedMs })),
        );
        return { status: 201, body: { asked: questions.length } };
      },
    },
    ...tokenRoutes(store, tokens, nowMs),
  ];
}

function tokenRoutes(store: BureauStore, tokens: TokenOffice, nowMs: () => number): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/tokens',
      roles: ['administrator'],
      respond: async ({ json }) => ({ status: 201, body: await tokens.issue(await json(tokenBody)) }),
    },
    {
      method: 'GET',
      path: '/v1/tokens',
      roles: ['administrator'],
      respond: async () => ({ body: { tokens: await store.readTokens() } }),
    },
    {
      method: 'DELETE',
      path: '/v1/tokens/:hash',
      roles: ['administrator'],
      async respond({ parameters }) {
        await store.revokeToken(parameters['hash'] ?? '', nowMs());
        return { status: 200 };
      },
    },
  ];
}

const layer = storableText(260);
const name = storableText(NAME_LENGTH_MAX);
const instant = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const rolloutBody = z.strictObject({
  layer,
  percentage: z.exactOptional(z.int().min(0).max(100)),
  state: z.exactOptional(z.enum(['active', 'shadow', 'paused'])),
});
const killBody = z.strictObject({
  layer,
  rule: name,
  untilMs: instant,
  reason: storableText(KILL_REASON_LENGTH_MAX),
});
const questionsBody = z.strictObject({
  institution: name,
  questions: z
    .array(z.strictObject({ id: name, about: name, text: storableText(QUESTION_LENGTH_MAX) }))
    .max(QUESTIONS_MAX),
});
const tokenBody = z.strictObject({
  subject: name,
  role: z.enum(['institution', 'relay', 'reader', 'maker', 'checker', 'administrator']),
  scope: z.exactOptional(layer),
  key: z.exactOptional(z.hex().length(64)),
  expiresMs: z.exactOptional(instant),
});
