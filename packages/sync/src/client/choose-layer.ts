import type { Digest, HeadLayer, OpenedManifest } from '@forecheck/pack';
import { isTaken } from './rollout.ts';

/** What is known when one layer is decided. */
export interface LayerQuestion {
  readonly named: HeadLayer;
  /** Manifests that are at hand, by digest. */
  readonly opened: ReadonlyMap<Digest, OpenedManifest>;
  /** The regular manifest that is in force now. */
  readonly active?: Digest;
  /** Of the institution, in the rollout of the candidate. */
  readonly place: number;
  readonly nowMs: number;
}

/** What one layer comes to. */
export interface LayerChoice {
  /** Absent when nothing of the layer is in force yet. */
  readonly regular?: OpenedManifest;
  readonly urgent?: OpenedManifest;
  /** Judged beside, in place of `regular`. */
  readonly shadow?: OpenedManifest;
  /** The next instant at which the choice may be another. */
  readonly dueMs: number;
}

/**
 * What is in force in a layer: the candidate where it is taken, else the current one; before its time, what was in force
 * before it. What has been in force stays so, whatever the clock says later.
 */
export function chooseLayer({ named, opened, active, place, nowMs }: LayerQuestion): LayerChoice {
  const { candidate, current } = named;
  const found = (digest: Digest | undefined): OpenedManifest | undefined =>
    digest === undefined ? undefined : opened.get(digest);
  const wanted = candidate && isTaken(candidate, place, active) ? [candidate, current] : [current];
  const preferred = [...wanted.map(({ digest }) => found(digest)), found(active)].filter((it) => it !== undefined);
  for (let last = preferred.at(-1); last !== undefined; ) {
    last = found(last.manifest.previous);
    if (last !== undefined) preferred.push(last);
  }
  const from = ({ digest, manifest }: OpenedManifest): number => (digest === active ? 0 : (manifest.effectiveMs ?? 0));
  const regular = preferred.find((it) => from(it) <= nowMs);
  const urgent = found(named.urgent?.digest);
  const shadow = candidate?.state === 'shadow' ? found(candidate.digest) : undefined;
  const instants = [...preferred.map(from), ...(urgent ? [from(urgent), lapseOf(urgent)] : [])];
  return {
    ...(regular && { regular }),
    ...(urgent && isAlive(urgent, regular, nowMs) && from(urgent) <= nowMs && { urgent }),
    ...(shadow && shadow !== regular && { shadow }),
    dueMs: Math.min(...instants.filter((instant) => instant > nowMs)),
  };
}

/** Only over its own base, and until it lapses. */
function isAlive({ manifest }: OpenedManifest, base: OpenedManifest | undefined, nowMs: number): boolean {
  return manifest.class === 'urgent' && manifest.base === base?.digest && nowMs < manifest.lapsesMs;
}

/** When an urgent manifest ends. */
export function lapseOf({ manifest }: OpenedManifest): number {
  return manifest.class === 'urgent' ? manifest.lapsesMs : 0;
}
