import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Encounter } from '../model/encounter.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleDefinition } from '../source/rule-source.ts';
import { activate } from './activate.ts';

const words = { 'zh-CN': '一', en: 'one' };
const rule = (id: string): RuleDefinition => ({
  id,
  name: words,
  logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
  verdict: 'violation',
  severity: 'critical',
  fundScope: 'pooled',
  message: words,
  basis: [],
});

const view = openSegment(
  compileSegment({
    formatVersion: 1,
    id: 'S',
    layer: 'national',
    rules: [rule('R1'), rule('R2')],
    knowledge: [
      { id: 'K1', rule: 'R1', items: ['XA01'] },
      { id: 'K2', rule: 'R2', items: ['XA01'] },
    ],
  }),
);

const NOON = Date.UTC(2026, 2, 1, 4);

const encounter: Encounter = {
  id: 'E1',
  asOf: NOON,
  phase: 'prompt',
  insuredPerson: { sex: 'male' },
  items: [{ id: '1', code: 'XA01', occurredAt: NOON }],
};

const firing = (killed?: readonly string[]) => {
  const order = { manifest: 'm', segments: ['d'], ...(killed === undefined ? {} : { killed }) };
  const evaluation = evaluate(activate(order, [{ digest: 'd', view }]), encounter);
  const { alerts, undetermined, reachedUnder } = evaluation;
  return { rules: [...alerts, ...undetermined].map((answer) => answer.rule), killed: reachedUnder.killed };
};

it('a killed rule neither fires nor asks, and the evaluation says that it was killed', () => {
  expect(firing()).toEqual({ rules: ['R1', 'R2'], killed: undefined });
  expect(firing(['R1'])).toEqual({ rules: ['R2'], killed: ['R1'] });
});

it('killed rules are told once each, in the order of their ids', () => {
  expect(firing(['R2', 'R1', 'R2'])).toEqual({ rules: [], killed: ['R1', 'R2'] });
});

it('killing a rule that no segment defines does nothing else', () => {
  expect(firing(['R9'])).toEqual({ rules: ['R1', 'R2'], killed: ['R9'] });
});
