// Two rules, one order, one alert. Run it: node examples/evaluate-in-node.ts (after npm run build).
import { activate, type Encounter, evaluate, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { rules } from './two-rules.ts';

// What a bureau does once for each publication. `segment` is plain bytes: store it, send it, map it.
const segment = compileSegment(rules);

// What a client does once for each publication. The digest comes with the pack that the segment came in.
const digest = 'd'.repeat(64);
const ruleset = activate({ manifest: digest, segments: [digest] }, [{ digest, view: openSegment(segment) }]);

// What a client does for every order: no network, no clock, no promise.
const encounter: Encounter = {
  id: 'E1',
  asOf: '2026-07-01 09:30:00',
  phase: 'prompt',
  insuredPerson: { sex: 'female' },
  items: [
    { id: '1', code: 'XL02BBA326A001010102180', quantity: 1 },
    { id: '2', code: '001201000030000', quantity: 2, unit: '日' },
  ],
};
for (const alert of evaluate(ruleset, encounter).alerts) {
  console.log(`${alert.severity} ${alert.rule}: ${alert.message['zh-CN']}`);
  console.log(`  ${alert.evidence.map(({ fact, value, bound }) => `${fact} = ${value}, bound ${bound}`).join('; ')}`);
  console.log(`  fixes: ${alert.fixes.map(({ kind }) => kind).join(', ')}`);
}
