import type { Encounter, OrderItem } from '@forecheck/core';
import { LEVELS, type Point } from '../world/point.ts';
import { alertOf, type PlainAlert } from './reference.ts';

/** An encounter as the hand-written references read it: nothing is checked, everything is taken to be there. */
export interface PlainFacts {
  readonly items: readonly OrderItem[];
  readonly sex: string;
  readonly birthYear: number;
  /** `MM-DD`. */
  readonly birthday: string;
  readonly level: number;
  readonly diagnoses: readonly string[];
  /** Items of each code. */
  readonly itemsByCode: ReadonlyMap<string, readonly OrderItem[]>;
}

export function readFacts(encounter: Encounter): PlainFacts {
  const { items, insuredPerson, institution, diagnoses } = encounter;
  const birthDate = insuredPerson!.birthDate!;
  const itemsByCode = new Map<string, OrderItem[]>();
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i]!;
    const same = itemsByCode.get(item.code!);
    if (same === undefined) itemsByCode.set(item.code!, [item]);
    else same.push(item);
  }
  return {
    items,
    sex: insuredPerson!.sex!,
    birthYear: Number(birthDate.slice(0, 4)),
    birthday: birthDate.slice(5),
    level: LEVELS.indexOf(institution!.level!),
    diagnoses: diagnoses!.map((diagnosis) => diagnosis.code),
    itemsByCode,
  };
}

/** Adds an alert when the items of the point's code, or of its class, break it. */
export function judgePoint(point: Point, facts: PlainFacts, own: readonly OrderItem[], alerts: PlainAlert[]): void {
  const item = own[0]!;
  switch (point.kind) {
    case 'sex':
      if (facts.sex !== point.sex) alerts.push(alertOf(point, idsOf(own), item.name!));
      return;
    case 'age': {
      const age = ageOn(facts, item.occurredAt as string);
      if (age < point.yearsMin || age >= point.yearsBelow) alerts.push(alertOf(point, idsOf(own), item.name!));
      return;
    }
    case 'indication':
      if (!hasPrefix(facts.diagnoses, point.prefixes)) alerts.push(alertOf(point, idsOf(own), item.name!));
      return;
    case 'pair':
      return judgePair(point, facts, own, alerts);
    case 'quantity': {
      let total = 0;
      for (const { quantity } of own) total += Number(quantity);
      if (total > point.max) alerts.push(alertOf(point, idsOf(own), item.name!));
      return;
    }
    case 'level':
      if (facts.level < LEVELS.indexOf(point.levelMin)) alerts.push(alertOf(point, idsOf(own), item.name!));
      return;
    case 'class':
      return judgeClass(point, facts, alerts);
  }
}

function judgePair(
  point: Point & { kind: 'pair' },
  facts: PlainFacts,
  own: readonly OrderItem[],
  alerts: PlainAlert[],
) {
  const others = facts.itemsByCode.get(point.other);
  if (others === undefined) return;
  const meeting = new Set<string>();
  for (const a of own) {
    for (const b of others) {
      if (dayOf(a) === dayOf(b)) meeting.add(a.id).add(b.id);
    }
  }
  if (meeting.size > 0) alerts.push(alertOf(point, [...meeting], own[0]!.name!));
}

function judgeClass(point: Point & { kind: 'class' }, facts: PlainFacts, alerts: PlainAlert[]): void {
  const members = facts.items.filter((item) => item.code!.startsWith(point.classPrefix));
  if (members.some((item) => item.code !== members[0]!.code)) {
    alerts.push(alertOf(point, idsOf(members), members[0]!.name!));
  }
}

function ageOn({ birthYear, birthday }: PlainFacts, occurredAt: string): number {
  return Number(occurredAt.slice(0, 4)) - birthYear - (occurredAt.slice(5, 10) < birthday ? 1 : 0);
}

function dayOf(item: OrderItem): string {
  return (item.occurredAt as string).slice(0, 10);
}

function hasPrefix(diagnoses: readonly string[], prefixes: readonly string[]): boolean {
  for (let i = 0; i < diagnoses.length; i += 1) {
    for (let k = 0; k < prefixes.length; k += 1) {
      if (diagnoses[i]!.startsWith(prefixes[k]!)) return true;
    }
  }
  return false;
}

function idsOf(items: readonly OrderItem[]): readonly string[] {
  return items.map((item) => item.id);
}
