import { LogicEngine } from 'json-logic-engine';
import { LEVELS, type Point } from '../world/point.ts';
import { alertOfHit, collectGroups, deriveRecords, groupTouched, type PlainRecords } from './plain-records.ts';
import type { PlainAlert, Reference } from './reference.ts';

/** Compiled to functions, behind an index: the fastest general engine there is, where a page may run `eval`. */
export const jsonLogic: Reference = {
  name: 'json-logic-engine',
  prepare({ points }, encounters) {
    const engine = new LogicEngine();
    const groups = new Map<string, readonly CompiledPoint[]>();
    for (const [key, group] of groupTouched(points, encounters)) {
      groups.set(
        key,
        group.map((point) => ({ point, isBroken: engine.build(logicOf(point)) as CompiledPoint['isBroken'] })),
      );
    }
    return {
      kind: 'sync',
      evaluate(encounter) {
        const records = deriveRecords(encounter);
        const alerts: PlainAlert[] = [];
        for (const group of collectGroups(groups, encounter)) {
          for (const { point, isBroken } of group) {
            if (isBroken(records)) alerts.push(alertOfHit(point, encounter));
          }
        }
        return alerts;
      },
    };
  },
};

interface CompiledPoint {
  readonly point: Point;
  readonly isBroken: (records: PlainRecords) => unknown;
}

function logicOf(point: Point): unknown {
  switch (point.kind) {
    case 'sex':
      return { '!==': [{ val: 'sex' }, point.sex] };
    case 'age':
      return { or: [{ '<': [{ val: 'age' }, point.yearsMin] }, { '>=': [{ val: 'age' }, point.yearsBelow] }] };
    case 'indication':
      return { '!': [{ or: point.prefixes.map((prefix) => ({ val: ['prefixes', prefix] })) }] };
    case 'pair':
      return {
        or: ['day0', 'day1'].map((day) => ({ and: [{ val: [day, point.code] }, { val: [day, point.other] }] })),
      };
    case 'quantity':
      return { '>': [{ val: ['quantities', point.code] }, point.max] };
    case 'level':
      return { '<': [{ val: 'level' }, LEVELS.indexOf(point.levelMin)] };
    case 'class':
      return { '>': [{ val: ['classes', point.classPrefix] }, 1] };
  }
}
