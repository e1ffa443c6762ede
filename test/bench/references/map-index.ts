import { parseEncounter } from '@forecheck/core/schema';
import { CLASS_LENGTH, type Point } from '../world/point.ts';
import type { World } from '../world/world.ts';
import { judgePoint, readFacts } from './judge-point.ts';
import type { Evaluator, PlainAlert, Reference } from './reference.ts';

/**
 * What a good engineer writes in an afternoon: points in a `Map` by code and by class, and a switch. It checks nothing,
 * knows one version of everything and one kind of window, and explains nothing. Also the oracle for everyone's hits.
 */
export const mapIndex: Reference = {
  name: 'map-index',
  prepare: (world) => ({ kind: 'sync', evaluate: createMapEvaluator(world.points) }),
};

/** The same with the encounter schema in front, as an engineer puts it who does not trust the caller. */
export const checkedMapIndex: Reference = {
  name: 'map-index+schema',
  prepare(world: World): Evaluator {
    const evaluate = createMapEvaluator(world.points);
    return {
      kind: 'sync',
      evaluate(encounter) {
        const parsed = parseEncounter(encounter);
        if (!parsed.ok) throw new Error('the made-up encounter is malformed');
        return evaluate(parsed.value);
      },
    };
  },
};

/** Points by code and by class, as a function from encounters to alerts. */
export function createMapEvaluator(points: readonly Point[]): (Evaluator & { kind: 'sync' })['evaluate'] {
  const pointsByCode = new Map<string, Point[]>();
  const pointByClass = new Map<string, Point>();
  for (const point of points) {
    if (point.kind === 'class') pointByClass.set(point.classPrefix, point);
    else {
      const own = pointsByCode.get(point.code);
      if (own === undefined) pointsByCode.set(point.code, [point]);
      else own.push(point);
    }
  }
  return (encounter) => {
    const facts = readFacts(encounter);
    const alerts: PlainAlert[] = [];
    const classes: string[] = [];
    for (const [code, own] of facts.itemsByCode) {
      const found = pointsByCode.get(code);
      if (found !== undefined) {
        for (let k = 0; k < found.length; k += 1) judgePoint(found[k]!, facts, own, alerts);
      }
      const name = code.slice(0, CLASS_LENGTH);
      const point = pointByClass.get(name);
      if (point === undefined || classes.includes(name)) continue;
      classes.push(name);
      judgePoint(point, facts, own, alerts);
    }
    return alerts;
  };
}
