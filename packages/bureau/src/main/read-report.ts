import type { Activated, Rejected, StatusReport } from '@forecheck/sync/protocol';
import { NAME_LENGTH_MAX } from '@forecheck/sync/protocol';
import { isName } from '../intake/intake.ts';
import type { ClientCondition, ClientReport } from '../store/client-store.ts';

/** Who says it, and when it was heard. */
export interface Reporter {
  readonly institution: string;
  /** The stream that it writes; `''` behind a relay. */
  readonly client: string;
  readonly atMs: number;
}

/**
 * What a client says of itself, as far as it can be believed and kept: nothing under a name that can be none, no layer that
 * nothing was published for, no code that is none, and no number beyond what one client can come to.
 */
export function readReport(
  reporter: Reporter,
  report: Activated | Rejected | StatusReport,
  isPublished: (layer: string) => boolean,
): readonly ClientReport[] {
  const { institution, client } = reporter;
  if (![institution, client || '-'].every((name) => isName(name, NAME_LENGTH_MAX))) return [];
  switch (report.kind) {
    case 'activated':
      return activationsOf(report, isPublished).map((activation) => ({ ...reporter, ...activation }));
    case 'rejected': {
      const { layer, digest, sequence } = report;
      if (!isPublished(layer)) return [];
      return [{ ...reporter, kind: 'rejection', layer, digest, sequence, code: codeOf(report.code) }];
    }
    case 'status':
      return [{ ...reporter, kind: 'condition', condition: conditionOf(report) }];
  }
}

/** Of each layer what is judged by, what lies urgently over it, and what is tried in shadow; in their order, each once. */
function activationsOf({ manifests, tookMs }: Activated, isPublished: (layer: string) => boolean) {
  const seen = new Set<string>();
  return manifests.flatMap(({ layer, digest, sequence, mode: told }) => {
    const mode = told === 'active' && seen.has(`active ${layer}`) ? 'urgent' : told;
    if (!isPublished(layer) || seen.has(`${mode} ${layer}`)) return [];
    seen.add(`${mode} ${layer}`);
    return [{ kind: 'activation', layer, digest, sequence, mode, tookMs: Math.min(tookMs, TOOK_MS_MAX) } as const];
  });
}

function conditionOf({ kind: _, institution: __, lastError, ...told }: StatusReport): ClientCondition {
  const alerts = Math.min(told.alerts, REPORTED_COUNT_MAX);
  return {
    ...told,
    evaluations: Math.min(told.evaluations, REPORTED_COUNT_MAX),
    alerts,
    overrides: Math.min(told.overrides, REPORTED_COUNT_MAX),
    ...(lastError === undefined ? {} : { lastError: codeOf(lastError) }),
  };
}

/** Codes are words with hyphens, of this and of later releases; whatever else stands there is kept by no database. */
const codeOf = (code: string): string => (/^[a-z][a-z0-9:-]*$/.test(code) ? code : 'code-malformed');

/** No client counts to a million between two reports; whoever says so would spoil the sums of all. */
export const REPORTED_COUNT_MAX = 1_000_000;
/** Nobody waits for an activation longer than a day. */
const TOOK_MS_MAX = 24 * 3_600_000;
