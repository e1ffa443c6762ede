import type { CatalogueItem, KnowledgePoint, RuleSource, Withdrawal } from '@forecheck/core';
import { LEVELS, type Point } from '../../world/point.ts';
import { integerBetween, mulberry32, pick, type Random } from '../../world/random.ts';
import { createCatalogueItem, createKnowledgePoint, createPrefix, type World } from '../../world/world.ts';

/** Changed rows of a world: seventeen in twenty are edited, two are new, one is withdrawn. */
export interface Change {
  readonly catalogue: readonly RowChange<CatalogueItem>[];
  readonly knowledge: readonly RowChange<KnowledgePoint>[];
  readonly withdrawn: readonly Withdrawal[];
}

/** A row as it is to be, and as it was if it is not new. */
export interface RowChange<Row> {
  readonly before?: Row;
  readonly after: Row;
}

/** A change of so many rows, catalogue and knowledge points alike. Equal worlds and counts give equal changes. */
export function createChange(world: World, count: number): Change {
  const random = mulberry32(count);
  const { rows, points } = world.size;
  const added = Math.round(count * 0.1);
  const gone = Math.round(count * 0.05);
  const catalogue: RowChange<CatalogueItem>[] = [];
  const knowledge: RowChange<KnowledgePoint>[] = [];
  const withdrawn: Withdrawal[] = [];
  for (const [order, row] of draw(random, count - added, rows + points).entries()) {
    const isGone = order < gone;
    if (row < rows) {
      const before = createCatalogueItem(world.codes[row]!, world.names[row]!);
      if (isGone) withdrawn.push({ row: 'catalogue', id: before.code });
      else catalogue.push({ before, after: { ...before, ...editItem(random, before) } });
    } else {
      const point = world.points[row - rows]!;
      const before = createKnowledgePoint(point);
      if (isGone) withdrawn.push({ row: 'knowledge', id: before.id });
      else knowledge.push({ before, after: editPoint(random, point, world) });
    }
  }
  for (let index = 0; index < added; index += 1) {
    if (index % 2 === 0) {
      const like = integerBetween(random, 0, rows - 1);
      const code = `${world.codes[like]!.slice(0, -7)}${String(rows + index).padStart(7, '0')}`;
      catalogue.push({ after: createCatalogueItem(code, world.names[like]!.replace(/\d+$/, String(index))) });
    } else {
      const like = pick(random, world.points);
      const code = like.kind === 'class' ? '' : pick(random, world.codes);
      const id = `KP-${String(points + index).padStart(7, '0')}`;
      knowledge.push({ after: createKnowledgePoint({ ...like, id, code }) });
    }
  }
  return { catalogue, knowledge, withdrawn };
}

/** The change as a bureau would write it: an update on top of the base. */
export function sourceOf({ catalogue, knowledge, withdrawn }: Change): RuleSource {
  return {
    formatVersion: 1,
    id: 'update',
    layer: 'national',
    catalogue: catalogue.map(({ after }) => after),
    knowledge: knowledge.map(({ after }) => after),
    withdrawn,
  };
}

function editItem(random: Random, { name }: CatalogueItem): Partial<CatalogueItem> {
  return pick<Partial<CatalogueItem>>(random, [{ payClass: 'a' }, { name: `${name}（新）` }, { baseUnit: '支' }]);
}

function editPoint(random: Random, point: Point, { codes }: World): KnowledgePoint {
  switch (point.kind) {
    case 'sex':
      return createKnowledgePoint({ ...point, sex: point.sex === 'male' ? 'female' : 'male' });
    case 'age':
      return createKnowledgePoint({ ...point, yearsMin: point.yearsMin + 1 });
    case 'indication':
      return createKnowledgePoint({ ...point, prefixes: [...point.prefixes, createPrefix(random)] });
    case 'pair':
      return createKnowledgePoint({ ...point, other: pick(random, codes) });
    case 'quantity':
      return createKnowledgePoint({ ...point, max: point.max + 1 });
    case 'level':
      return createKnowledgePoint({ ...point, levelMin: LEVELS[point.levelMin === 'tertiary' ? 1 : 2]! });
    case 'class': {
      const row = createKnowledgePoint(point);
      return { ...row, basis: { instrument: '测试用知识点', locator: `第2批，第${point.id.slice(3)}行` } };
    }
  }
}

function draw(random: Random, count: number, below: number): readonly number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(integerBetween(random, 0, below - 1));
  return [...drawn];
}
