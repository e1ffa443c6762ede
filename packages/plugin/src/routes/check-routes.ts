import type { CheckDesk } from '../checks/check-desk.ts';
import { parseDispositionBody } from '../checks/disposition-body.ts';
import { parseEncounterBody } from '../checks/encounter-body.ts';
import type { PluginLimits } from '../config/limits.ts';
import type { Route } from './route.ts';

/** Checks, and what was done about their alerts. */
export function checkRoutes(desk: CheckDesk, limits: PluginLimits): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/check',
      access: 'token',
      async respond({ caller, json }) {
        return { body: desk.check(parseEncounterBody(await json(), limits.itemsMax), caller.name) };
      },
    },
    {
      method: 'POST',
      path: '/v1/answer',
      access: 'token',
      async respond({ caller, json }) {
        const { encounter, dispositions } = parseDispositionBody(await json(), limits.dispositionsMax);
        // In turn: when one fails, those before it are recorded, and all may be sent again under their ids.
        for (const disposition of dispositions) await desk.record(disposition, encounter, caller.name);
        return { body: { recorded: dispositions.map(({ id }) => id) } };
      },
    },
  ];
}
