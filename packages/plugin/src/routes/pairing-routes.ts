import * as z from 'zod';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { PluginError } from '../error.ts';
import { codeOf } from '../server/tell-failure.ts';
import type { Pairing } from '../tokens/pairing.ts';
import type { Route } from './route.ts';

/** A HIS shows the code that somebody has read to it, and gets its token. */
export function pairingRoutes(pairing: Pairing, audit: Pick<AuditTrail, 'add'>): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/pair',
      access: 'pairing',
      async respond({ json, request }) {
        const parsed = bodySchema.safeParse(await json());
        if (!parsed.success) throw new PluginError('body-malformed', 'the body is `{ "code": "…" }`', { path: 'code' });
        const { origin } = request.headers;
        try {
          const paired = pairing.redeem(parsed.data.code, origin);
          audit.add('paired', { caller: paired.name, origin });
          return { status: 201, body: paired };
        } catch (error) {
          audit.add('pairing-refused', { why: codeOf(error), origin });
          throw error;
        }
      },
    },
  ];
}

const bodySchema = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
