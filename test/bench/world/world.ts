import type { CatalogueItem, KnowledgePoint, RuleSource } from '@forecheck/core';
import { LEVELS, type Point } from './point.ts';
import { chance, integerBetween, mulberry32, pick, type Random } from './random.ts';
import { createRules, RULE_BY_KIND } from './rules.ts';

/** How large the made-up world is. */
export interface WorldSize {
  /** Catalogue rows, one code each. */
  readonly rows: number;
  /** Knowledge points, in six equal kinds; restrictions by sex and by age share one. */
  readonly points: number;
}

/** A made-up catalogue and knowledge points over it. Equal sizes give equal worlds. */
export interface World {
  readonly size: WorldSize;
  /** 23 characters each: the form of a national drug code. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly points: readonly Point[];
}

/** The world of this size. Cost: O(rows + points), about 3 s for a million rows. */
export function createWorld(size: WorldSize): World {
  const random = mulberry32(SEED + size.rows + size.points);
  const classes = createClasses(random, Math.max(CLASSES_MIN, Math.ceil(size.points / 3)));
  const codes = Array.from({ length: size.rows }, (_, index) => createCode(random, classes, index));
  const names = codes.map(
    (code, index) => `${pick(random, STEMS)}${pick(random, FORMS)} ${code.slice(1, 6)}-${index % 1000}`,
  );
  return { size, codes, names, points: createPoints(random, size, codes, classes) };
}

/** The same world as a bureau would write it. */
export function createSource({ codes, names, points }: World): RuleSource {
  return {
    formatVersion: 1,
    id: 'bench',
    layer: 'national',
    title: '性能测试用规则',
    rules: createRules(),
    catalogue: codes.map((code, index) => createCatalogueItem(code, names[index]!)),
    knowledge: points.map(createKnowledgePoint),
  };
}

/** One catalogue row, priced by the box. */
export function createCatalogueItem(code: string, name: string): CatalogueItem {
  return { code, name, kind: 'drug', payClass: 'b', baseUnit: '盒' };
}

/** One point as a row of a rule source. */
export function createKnowledgePoint(point: Point): KnowledgePoint {
  const base = {
    id: point.id,
    rule: RULE_BY_KIND[point.kind],
    items: [point.kind === 'class' ? `${point.classPrefix}*` : point.code],
    basis: { instrument: '测试用知识点', locator: `第1批，第${point.id.slice(3)}行` },
  };
  switch (point.kind) {
    case 'sex':
      return { ...base, parameters: { sex: point.sex } };
    case 'age':
      return { ...base, parameters: { yearsMin: point.yearsMin, yearsBelow: point.yearsBelow } };
    case 'indication':
      return { ...base, parameters: { groups: [{ allOf: [{ kind: 'diagnosis', codes: point.prefixes }] }] } };
    case 'pair':
      return { ...base, others: [point.other] };
    case 'quantity':
      return { ...base, parameters: { max: point.max } };
    case 'level':
      return { ...base, parameters: { levelMin: point.levelMin } };
    case 'class':
      return base;
  }
}

function createClasses(random: Random, count: number): readonly string[] {
  const classes = new Set<string>();
  while (classes.size < count) {
    const digits = String(integerBetween(random, 0, 99)).padStart(2, '0');
    classes.add(`X${pick(random, LETTERS)}${digits}${pick(random, LETTERS)}${pick(random, LETTERS)}`);
  }
  return [...classes];
}

/** Unique because it ends in the index. */
function createCode(random: Random, classes: readonly string[], index: number): string {
  const middle = `${pick(random, LETTERS)}${integerBetween(random, 100, 999)}A00${integerBetween(random, 1, 4)}`;
  return `${pick(random, classes)}${middle}01${String(index).padStart(7, '0')}`;
}

/**
 * Within a kind no item and no class has two points, so that a hit can be traced to its point: two points of one rule
 * that say the same of the same items would be reported as one.
 */
function createPoints(
  random: Random,
  { points, rows }: WorldSize,
  codes: readonly string[],
  classes: readonly string[],
): readonly Point[] {
  return Array.from({ length: points }, (_, index) => withEveryField(createPoint(index)));

  function createPoint(index: number): Point {
    const kind = KINDS[index % KINDS.length]!;
    const ordinal = Math.floor(index / KINDS.length);
    // A permutation of the rows, another one for each kind, as long as the prime does not divide their number.
    const code = codes[(ordinal * 7919 + (index % KINDS.length) * 104_729) % rows]!;
    const base = { id: `KP-${String(index).padStart(7, '0')}`, code };
    switch (kind) {
      case 'person':
        return ordinal % 2 === 0
          ? { ...base, kind: 'sex', sex: chance(random, 0.5) ? 'male' : 'female' }
          : { ...base, kind: 'age', ...createAgeRange(random) };
      case 'indication':
        return { ...base, kind, prefixes: createPrefixes(random) };
      case 'pair':
        return { ...base, kind, other: otherThan(random, codes, code) };
      case 'quantity':
        return { ...base, kind, max: integerBetween(random, 2, 12) };
      case 'level':
        return { ...base, kind, levelMin: chance(random, 0.5) ? LEVELS[1]! : LEVELS[2]! };
      default:
        return { ...base, kind: 'class', code: '', classPrefix: classes[ordinal]! };
    }
  }
}

/** One hidden class for all kinds: seven would slow every reference down at each access. */
function withEveryField(point: Point): Point {
  const { id, kind, code } = point;
  const { sex, yearsMin, yearsBelow, prefixes, other, max, levelMin, classPrefix } = point as Partial<AllFields>;
  return { id, kind, code, sex, yearsMin, yearsBelow, prefixes, other, max, levelMin, classPrefix } as unknown as Point;
}

type AllFields = { [Kind in Point['kind']]: Extract<Point, { kind: Kind }> }[Point['kind']] extends infer Each
  ? Record<Each extends Each ? keyof Each : never, never>
  : never;

function otherThan(random: Random, codes: readonly string[], code: string): string {
  for (;;) {
    const other = pick(random, codes);
    if (other !== code) return other;
  }
}

function createAgeRange(random: Random): { yearsMin: number; yearsBelow: number } {
  return chance(random, 0.5)
    ? { yearsMin: integerBetween(random, 12, 18), yearsBelow: 150 }
    : { yearsMin: 0, yearsBelow: integerBetween(random, 65, 80) };
}

function createPrefixes(random: Random): readonly string[] {
  const prefixes = new Set<string>();
  const count = integerBetween(random, 1, 5);
  while (prefixes.size < count) prefixes.add(createPrefix(random));
  return [...prefixes];
}

/** `E11` or `E11.9`. */
export function createPrefix(random: Random): string {
  const category = `${pick(random, LETTERS)}${String(integerBetween(random, 0, 99)).padStart(2, '0')}`;
  return chance(random, 0.5) ? category : `${category}.${integerBetween(random, 0, 9)}`;
}

const SEED = 0x5eed;
const CLASSES_MIN = 17;
const KINDS = ['person', 'indication', 'pair', 'quantity', 'level', 'class'] as const;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXY'];
const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'].map((stem) => `试药${stem}`);
const FORMS = ['片', '胶囊', '注射液', '颗粒', '缓释片', '软膏', '口服液'];
