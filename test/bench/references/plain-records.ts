import type { Encounter } from '@forecheck/core';
import { CLASS_LENGTH, LEVELS, type Point } from '../world/point.ts';
import { alertOf, type PlainAlert } from './reference.ts';

/**
 * An encounter in the friendliest form for a general engine: every rule becomes a few property tests. Building it is
 * part of an evaluation, because an integrator would have to.
 */
export interface PlainRecords {
  readonly sex: string;
  readonly age: number;
  /** 0 primary, 1 secondary, 2 tertiary. */
  readonly level: number;
  /** Every prefix of three or five characters of every diagnosis. */
  readonly prefixes: Readonly<Record<string, 1>>;
  readonly quantities: Readonly<Record<string, number>>;
  /** Codes of yesterday and of today. */
  readonly day0: Readonly<Record<string, 1>>;
  readonly day1: Readonly<Record<string, 1>>;
  /** Different codes of each class. */
  readonly classes: Readonly<Record<string, number>>;
}

export function deriveRecords(encounter: Encounter): PlainRecords {
  const { items, insuredPerson, institution, diagnoses, asOf } = encounter;
  const today = (asOf as string).slice(0, 10);
  const prefixes: Record<string, 1> = {};
  for (const { code } of diagnoses!) {
    prefixes[code.slice(0, 3)] = 1;
    prefixes[code.slice(0, 5)] = 1;
  }
  const quantities: Record<string, number> = {};
  const classes: Record<string, number> = {};
  const days: [Record<string, 1>, Record<string, 1>] = [{}, {}];
  for (const item of items) {
    const code = item.code!;
    const name = code.slice(0, CLASS_LENGTH);
    if (!(code in quantities)) classes[name] = (classes[name] ?? 0) + 1;
    quantities[code] = (quantities[code] ?? 0) + Number(item.quantity);
    days[(item.occurredAt as string).startsWith(today) ? 1 : 0][code] = 1;
  }
  const { sex, birthDate } = insuredPerson!;
  return {
    sex: sex!,
    age: Number(today.slice(0, 4)) - Number(birthDate!.slice(0, 4)) - (today.slice(5) < birthDate!.slice(5) ? 1 : 0),
    level: LEVELS.indexOf(institution!.level!),
    prefixes,
    quantities,
    day0: days[0],
    day1: days[1],
    classes,
  };
}

/** The alert of a point that a general engine found broken: the items follow from the point. */
export function alertOfHit(point: Point, { items }: Encounter): PlainAlert {
  const broken = items.filter(({ code }) => {
    if (point.kind === 'class') return code!.startsWith(point.classPrefix);
    return code === point.code || (point.kind === 'pair' && code === point.other);
  });
  return alertOf(
    point,
    broken.map((item) => item.id),
    broken[0]!.name!,
  );
}

/**
 * Points grouped by the key that an index would find them by: a code, or the characters of a class. Only keys that the
 * encounters touch.
 */
export function groupTouched(points: readonly Point[], encounters: readonly Encounter[]): Map<string, Point[]> {
  const touched = new Set<string>();
  for (const { items } of encounters) {
    for (const { code } of items) touched.add(code!).add(code!.slice(0, CLASS_LENGTH));
  }
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const key = point.kind === 'class' ? point.classPrefix : point.code;
    if (!touched.has(key)) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [point]);
    else group.push(point);
  }
  return groups;
}

/** What an index built by the integrator finds for each item: its own group, and its class's once. */
export function collectGroups<Group>(groups: ReadonlyMap<string, Group>, { items }: Encounter): Group[] {
  const found: Group[] = [];
  const classes: string[] = [];
  for (const { code } of items) {
    const own = groups.get(code!);
    if (own !== undefined) found.push(own);
    const name = code!.slice(0, CLASS_LENGTH);
    const ofClass = groups.get(name);
    if (ofClass === undefined || classes.includes(name)) continue;
    classes.push(name);
    found.push(ofClass);
  }
  return found;
}
