import { type CstDay, parseCstDate } from '@forecheck/core';
import { PARAMETERS, type ParameterValues } from './parameters.ts';
import type { InForce, Settings, SettingsSource } from './settings.ts';

/**
 * The rows that are in force in a region on a day. Cheap enough for every login and every midnight, too dear for every
 * scan: keep what it gives back.
 *
 * @param sources - Widest first: nation, province, store. Later rows win over earlier ones of the same region.
 */
export function settingsInForce(sources: readonly SettingsSource[], region: string, day: CstDay): Settings {
  const rows = <Row extends InForce>(pick: (source: SettingsSource) => readonly Row[] | undefined): readonly Row[] =>
    sources
      .flatMap((source) => pick(source) ?? [])
      .filter((row) => isInForce(row, region, day))
      .sort(byPrecedence);
  const parameters: Record<string, number | boolean> = {};
  for (const [name, { value }] of Object.entries(PARAMETERS)) parameters[name] = value;
  for (const { name, value } of rows((source) => source.parameters)) parameters[name] = value;
  const scopes = { account: new Set<never>(), pool: new Set<never>() } as Settings['scopes'];
  // The goods of a fund are one list: a region that has its own replaces the wider one.
  for (const { funding, goods } of rows((source) => source.scopes)) {
    (scopes as Record<string, Settings['scopes']['pool']>)[funding] = new Set(goods);
  }
  return {
    id: sources.map(({ id }) => id).join('+'),
    region,
    day,
    parameters: parameters as ParameterValues,
    specials: rows((source) => source.specials),
    relations: new Set(rows((source) => source.relations).map(({ relation }) => relation)),
    scopes,
    approvals: [...rows((source) => source.approvals)].sort((a, b) => b.contains.length - a.contains.length),
    reasonsByRule: new Map(rows((source) => source.rules).map(({ rule, reason }) => [rule, reason])),
    decisions: new Map(rows((source) => source.decisions).map(({ reason, decision }) => [reason, decision])),
  };
}

function isInForce({ from, to, region: place = '' }: InForce, region: string, day: CstDay): boolean {
  if (!region.startsWith(place)) return false;
  return !(from !== undefined && parseCstDate(from) > day) && !(to !== undefined && parseCstDate(to) < day);
}

/** The narrowest region last, then the latest first day: the last one is what holds. The sort keeps equals in order. */
function byPrecedence(a: InForce, b: InForce): number {
  const regions = (a.region ?? '').length - (b.region ?? '').length;
  if (regions !== 0) return regions;
  const [one, other] = [a.from ?? '', b.from ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}
