import { Engine, type RuleProperties } from 'json-rules-engine';
import { LEVELS, type Point } from '../world/point.ts';
import { alertOfHit, collectGroups, deriveRecords, groupTouched, type PlainRecords } from './plain-records.ts';
import type { PlainAlert, Reference } from './reference.ts';

/** One engine per code behind an index, with operators that test one property each. */
export const jsonRules: Reference = {
  name: 'json-rules-engine',
  prepare({ points }, encounters) {
    const pointById = new Map<string, Point>();
    const engines = new Map<string, Engine>();
    for (const [key, group] of groupTouched(points, encounters)) {
      for (const point of group) pointById.set(point.id, point);
      engines.set(key, createEngine(group));
    }
    return {
      kind: 'async',
      async evaluate(encounter) {
        const facts = { ...deriveRecords(encounter) };
        const alerts: PlainAlert[] = [];
        for (const engine of collectGroups(engines, encounter)) {
          const { events } = await engine.run(facts);
          for (const { type } of events) alerts.push(alertOfHit(pointById.get(type)!, encounter));
        }
        return alerts;
      },
    };
  },
};

function createEngine(points: readonly Point[]): Engine {
  const engine = new Engine();
  engine.addOperator('lacks', (prefixes: PlainRecords['prefixes'], wanted: string[]) =>
    wanted.every((prefix) => !(prefix in prefixes)),
  );
  engine.addOperator('hasBoth', (codes: PlainRecords['day0'], pair: string[]) => pair.every((code) => code in codes));
  engine.addOperator('exceeds', (amounts: Record<string, number>, bound: { key: string; max: number }) => {
    return (amounts[bound.key] ?? 0) > bound.max;
  });
  for (const point of points) engine.addRule({ conditions: conditionsOf(point), event: { type: point.id } });
  return engine;
}

function conditionsOf(point: Point): RuleProperties['conditions'] {
  switch (point.kind) {
    case 'sex':
      return { all: [{ fact: 'sex', operator: 'notEqual', value: point.sex }] };
    case 'age':
      return {
        any: [
          { fact: 'age', operator: 'lessThan', value: point.yearsMin },
          { fact: 'age', operator: 'greaterThanInclusive', value: point.yearsBelow },
        ],
      };
    case 'indication':
      return { all: [{ fact: 'prefixes', operator: 'lacks', value: point.prefixes }] };
    case 'pair':
      return { any: ['day0', 'day1'].map((fact) => ({ fact, operator: 'hasBoth', value: [point.code, point.other] })) };
    case 'quantity':
      return { all: [{ fact: 'quantities', operator: 'exceeds', value: { key: point.code, max: point.max } }] };
    case 'level':
      return { all: [{ fact: 'level', operator: 'lessThan', value: LEVELS.indexOf(point.levelMin) }] };
    case 'class':
      return { all: [{ fact: 'classes', operator: 'exceeds', value: { key: point.classPrefix, max: 1 } }] };
  }
}
