import type { Alert, Encounter, Evaluation } from '@forecheck/core';
import { describe, expect, test } from 'vitest';
import { findBrokenPromise, findLawBreaches } from './evaluation-laws.ts';

const ENCOUNTER: Encounter = {
  id: 'E1',
  asOf: '2026-07-01 09:00',
  phase: 'prompt',
  items: [{ id: '10' }, { id: '9' }, { id: '8', role: 'context' }],
};

function alert(changed: Partial<Alert> = {}): Alert {
  const text = { 'zh-CN': 'R', en: 'R' };
  return {
    id: '00000000000000aa',
    rule: 'R',
    knowledgePoint: 'K',
    verdict: 'violation',
    severity: 'warning',
    offending: ['10'],
    involved: [],
    evidence: [],
    basis: [],
    name: text,
    message: text,
    decision: 'remind',
    dispositions: [],
    fixes: [],
    ...changed,
  };
}

function evaluation(alerts: readonly Alert[], changed: Partial<Evaluation> = {}): Evaluation {
  return {
    encounterId: 'E1',
    status: 'complete',
    alerts,
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: alerts.length > 0 ? 'remind' : 'pass',
    reachedUnder: { manifest: '', segments: [] },
    diagnostics: [],
    work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
    ...changed,
  };
}

const SECOND = { id: '00000000000000bb' };

describe('the laws of every evaluation', () => {
  test('hold for a lawful one', () => {
    const lawful = evaluation(
      [
        alert({ severity: 'critical', offending: ['9'], involved: ['8'] }),
        alert({ ...SECOND, offending: ['10', '9'] }),
        alert({ id: '00000000000000cc', rule: 'S', offending: ['10'] }),
      ],
      { preexisting: [alert({ id: '00000000000000dd', offending: ['8'] })] },
    );
    expect(findLawBreaches(ENCOUNTER, lawful)).toEqual([]);
    expect(findLawBreaches(ENCOUNTER, evaluation([]))).toEqual([]);
  });

  test.each<[string, Evaluation]>([
    ['severity decides the order', evaluation([alert(), alert({ ...SECOND, severity: 'critical' })])],
    ['then the position', evaluation([alert({ offending: ['9'] }), alert(SECOND)])],
    ['then the rule', evaluation([alert({ rule: 'S' }), alert(SECOND)])],
    ['ids are distinct', evaluation([alert(), alert({ rule: 'S' })])],
    ['ids are hexadecimal', evaluation([alert({ id: 'R-1' })])],
    ['offending items follow the encounter', evaluation([alert({ offending: ['9', '10'] })])],
    ['offending items stand once', evaluation([alert({ offending: ['10', '10'] })])],
    ['offending items exist', evaluation([alert({ offending: ['10', '7'] })])],
    ['involved items do not offend', evaluation([alert({ involved: ['10'] })])],
    ['an alert involves a draft', evaluation([alert({ offending: ['8'] })])],
    ['a preexisting alert does not', evaluation([], { preexisting: [alert()] })],
    ['the decision is the tightest', evaluation([alert({ decision: 'block' })])],
    [
      'missing facts are sorted',
      evaluation([], {
        undetermined: [
          {
            rule: 'R',
            knowledgePoint: 'K',
            items: ['9'],
            missing: ['b', 'a'],
            basis: [],
            name: { 'zh-CN': '', en: '' },
          },
        ],
      }),
    ],
    [
      'missing facts are named',
      evaluation([], {
        undetermined: [
          { rule: 'R', knowledgePoint: 'K', items: ['9'], missing: [], basis: [], name: { 'zh-CN': '', en: '' } },
        ],
      }),
    ],
  ])('notice that %s', (_, unlawful) => {
    expect(findLawBreaches(ENCOUNTER, unlawful)).toHaveLength(1);
  });

  test('notice an alert without offending items', () => {
    expect(findLawBreaches(ENCOUNTER, evaluation([alert({ offending: [], involved: ['10'] })]))).toHaveLength(1);
  });
});

describe('the promise of a fix', () => {
  const fixed = alert({ offending: ['10', '9'] });
  const other = alert({ ...SECOND, rule: 'S', offending: ['10', '9'] });
  const before = evaluation([fixed, other]);

  test('is kept when the alert is gone and the others are as they were', () => {
    expect(findBrokenPromise(before, fixed, evaluation([other]))).toBeUndefined();
  });

  test('is kept when less is left of another alert', () => {
    const remainder = alert({ id: '00000000000000cc', rule: 'S', offending: ['9'] });
    expect(findBrokenPromise(before, fixed, evaluation([remainder]))).toBeUndefined();
  });

  test('is kept when a less severe alert is added', () => {
    const added = alert({ id: '00000000000000cc', rule: 'T', severity: 'info' });
    expect(findBrokenPromise(before, fixed, evaluation([added]))).toBeUndefined();
  });

  test.each<[string, readonly Alert[]]>([
    ['the alert is still there', [fixed]],
    ['the alert is there about fewer items', [alert({ id: '00000000000000cc', offending: ['9'] })]],
    ['an alert of equal severity is added', [alert({ id: '00000000000000cc', rule: 'T' })]],
    ['an alert of greater severity is added', [alert({ id: '00000000000000cc', rule: 'T', severity: 'critical' })]],
    ['another alert grows', [alert({ ...SECOND, id: '00000000000000cc', rule: 'S', offending: ['10', '9', '8'] })]],
  ])('is broken when %s', (_, after) => {
    expect(findBrokenPromise(before, fixed, evaluation(after))).toContain('R: ');
  });
});
