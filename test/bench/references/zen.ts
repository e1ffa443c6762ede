import { type ZenDecision, ZenEngine } from '@gorules/zen-engine';
import { LEVELS, type Point } from '../world/point.ts';
import { alertOfHit, collectGroups, deriveRecords, groupTouched } from './plain-records.ts';
import type { PlainAlert, Reference } from './reference.ts';

/** One decision table per code behind an index, in the native build. */
export const zen: Reference = {
  name: 'zen-engine',
  prepare({ points }, encounters) {
    const engine = new ZenEngine();
    const pointById = new Map<string, Point>();
    const decisions = new Map<string, ZenDecision>();
    for (const [key, group] of groupTouched(points, encounters)) {
      for (const point of group) pointById.set(point.id, point);
      decisions.set(key, engine.createDecision(decisionOf(group)));
    }
    return {
      kind: 'async',
      async evaluate(encounter) {
        const records = deriveRecords(encounter);
        const alerts: PlainAlert[] = [];
        for (const decision of collectGroups(decisions, encounter)) {
          const { result } = (await decision.evaluate(records)) as { result: readonly { point: string }[] };
          for (const { point } of result) alerts.push(alertOfHit(pointById.get(point)!, encounter));
        }
        return alerts;
      },
    };
  },
};

function decisionOf(points: readonly Point[]): object {
  const node = (id: string, type: string, content: object = {}) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    content,
  });
  const edge = (sourceId: string, targetId: string) => ({
    id: `${sourceId}-${targetId}`,
    sourceId,
    targetId,
    type: 'edge',
  });
  const table = {
    hitPolicy: 'collect',
    // Without a field of its own, a cell is a whole condition.
    inputs: [{ id: 'condition', name: 'condition' }],
    outputs: [{ id: 'point', name: 'point', field: 'point' }],
    rules: points.map((point) => ({ _id: point.id, condition: expressionOf(point), point: `"${point.id}"` })),
  };
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', table), node('out', 'outputNode')],
    edges: [edge('in', 'table'), edge('table', 'out')],
  };
}

function expressionOf(point: Point): string {
  switch (point.kind) {
    case 'sex':
      return `sex != "${point.sex}"`;
    case 'age':
      return `age < ${point.yearsMin} or age >= ${point.yearsBelow}`;
    case 'indication':
      return point.prefixes.map((prefix) => `prefixes["${prefix}"] == null`).join(' and ');
    case 'pair':
      return ['day0', 'day1']
        .map((day) => `(${day}["${point.code}"] == 1 and ${day}["${point.other}"] == 1)`)
        .join(' or ');
    case 'quantity':
      return `quantities["${point.code}"] > ${point.max}`;
    case 'level':
      return `level < ${LEVELS.indexOf(point.levelMin)}`;
    case 'class':
      return `classes["${point.classPrefix}"] > 1`;
  }
}
