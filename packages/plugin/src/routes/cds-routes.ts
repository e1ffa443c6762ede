import { discoveryOf } from '../cds-hooks/discovery.ts';
import { readCdsFeedback } from '../cds-hooks/read-feedback.ts';
import { readCdsRequest } from '../cds-hooks/read-request.ts';
import type { CdsRefusal } from '../cds-hooks/refusal.ts';
import type { CdsSettings } from '../cds-hooks/settings.ts';
import { writeCdsResponse } from '../cds-hooks/write-response.ts';
import type { CheckDesk } from '../checks/check-desk.ts';
import { requireItems } from '../checks/encounter-body.ts';
import type { PluginLimits } from '../config/limits.ts';
import { PluginError } from '../error.ts';
import type { Reply, Route } from './route.ts';

/** What CDS Hooks are answered with. */
export interface CdsRoutesOptions {
  readonly desk: CheckDesk;
  readonly settings: CdsSettings;
  readonly limits: PluginLimits;
  readonly nowMs: () => number;
}

/** CDS Hooks 2.0: what there is, the services, and what was done about their cards. */
export function cdsRoutes({ desk, settings, limits, nowMs }: CdsRoutesOptions): readonly Route[] {
  return [
    // Open to whoever has passed the gate: clients look at it before they are given a token.
    { method: 'GET', path: '/cds-services', access: 'anybody', respond: () => ({ body: discoveryOf(settings) }) },
    {
      method: 'POST',
      path: '/cds-services/:service',
      access: 'token',
      async respond({ caller, json, parameters }) {
        const read = readCdsRequest(parameters['service'] ?? '', await json(), { asOf: nowMs(), settings });
        if (read.kind === 'refused') return refused(read.refusal);
        const { request } = read;
        requireItems(request.encounter.items.length, limits.itemsMax);
        const checked = desk.check(request.encounter, caller.name);
        // No cards would say that nothing was found.
        if (checked.decidedBy === 'nobody' && checked.why !== 'encounter-refused') {
          return { status: 503, body: { error: { code: checked.why, retry: 'safe' } } };
        }
        const answer = writeCdsResponse(checked, request);
        return answer.kind === 'refused' ? refused(answer.refusal) : { body: answer.response };
      },
    },
    {
      method: 'POST',
      path: '/cds-services/:service/feedback',
      access: 'token',
      async respond({ caller, json, parameters }) {
        const read = readCdsFeedback(parameters['service'] ?? '', await json(), { receivedAt: nowMs(), settings });
        if (read.kind === 'refused') return refused(read.refusal);
        if (read.dispositions.length > limits.dispositionsMax) {
          throw new PluginError('items-excessive', `more than ${limits.dispositionsMax} dispositions`);
        }
        for (const { card: _card, subject: _subject, encounterKey, ...disposition } of read.dispositions) {
          await desk.record(disposition, encounterKey, caller.name);
        }
        return { body: {} };
      },
    },
  ];
}

/** The specification says which status; the code and the place are ours. */
function refused({ code, status, path }: CdsRefusal): Reply {
  return { status, body: { error: { code, retry: 'never', detail: { path } } } };
}
