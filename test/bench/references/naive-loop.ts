import { judgePoint, readFacts } from './judge-point.ts';
import type { PlainAlert, Reference } from './reference.ts';

/** Every rule looks at every item. */
export const naiveLoop: Reference = {
  name: 'naive-loop',
  prepare: ({ points }) => ({
    kind: 'sync',
    evaluate(encounter) {
      const facts = readFacts(encounter);
      const alerts: PlainAlert[] = [];
      for (const point of points) {
        for (const item of facts.items) {
          const code = item.code!;
          if (point.kind === 'class' ? !code.startsWith(point.classPrefix) : code !== point.code) continue;
          judgePoint(point, facts, facts.itemsByCode.get(code)!, alerts);
          break;
        }
      }
      return alerts;
    },
  }),
};
