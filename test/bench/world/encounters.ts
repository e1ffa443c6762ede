import type { Diagnosis, Encounter, OrderItem } from '@forecheck/core';
import { CLASS_LENGTH, LEVELS, type Level, type Point } from './point.ts';
import { chance, integerBetween, mulberry32, pick, type Random } from './random.ts';
import { createPrefix, type World } from './world.ts';

/** Which encounters to make. */
export interface EncounterOrder {
  readonly count: number;
  /** Items of each. */
  readonly items: number;
  /** Another seed, other encounters. */
  readonly seed?: number;
}

/**
 * Made-up encounters over a world. Codes are drawn from the whole catalogue and differ within an encounter; about one
 * item in ten raises an alert. No fact that a rule reads is missing.
 */
export function createEncounters(world: World, { count, items, seed = 0 }: EncounterOrder): readonly Encounter[] {
  const random = mulberry32(ENCOUNTER_SEED + seed * 7919 + items);
  const index = indexWorld(world);
  return Array.from({ length: count }, (_, number) => createEncounter(random, index, `E${number}`, items));
}

interface WorldIndex {
  readonly world: World;
  readonly pointsByCode: ReadonlyMap<string, readonly Point[]>;
  /** Codes of the classes that have a point. */
  readonly codesByClass: ReadonlyMap<string, readonly string[]>;
  readonly nameByCode: (code: string) => string;
}

function indexWorld(world: World): WorldIndex {
  const pointsByCode = new Map<string, Point[]>();
  const codesByClass = new Map<string, string[]>();
  for (const point of world.points) {
    if (point.kind === 'class') codesByClass.set(point.classPrefix, []);
    else append(pointsByCode, point.code, point);
  }
  for (const code of world.codes) codesByClass.get(code.slice(0, CLASS_LENGTH))?.push(code);
  // Every code ends in its index.
  return { world, pointsByCode, codesByClass, nameByCode: (code) => world.names[Number(code.slice(-7))]! };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

interface Draft {
  readonly id: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
  readonly level: Level;
  readonly diagnoses: Set<string>;
  readonly items: OrderItem[];
  readonly codes: Set<string>;
}

function createEncounter(random: Random, index: WorldIndex, id: string, size: number): Encounter {
  const draft: Draft = {
    id,
    sex: chance(random, 0.5) ? 'male' : 'female',
    birthYear: integerBetween(random, 1940, 2020),
    level: pick(random, [LEVELS[2]!, LEVELS[2]!, LEVELS[1]!, LEVELS[0]!]),
    diagnoses: new Set([createDiagnosis(random, createPrefix(random)), createDiagnosis(random, createPrefix(random))]),
    items: [],
    codes: new Set(),
  };
  while (draft.items.length < size) addItem(random, index, draft, size);
  return {
    id,
    asOf: `${TODAY} 12:00:00`,
    phase: 'prompt',
    scene: 'outpatient-order',
    // Birthdays lie outside the days of the items, so that everyone has one age throughout.
    insuredPerson: {
      sex: draft.sex,
      birthDate: `${draft.birthYear}-0${integerBetween(random, 4, 9)}-1${integerBetween(random, 0, 9)}`,
      insuranceType: 'employee',
      poolingRegion: '420100',
    },
    institution: { kind: 'hospital', level: draft.level, region: '420100' },
    visit: { type: 'outpatient', startedAt: `${TODAY} 08:00:00`, department: 'A03' },
    practitioners: [{ id: 'D1', title: 'attending', department: 'A03' }],
    diagnoses: [...draft.diagnoses].map((code, position): Diagnosis => ({ code, isMain: position === 0 })),
    historyCoverage: 'regional',
    items: draft.items,
  };
}

function addItem(random: Random, index: WorldIndex, draft: Draft, size: number): void {
  const code = drawCode(random, index, draft);
  const points = index.pointsByCode.get(code) ?? [];
  const isExcessive = chance(random, 0.1);
  const day = chance(random, 0.5) ? TODAY : YESTERDAY;
  let quantity = integerBetween(random, 1, 4);
  for (const point of points) {
    if (point.kind === 'quantity') quantity = isExcessive ? point.max + integerBetween(random, 1, 9) : point.max;
    if (point.kind === 'indication' && !chance(random, 0.1)) {
      draft.diagnoses.add(createDiagnosis(random, pick(random, point.prefixes)));
    }
  }
  push(random, index, draft, code, quantity, day);
  for (const point of points) {
    if (point.kind === 'pair' && chance(random, 0.1)) pushOther(random, index, draft, point.other, size, day);
  }
  const siblings = index.codesByClass.get(code.slice(0, CLASS_LENGTH)) ?? [];
  if (siblings.length > 1 && chance(random, 0.03)) pushOther(random, index, draft, pick(random, siblings), size, day);
}

/** Restrictions that the item cannot help breaking are mostly avoided, as they are in life. */
function drawCode(random: Random, index: WorldIndex, draft: Draft): string {
  for (;;) {
    const code = pick(random, index.world.codes);
    if (draft.codes.has(code)) continue;
    const points = index.pointsByCode.get(code) ?? [];
    if (!points.some((point) => isBroken(point, draft)) || chance(random, 0.25)) return code;
  }
}

function isBroken(point: Point, { sex, birthYear, level }: Draft): boolean {
  // Nobody has had this year's birthday yet.
  const age = Number(TODAY.slice(0, 4)) - birthYear - 1;
  if (point.kind === 'sex') return point.sex !== sex;
  if (point.kind === 'age') return age < point.yearsMin || age >= point.yearsBelow;
  return point.kind === 'level' && LEVELS.indexOf(level) < LEVELS.indexOf(point.levelMin);
}

function pushOther(random: Random, index: WorldIndex, draft: Draft, code: string, size: number, day: string): void {
  if (draft.items.length < size && !draft.codes.has(code)) push(random, index, draft, code, 1, day);
}

function push(random: Random, index: WorldIndex, draft: Draft, code: string, quantity: number, day: string): void {
  const unitPriceFen = integerBetween(random, 100, 30_000);
  draft.codes.add(code);
  draft.items.push({
    id: `${draft.id}-${draft.items.length + 1}`,
    code,
    name: index.nameByCode(code),
    kind: 'drug',
    status: 'active',
    prescriptionId: 'RX-1',
    occurredAt: `${day} ${integerBetween(random, 10, 19)}:${integerBetween(random, 10, 59)}:00`,
    quantity,
    unit: '盒',
    days: integerBetween(random, 3, 14),
    unitPriceFen,
    amountFen: unitPriceFen * quantity,
    payment: 'pooled',
    department: 'A03',
    practitionerId: 'D1',
  });
}

function createDiagnosis(random: Random, prefix: string): string {
  return prefix.length === 3
    ? `${prefix}.${integerBetween(random, 0, 9)}01`
    : `${prefix}0${integerBetween(random, 0, 9)}`;
}

const ENCOUNTER_SEED = 0xe9c0;
const TODAY = '2026-03-16';
const YESTERDAY = '2026-03-15';
