import type { PluginLimits } from '../config/limits.ts';
import { answerNhsa, type NhsaDeskOptions, refuseNhsa } from '../nhsa/answer-nhsa.ts';
import type { Route } from './route.ts';

/** The national interface: every message at one address, each at its own (`/nhsa/3101`), or a region’s (`/nhsa/hainan`). */
export function nhsaRoutes(options: NhsaDeskOptions, limits: PluginLimits): readonly Route[] {
  return ['/nhsa', '/nhsa/:place'].map(
    (path): Route => ({
      method: 'POST',
      path,
      access: 'native',
      async respond({ caller, json, parameters }) {
        const { place } = parameters;
        const body = await answerNhsa(await json(), { ...options, limits, caller: caller.name, place });
        return { body };
      },
      tellFailure: (error) => refuseNhsa(error, options.nowMs()),
    }),
  );
}
