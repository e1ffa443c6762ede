import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Encounter } from '../model/encounter.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { explain } from './explain.ts';

const text = { 'zh-CN': 'x', en: 'x' };
const sexRule: RuleDefinition = {
  id: 'R-SEX',
  name: text,
  message: text,
  basis: [],
  verdict: 'violation',
  severity: 'warning',
  fundScope: 'insurance',
  logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
};
const base: RuleSource = {
  formatVersion: 1,
  id: 'base',
  layer: 'national',
  rules: [
    sexRule,
    { ...sexRule, id: 'R-REVIEW', phases: ['review'] },
    { ...sexRule, id: 'R-AGE', logic: { kind: 'restrict', mode: 'age', parameters: { yearsBelow: 14 } } },
    { ...sexRule, id: 'R-LATER', from: '2027-01-01' },
  ],
  knowledge: [
    { id: 'K-OLD', rule: 'R-SEX', items: ['ITEM-A'] },
    { id: 'K-REVIEW', rule: 'R-REVIEW', items: ['ITEM-A'] },
    { id: 'K-AGE', rule: 'R-AGE', items: ['ITEM-A'] },
    { id: 'K-LATER', rule: 'R-LATER', items: ['ITEM-A'] },
    { id: 'K-FEMALE', rule: 'R-SEX', items: ['ITEM-B'], parameters: { sex: 'female' } },
  ],
};
const update: RuleSource = {
  formatVersion: 1,
  id: 'update',
  layer: 'national',
  rules: [sexRule],
  knowledge: [{ id: 'K-NEW', rule: 'R-SEX', items: ['ITEM-A'], supersedes: ['K-OLD'] }],
};
const ruleset = activate(
  { manifest: 'M', segments: ['base', 'update'] },
  [base, update].map((source) => ({ digest: source.id, view: openSegment(compileSegment(source)) })),
);
const encounter: Encounter = {
  id: 'E1',
  asOf: '2026-07-01 09:00',
  phase: 'prompt',
  insuredPerson: { sex: 'female' },
  items: [
    { id: '1', code: 'ITEM-A' },
    { id: '2', code: 'ITEM-B' },
    { id: '3', code: 'ITEM-A', payment: 'self' },
  ],
};

it('tells of every knowledge point why it fired, did not, or could not be decided', () => {
  const told = explain(ruleset, encounter).candidates.map((it) => [it.knowledgePoint, it.items.join(), it.outcome]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['K-NEW', '1', 'hit'],
      ['K-NEW', '3', 'other-payer'],
      ['K-OLD', '1', 'replaced'],
      ['K-REVIEW', '1', 'other-phase'],
      ['K-AGE', '1', 'undetermined'],
      ['K-LATER', '1', 'not-in-force'],
      ['K-FEMALE', '2', 'clear'],
    ]),
  );
});

it('tells what fires on items that were there before from what fires on a draft', () => {
  const old: Encounter = {
    ...encounter,
    items: [
      { id: '1', code: 'ITEM-A', role: 'context' },
      { id: '2', code: 'ITEM-A' },
    ],
  };
  const told = explain(ruleset, old, { rule: 'R-SEX' }).candidates.filter((it) => it.knowledgePoint === 'K-NEW');
  expect(told.map((it) => [it.items.join(), it.outcome])).toEqual([
    ['1', 'preexisting'],
    ['2', 'hit'],
  ]);
});

it('names the missing facts and the facts that made a rule fire', () => {
  const [age] = explain(ruleset, encounter, { rule: 'R-AGE', item: '1' }).candidates;
  expect(age?.missing).toEqual(['insuredPerson.birthDate']);
  const [sex] = explain(ruleset, encounter, { rule: 'R-SEX', item: '1' }).candidates.filter(
    (it) => it.outcome === 'hit',
  );
  expect(sex?.evidence).toEqual([{ fact: 'insuredPerson.sex', value: 'female', bound: 'male' }]);
});

it('tells only what it is asked about', () => {
  const { candidates } = explain(ruleset, encounter, { rule: 'R-SEX', item: '2' });
  expect(candidates.map((it) => it.knowledgePoint)).toEqual(['K-FEMALE']);
});

it('hits are those of the evaluation', () => {
  const hits = explain(ruleset, encounter).candidates.filter((it) => it.outcome === 'hit');
  expect(hits.map((it) => it.knowledgePoint)).toEqual(
    evaluate(ruleset, encounter).alerts.map((it) => it.knowledgePoint),
  );
});
